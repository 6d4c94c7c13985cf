"""From the address in the settings to an opened database, or to a copy of it."""

import asyncio
from pathlib import Path

from storage.sqlite import Sqlite, copy
from storage.unit import Database

SQLITE = "sqlite:///"


class UnknownDatabase(Exception):
    """TIWIZI_DATABASE_URL must look like sqlite:///path/to/file."""


async def open_database(address: str) -> Database:
    """Open the database at `address` (`sqlite:///path/to/file`) with its schema up to date.

    Raises:
        UnknownDatabase: the address is of another kind.
        SchemaTooNew, Unavailable: see `Sqlite.open`.
    """
    return await Sqlite.open(_file(address))


async def back_up(address: str, target: Path) -> None:
    """Write a consistent copy of the database as it is, not migrated, while the bot goes on working on it.

    Raises:
        UnknownDatabase, Unavailable: there is nothing to copy, or nowhere to write it.
    """
    await asyncio.to_thread(copy, _file(address), target)


def _file(address: str) -> Path:
    if not address.startswith(SQLITE):
        raise UnknownDatabase  # without the address, which may hold a password
    return Path(address.removeprefix(SQLITE))
