"""From the address in the settings to an opened database, or to a copy of it."""

import asyncio
from pathlib import Path

from storage.sqlite import Sqlite, copy
from storage.unit import Database

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


class UnknownDatabase(Exception):
    """TIWIZI_DATABASE_URL must look like sqlite:///path/to/file or postgresql://user:password@host/database."""


class NoFile(Exception):
    """PostgreSQL has its own backup: use pg_dump, as docs/replicas.md describes."""


class NotCopied(Exception):
    """The copy was not made; the message is one sentence that says why."""


async def open_database(address: str) -> Database:
    """Open the database at `address` with its schema up to date.

    Raises:
        UnknownDatabase: the address is neither `sqlite:///path/to/file` nor `postgresql://…`.
        SchemaTooNew, Unavailable: see `Sqlite.open` and `Postgres.open`.
    """
    if address.startswith(POSTGRES):
        from storage.postgres import Postgres  # noqa: PLC0415 -- its driver takes a while to load, for SQLite in vain

        return await Postgres.open(address)
    return await Sqlite.open(_file(address))


async def copy_database(source: str, target: str) -> dict[str, int]:
    """Copy everything from SQLite to an empty PostgreSQL; gives the rows of each table.

    Raises:
        UnknownDatabase: the addresses are not of these kinds.
        NotCopied, Unavailable: see `copy_to_postgres`.
    """
    if not target.startswith(POSTGRES):
        raise UnknownDatabase
    from storage.copying import copy_to_postgres  # noqa: PLC0415 -- as above
    from storage.postgres import Postgres  # noqa: PLC0415 -- as above

    file = _file(source)
    opened = await Postgres.open(target)
    try:
        return await copy_to_postgres(file, opened)
    finally:
        await opened.close()


async def back_up(address: str, target: Path) -> None:
    """Write a consistent copy of the database as it is, not migrated, while the bot goes on working on it.

    Raises:
        NoFile: the database is on a server.
        UnknownDatabase, Unavailable: there is nothing to copy, or nowhere to write it.
    """
    if address.startswith(POSTGRES):
        raise NoFile
    await asyncio.to_thread(copy, _file(address), target)


def _file(address: str) -> Path:
    if not address.startswith(SQLITE):
        raise UnknownDatabase  # without the address, which may hold a password
    return Path(address.removeprefix(SQLITE))
