"""From SQLite to PostgreSQL: everything as it was at one instant, counted and added up on both sides."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec import Struct

from storage.connection import Connection
from storage.migrate import migrations
from storage.opening import NotCopied
from storage.postgres import Postgres
from storage.postgres_trouble import close, trouble_is_unavailable
from storage.postgres_unit import clean
from storage.unit import Unavailable

LEDGER = "schema_migration"
PAGE = 5000
TABLES = """
select relname from pg_class where relnamespace = current_schema::regnamespace and relkind = 'r' order by oid
"""
"""In the order in which they were made: what is referred to comes before what refers to it."""

COLUMNS = """
select column_name, data_type from information_schema.columns
where table_schema = current_schema and table_name = $1 order by ordinal_position
"""


class Sum(Struct, frozen=True):
    """What a table holds: how many rows, and for each column the sum of its numbers or the length of its texts."""

    rows: int
    columns: tuple[int, ...]


async def copy_to_postgres(source: Path, target: Postgres) -> dict[str, int]:
    """Copy the file `source` into the empty database `target`, and return the rows of each table.

    A bot may go on writing to `source`; what it writes after the first moment is not in the copy.

    Raises:
        NotCopied: they have not the same schema, the target is not empty, or a sum differs; nothing was copied then.
        Unavailable: one of them cannot be used.
    """
    connection = await target.connect(answer_within=None)
    try:
        with trouble_is_unavailable(connection):
            async with connection.transaction():
                return await _copy(source, connection)
    finally:
        await close(connection)


async def _copy(source: Path, target: Connection) -> dict[str, int]:
    with closing(_snapshot(source)) as db:
        _check_schema(db)
        tables = [row["relname"] for row in await target.fetch(TABLES) if row["relname"] != LEDGER]
        for table in tables:
            if await target.fetchval(f'select exists (select 1 from "{table}")'):  # noqa: S608 -- a name of ours
                raise NotCopied(f"The database to copy into is not empty: {table} has rows.")
        return {table: (await _copy_table(db, target, table)).rows for table in tables}


def _snapshot(source: Path) -> sqlite3.Connection:
    """The file as it is now, whatever is written to it meanwhile."""
    db = None
    try:
        db = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        db.execute("begin")
        db.execute("select 1 from sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        if db is not None:
            db.close()
        raise Unavailable(f"{source}: {error}") from error
    return db


def _check_schema(db: sqlite3.Connection) -> None:
    has_ledger = db.execute("select 1 from sqlite_master where name = ?", (LEDGER,)).fetchone()
    known = {row[0] for row in db.execute(f"select version from {LEDGER}")} if has_ledger else set()  # noqa: S608
    if known != set(migrations()):
        raise NotCopied("The database to copy has another schema; run this version of the bot, or its migrate, on it.")


async def _copy_table(db: sqlite3.Connection, target: Connection, table: str) -> Sum:
    columns = {row["column_name"]: row["data_type"] for row in await target.fetch(COLUMNS, table)}
    names = ", ".join(f'"{name}"' for name in columns)
    read = _Adding(db.execute(f'select {names} from "{table}"'), len(columns))  # noqa: S608 -- names of ours
    for page in read.pages():
        await target.copy_records_to_table(table, records=page, columns=list(columns))
    written = await _sum(target, table, columns)
    if written != read.sum:
        raise NotCopied(f"The copy of {table} differs: {written} in place of {read.sum}.")
    return written


class _Adding:
    """Reads rows as PostgreSQL takes them, and adds them up."""

    def __init__(self, cursor: sqlite3.Cursor, columns: int) -> None:
        self._cursor = cursor
        self._rows = 0
        self._columns = [0] * columns

    @property
    def sum(self) -> Sum:
        return Sum(self._rows, tuple(self._columns))

    def pages(self) -> Iterator[list[tuple[Any, ...]]]:
        while rows := self._cursor.fetchmany(PAGE):
            page = [tuple(map(clean, row)) for row in rows]
            for row in page:
                self._add(row)
            yield page

    def _add(self, row: Sequence[Any]) -> None:
        self._rows += 1
        for index, value in enumerate(row):
            self._columns[index] += 0 if value is None else value if isinstance(value, int) else len(value)


async def _sum(target: Connection, table: str, columns: dict[str, str]) -> Sum:
    measured = (f'length("{name}")' if kind == "text" else f'"{name}"' for name, kind in columns.items())
    sums = ", ".join(f"cast(coalesce(sum({each}), 0) as text)" for each in measured)
    query = f'select count(*), {sums} from "{table}"'  # noqa: S608 -- names of ours
    [row] = await target.fetch(query)
    rows, *added = tuple(row.values())
    return Sum(rows, tuple(map(int, added)))
