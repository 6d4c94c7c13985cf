import asyncio

import pytest

from tests import postgres


@pytest.fixture
def address(postgres_address: str) -> str:
    """The address of an empty PostgreSQL database."""
    asyncio.run(postgres.empty(postgres_address))
    return postgres_address
