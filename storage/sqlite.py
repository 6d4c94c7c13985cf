"""SQLite through aiosqlite: one connection writes, in WAL mode, and its thread is entered once a round trip."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import aiosqlite

from storage.migrate import migrate
from storage.unit import Call, Row, Unit

T = TypeVar("T")

# `busy_timeout` comes before `journal_mode`, which itself may have to wait for another program.
# `synchronous=FULL` makes a commit survive a power cut, not only the end of the process.
PRAGMAS = (
    "pragma busy_timeout = 5000",
    "pragma journal_mode = wal",
    "pragma synchronous = full",
    "pragma foreign_keys = on",
)


class Connection(aiosqlite.Connection):
    """aiosqlite's connection with one more door: a whole piece of work in a single visit to its thread."""

    async def visit(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` on the connection's own thread."""
        result: T = await self._execute(work, self._conn)  # type: ignore[no-untyped-call] # aiosqlite's gap
        return result


class SqliteUnit:
    """A `Unit` whose transaction begins with its first round trip."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._writes: list[Call] = []
        self._begun = False

    async def fetch(self, *calls: Call) -> Sequence[Sequence[Row]]:
        return await self._connection.visit(lambda db: self._round_trip(db, calls))

    def write(self, *calls: Call) -> None:
        self._writes.extend(calls)

    async def commit(self) -> None:
        if self._begun or self._writes:
            await self._connection.visit(self._finish)

    async def rollback(self) -> None:
        if self._begun:
            await self._connection.visit(lambda db: db.rollback())

    def _round_trip(self, db: sqlite3.Connection, calls: Sequence[Call]) -> list[list[Row]]:
        if not self._begun:
            db.execute("begin immediate")
            self._begun = True
        for write in self._writes:
            db.execute(write.sql, dict(write.values))
        self._writes.clear()
        return [[dict(row) for row in db.execute(call.sql, dict(call.values))] for call in calls]

    def _finish(self, db: sqlite3.Connection) -> None:
        try:
            self._round_trip(db, ())
            db.commit()
        except BaseException:
            db.rollback()
            raise


class Sqlite:
    """A `Database` in one file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._turn = asyncio.Lock()  # asyncio's lock is fair; SQLite's own waiting is not

    @classmethod
    async def open(cls, path: Path) -> "Sqlite":
        """Open `path`, made when missing, and bring its schema up to date."""
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = Connection(lambda: _connect(path), iter_chunk_size=64)
        await connection
        try:
            await connection.visit(migrate)
        except BaseException:
            await connection.close()
            raise
        return cls(connection)

    @asynccontextmanager
    async def unit(self) -> AsyncGenerator[Unit]:
        async with self._turn:
            unit = SqliteUnit(self._connection)
            try:
                yield unit
                await unit.commit()
            except BaseException:
                await asyncio.shield(unit.rollback())
                raise

    async def backup(self, target: Path) -> None:
        def copy(source: sqlite3.Connection) -> None:
            with sqlite3.connect(target) as copied:
                source.backup(copied)
            copied.close()

        async with self._turn:
            await self._connection.visit(copy)

    async def close(self) -> None:
        async with self._turn:
            await self._connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.row_factory = sqlite3.Row
    for pragma in PRAGMAS:
        db.execute(pragma)
    return db
