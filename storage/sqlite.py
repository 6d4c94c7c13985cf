"""SQLite through aiosqlite: one connection writes, in WAL mode, and its thread is entered once a round trip."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import TypeVar

import aiosqlite

from storage.errands import Errands
from storage.migrate import migrate
from storage.unit import Call, Row, Unavailable, Unit

T = TypeVar("T")

# A commit that waits for the disk survives a power cut, not only the end of the process. One that does not wait lasts
# as soon as a later one is waited for, because both are in the same log.
DURABLE = "pragma synchronous = full"
HURRIED = "pragma synchronous = normal"
# `busy_timeout` comes before `journal_mode`, which itself may have to wait for another program.
PRAGMAS = (
    "pragma busy_timeout = 5000",
    "pragma journal_mode = wal",
    "pragma foreign_keys = on",
    "pragma secure_delete = on",  # what is erased is overwritten
)

# What the machine around the file does to us, unlike mistakes in our SQL: https://sqlite.org/rescode.html.
TROUBLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_READONLY,
}
PRIMARY_CODE = 0xFF  # the lower byte of an extended result code


class Connection(aiosqlite.Connection):
    """aiosqlite's connection with one more door: a whole piece of work in a single visit to its thread."""

    async def visit(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` on the connection's own thread."""
        with _trouble_is_unavailable():
            result: T = await self._execute(work, self._conn)  # type: ignore[no-untyped-call] # aiosqlite's gap
            return result


class SqliteUnit:
    """A `Unit` whose transaction begins with its first round trip."""

    replica = 0

    def __init__(self, connection: Connection) -> None:
        self.durable = True
        self._connection = connection
        self._writes: list[Call] = []
        self._begun = False

    async def fetch(self, *calls: Call) -> Sequence[Sequence[Row]]:
        return await self._connection.visit(lambda db: self._round_trip(db, calls))

    def write(self, *calls: Call) -> None:
        self._writes.extend(calls)

    async def claim(self, chats: Collection[int]) -> Collection[int]:
        return chats

    async def commit(self, along: Sequence[Call] = ()) -> bool:
        """Commit, together with what others wrote; whether their part could be written. Ours does not depend on it."""
        if not (self._begun or self._writes):
            return False
        return await self._connection.visit(lambda db: self._finish(db, along))

    async def rollback(self) -> None:
        """Undo everything. A round trip that was cancelled may still be on its way to the thread: this follows it."""
        await self._connection.visit(lambda db: db.rollback())

    def _round_trip(self, db: sqlite3.Connection, calls: Sequence[Call]) -> list[list[Row]]:
        if not self._begun:
            db.execute(DURABLE if self.durable else HURRIED)
            db.execute("begin immediate")
            self._begun = True
        _write(db, self._writes)
        self._writes.clear()
        return [[dict(row) for row in db.execute(call.sql, call.values)] for call in calls]

    def _finish(self, db: sqlite3.Connection, along: Sequence[Call]) -> bool:
        self._round_trip(db, ())
        taken = _write_apart(db, along)
        db.commit()
        return taken


def _write(db: sqlite3.Connection, calls: Sequence[Call]) -> None:
    for call in calls:
        db.execute(call.sql, call.values)


def _write_apart(db: sqlite3.Connection, calls: Sequence[Call]) -> bool:
    """Write all of it, or nothing and say so, whatever is wrong with it."""
    if not calls:
        return True
    db.execute("savepoint apart")
    try:
        _write(db, calls)
    except Exception:
        if not db.in_transaction:  # the disk is full, say: SQLite has undone everything
            raise
        db.execute("rollback to apart")
        return False
    finally:
        if db.in_transaction:
            db.execute("release apart")
    return True


class SqliteSnapshot:
    """A `Snapshot` on a connection and a thread of its own: in WAL mode readers and the writer do not wait."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def fetch(self, *calls: Call) -> Sequence[Sequence[Row]]:
        return await self._connection.visit(
            lambda db: [[dict(row) for row in db.execute(call.sql, call.values)] for call in calls]
        )

    async def pages(self, call: Call, most: int) -> AsyncIterator[Sequence[Row]]:
        cursor = await self._connection.visit(lambda db: db.execute(call.sql, call.values))
        while page := await self._connection.visit(lambda _: [dict(row) for row in cursor.fetchmany(most)]):
            yield page


class Sqlite:
    """A `Database` in one file."""

    replicas = None

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._snapshots = 0
        self._errands = Errands(self.unit)
        self._turn = asyncio.Lock()  # asyncio's lock is fair; SQLite's own waiting is not

    @classmethod
    async def open(cls, path: Path) -> "Sqlite":
        """Open `path`, made when missing, and bring its schema up to date.

        Raises:
            SchemaTooNew: a newer Tiwizi made it.
            Unavailable: it cannot be opened.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        await asyncio.to_thread(_prepare, path)
        connection = Connection(lambda: _connect(path), iter_chunk_size=64)
        await connection
        return cls(connection, path)

    @asynccontextmanager
    async def unit(self) -> AsyncGenerator[SqliteUnit]:
        async with self._turn:
            unit = SqliteUnit(self._connection)
            try:
                yield unit
                await self._errands.go_along(unit.commit)
            except BaseException:
                await asyncio.shield(unit.rollback())
                raise

    def errand(self, *, durable: bool = True) -> AbstractAsyncContextManager[Unit]:
        return self._errands.errand(durable=durable)

    def speaks_to(self, chat_id: int) -> bool:  # noqa: ARG002 -- `Database`'s, for those who share one
        return True

    @asynccontextmanager
    async def snapshot(self) -> AsyncGenerator[SqliteSnapshot]:
        connection = Connection(lambda: _connect(self._path), iter_chunk_size=64)
        await connection
        self._snapshots += 1
        try:
            await connection.visit(lambda db: db.execute("begin"))
            yield SqliteSnapshot(connection)
        finally:
            self._snapshots -= 1
            await asyncio.shield(connection.close())

    async def settle(self) -> None:
        if self._snapshots:
            return  # it would wait for the end of it, and everybody for that; the next time comes
        async with self._turn:
            await self._connection.visit(lambda db: db.execute("pragma wal_checkpoint(truncate)").fetchall())

    async def close(self) -> None:
        await self._errands.settle()
        async with self._turn:
            await self._connection.close()


def copy(source: Path, target: Path) -> None:
    """Write a consistent copy of the database `source` to the new file `target`, while others go on writing.

    Raises:
        Unavailable: there is no database, or the copy cannot be written; then no half of a copy stays.
    """
    existing = f"{source.resolve().as_uri()}?mode=rw"
    with _trouble_is_unavailable(source), closing(sqlite3.connect(existing, uri=True)) as db:
        db.execute("select 1 from sqlite_master")  # opened and understood, before anything is written
        with _trouble_is_unavailable(target), closing(sqlite3.connect(target)) as copied:
            try:
                db.backup(copied)
            except BaseException:
                target.unlink(missing_ok=True)
                raise


def _prepare(path: Path) -> None:
    """Find out whether the file can be used before the writing thread is started on it."""
    with _trouble_is_unavailable(path), closing(_connect(path)) as db:
        migrate(db)


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.row_factory = sqlite3.Row
        for pragma in PRAGMAS:
            db.execute(pragma)
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def _trouble_is_unavailable(path: Path | None = None) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE not in TROUBLE:
            raise
        raise Unavailable(f"{path}: {error}" if path else str(error)) from error
