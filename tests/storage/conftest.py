"""The contract of a database: every test that asks for `database` runs on each kind there is."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.opening import open_database
from storage.unit import Database
from tests import sqlite


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{sqlite.made(tmp_path / 'tiwizi.db')}"
    empty: str = request.getfixturevalue("empty_postgres")
    return empty


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    opened = await open_database(address)
    yield opened
    await opened.close()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database with today's schema, for what is asked of the SQL itself."""
    connection = sqlite3.connect(sqlite.made(tmp_path / "asked.db"), isolation_level=None)
    connection.execute(sqlite.QUICK)
    yield connection
    connection.close()
