"""The contract of a database: every test that asks for `database` runs on each kind there is."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.migrate import migrate
from storage.opening import open_database
from storage.unit import Database


@pytest.fixture(params=["sqlite"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    addresses = {"sqlite": f"sqlite:///{tmp_path}/tiwizi.db"}
    opened = await open_database(addresses[request.param])
    yield opened
    await opened.close()


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """An empty database with today's schema, for what is asked of the SQL itself."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    yield connection
    connection.close()
