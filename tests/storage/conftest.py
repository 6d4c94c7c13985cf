"""The contract of a database: every test that asks for `database` runs on each kind there is."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.opening import open_database
from storage.unit import Database


@pytest.fixture(params=["sqlite"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    addresses = {"sqlite": f"sqlite:///{tmp_path}/tiwizi.db"}
    opened = await open_database(addresses[request.param])
    yield opened
    await opened.close()
