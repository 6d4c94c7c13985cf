"""From the address in the settings to an opened database."""

from pathlib import Path

from storage.sqlite import Sqlite
from storage.unit import Database

SQLITE = "sqlite:///"


class UnknownDatabase(Exception):
    """The database address has a form that Tiwizi does not know."""


async def open_database(address: str) -> Database:
    """Open the database at `address` (`sqlite:///path/to/file`) with its schema up to date.

    Raises:
        UnknownDatabase: the address is of another kind.
    """
    if not address.startswith(SQLITE):
        raise UnknownDatabase(address.split(":", 1)[0])
    return await Sqlite.open(Path(address.removeprefix(SQLITE)))
