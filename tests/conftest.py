"""What every test may ask for: a stage with a local Telegram and a running bot, over real HTTP; and a PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.postgres import Postgres
from tests import postgres, sqlite
from tests.stage import Stage

# No time limit for an example: a busy machine is no mistake.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


@pytest.fixture(scope="module", autouse=True)
def quick_disk() -> Iterator[None]:
    """SQLite does not wait for the disk; where that is what is tested, a module has a `quick_disk` of its own."""
    with pytest.MonkeyPatch.context() as patch:
        sqlite.quick(patch)
        yield


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A simulator and a bot on a new database, at the time of the tests."""
    async with Stage(tmp_path / "tiwizi.db") as made:
        yield made


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL, started once, when somebody wants it."""
    with postgres.server() as address:
        yield address


@pytest.fixture(scope="session")
def shared_postgres(postgres_server: str) -> Iterator[postgres.Shared]:
    """A database with today's schema, made once, when somebody wants it."""
    with asyncio.Runner() as runner, postgres.Shared(postgres_server, runner) as shared:
        yield shared


@pytest.fixture(scope="session")
def postgres_address(shared_postgres: postgres.Shared) -> str:
    """The address of a database with today's schema and whatever the last test left in it."""
    return shared_postgres.address


@pytest.fixture
def empty_postgres(shared_postgres: postgres.Shared) -> str:
    """The address of an empty database with today's schema."""
    shared_postgres.empty()
    return shared_postgres.address


@pytest.fixture
async def two_replicas(empty_postgres: str) -> AsyncIterator[tuple[Postgres, Postgres]]:
    """Two replicas on one database that have joined."""
    one, other = await Postgres.open(empty_postgres), await Postgres.open(empty_postgres)
    for each in (one, other):
        await each.replicas.join()
    yield one, other
    for each in (one, other):
        await each.close()
