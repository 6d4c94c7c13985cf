import pytest


@pytest.fixture
def address(empty_postgres: str) -> str:
    """The address of an empty PostgreSQL database."""
    return empty_postgres
