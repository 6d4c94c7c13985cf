"""PostgreSQL through asyncpg: one connection of a program writes, as in SQLite; several programs work side by side."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from itertools import groupby
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import asyncpg

from storage.connection import Connection
from storage.placeholders import numbered
from storage.postgres_schema import bring_up_to_date
from storage.replicas import SQL, Replicas
from storage.unit import Call, Row, Unavailable, Unit

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 30.0  # a statement that takes longer has lost its server: the longest of ours take seconds
CLEAN_UP_SECONDS = 5.0
PGBOUNCER = "pgbouncer"

# A program that a cut network keeps from its transaction must not keep its locks from the others: the server ends
# the transaction when it hears nothing. A handler may think for ten seconds (bot/lanes.py).
SESSION = {
    "application_name": "tiwizi",
    "jit": "off",  # our statements are short; compiling one takes longer than running it
    "idle_in_transaction_session_timeout": "20s",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}

# What is done beside a transaction must not wait for another replica's, which might wait for ours.
BESIDE_LOCK_TIMEOUT = "1s"
BESIDE_ANSWER_SECONDS = 5.0

# What the server or the network does to us, unlike mistakes in our SQL; a deadlock or a conflict is tried again too.
# https://www.postgresql.org/docs/current/errcodes-appendix.html
TROUBLE = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.TransactionRollbackError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresSystemError,
    asyncpg.LockNotAvailableError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.ReadOnlySQLTransactionError,
)


class PostgresUnit:
    """A `Unit` whose transaction begins with its first round trip."""

    def __init__(self, connection: Connection, replicas: Replicas) -> None:
        self.replica = replicas.id
        self.quiet: set[int] = set()  # claimed, with nothing in the database that another replica queued
        self._replicas = replicas
        self._connection = connection
        self._writes: list[Call] = []
        self._begun = False

    async def fetch(self, *calls: Call) -> Sequence[Sequence[Row]]:
        with trouble_is_unavailable(self._connection):
            await self._begin_and_write()
            return [await self._rows(call) for call in calls]

    def write(self, *calls: Call) -> None:
        self._writes.extend(calls)

    async def claim(self, chats: Collection[int]) -> Collection[int]:
        locked = await self._lock(chats)
        if unknown := set(chats) - locked.keys():
            # Outside this transaction, so that no replica ever waits for another's.
            await self._replicas.meet(unknown)
            locked |= await self._lock(unknown)
        foreign = [chat for chat, sender in locked.items() if sender != self.replica]
        mine, loud = locked.keys() - set(foreign), set[int]()
        if foreign:
            # Only now, with the rows locked, can be seen what else was queued there.
            [rows] = await self.fetch(Call(SQL["take_over"], {"chats": foreign, "me": self.replica}))
            mine |= {row["chat_id"] for row in rows}
            # What a dead replica left unsaid there comes first, and is only in the database.
            loud = {row["chat_id"] for row in rows if not row["quiet"]}
        self.quiet |= mine - loud
        return mine

    async def _lock(self, chats: Collection[int]) -> dict[int, int]:
        [rows] = await self.fetch(Call(SQL["lock"], {"chats": list(chats)}))
        return {row["chat_id"]: row["sender"] for row in rows}

    async def commit(self) -> None:
        if self._begun or self._writes:
            with trouble_is_unavailable(self._connection):
                await self._begin_and_write()
                await self._connection.execute("commit")
                self._begun = False

    async def rollback(self) -> None:
        """Undo everything; where that cannot be said to the server any more, by leaving it."""
        if not self._begun or self._connection.is_closed():
            return
        try:
            await self._connection.execute("rollback", timeout=CLEAN_UP_SECONDS)
        except (*TROUBLE, asyncpg.InterfaceError):
            self._connection.terminate()

    async def _begin_and_write(self) -> None:
        if not self._begun:
            self._begun = True
            await self._connection.execute("begin")
        writes, self._writes = self._writes, []
        for sql, same in groupby(writes, key=_sql_of):
            statement, names = numbered(sql)
            values = [_values(call, names) for call in same]
            if len(values) == 1:
                await self._connection.execute(statement, *values[0])
            else:
                await self._connection.executemany(statement, values)  # in one round trip

    async def _rows(self, call: Call) -> list[Row]:
        statement, names = numbered(call.sql)
        return [dict(row) for row in await self._connection.fetch(statement, *_values(call, names))]


class Postgres:
    """A `Database` on a server."""

    def __init__(self, address: str) -> None:
        self._address, self._pooled = _split(address)
        self._turn = asyncio.Lock()
        self._connection: Connection | None = None
        self._speaks_to: set[int] = set()
        self.replicas = Replicas(self._connect_beside, trouble_is_unavailable, hears=not self._pooled)

    @classmethod
    async def open(cls, address: str) -> "Postgres":
        """Connect to `address`, and bring the schema up to date.

        With `pgbouncer=true` in its query the address is that of pgbouncer in transaction mode.

        Raises:
            SchemaTooNew: a newer Tiwizi made it.
            Unavailable: it cannot be reached, or refuses us.
        """
        database = cls(address)
        connection = await database._connected()
        try:
            with trouble_is_unavailable(connection):
                await bring_up_to_date(connection)
        except BaseException:
            await to_its_end(close(connection))
            raise
        return database

    @asynccontextmanager
    async def unit(self) -> AsyncGenerator[Unit]:
        async with self._turn:
            self._speaks_to = set()
            unit = PostgresUnit(await self._connected(), self.replicas)
            try:
                yield unit
                await unit.commit()
            except BaseException:
                await to_its_end(unit.rollback())
                raise
            self._speaks_to = unit.quiet

    def speaks_to(self, chat_id: int) -> bool:
        return chat_id in self._speaks_to

    async def settle(self) -> None:
        """Nothing to do: what was deleted goes with the server's own vacuum."""

    async def close(self) -> None:
        async with self._turn:
            if self._connection is not None:
                await close(self._connection)
        await self.replicas.close()

    async def connect(self, answer_within: float | None = ANSWER_SECONDS, **settings: str) -> Connection:
        """One more connection, with the same settings and these.

        Raises:
            Unavailable: the server cannot be reached, or refuses us.
        """
        with trouble_is_unavailable():
            connection: Connection = await asyncpg.connect(
                self._address,
                timeout=CONNECT_SECONDS,
                command_timeout=answer_within,
                # What pgbouncer gives us for one transaction is another connection than the one before.
                statement_cache_size=0 if self._pooled else 1024,
                server_settings={} if self._pooled else SESSION | settings,
            )
            return connection

    async def _connect_beside(self) -> Connection:
        return await self.connect(answer_within=BESIDE_ANSWER_SECONDS, lock_timeout=BESIDE_LOCK_TIMEOUT)

    async def _connected(self) -> Connection:
        if self._connection is None or self._connection.is_closed():
            self._connection = await self.connect()
        return self._connection


async def close(connection: Connection) -> None:
    """Say goodbye, or leave without it when nobody listens."""
    try:
        await connection.close(timeout=CLEAN_UP_SECONDS)
    except (*TROUBLE, asyncpg.InterfaceError):
        connection.terminate()


async def to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Do what has to be done before anybody else may use the connection, however often we are cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    while not task.done():
        with suppress(asyncio.CancelledError):
            await asyncio.shield(task)
    task.result()


@contextmanager
def trouble_is_unavailable(connection: Connection | None = None) -> Iterator[None]:
    """A connection that is in trouble is left, so that the next unit makes a new one."""
    try:
        yield
    except TROUBLE as error:
        if connection is not None and isinstance(error, TimeoutError | OSError):
            connection.terminate()
        raise Unavailable(f"{type(error).__name__}: {error}") from error
    except asyncpg.InterfaceError as error:
        if connection is None or not connection.is_closed():
            raise
        raise Unavailable(str(error)) from error


def _split(address: str) -> tuple[str, bool]:
    """The address for asyncpg, and whether pgbouncer is behind it."""
    parts = urlsplit(address)
    query = parse_qsl(parts.query)
    others = [(name, value) for name, value in query if name != PGBOUNCER]
    return urlunsplit(parts._replace(query=urlencode(others))), (PGBOUNCER, "true") in query


def _sql_of(call: Call) -> str:
    return call.sql


def _values(call: Call, names: Sequence[str]) -> list[Any]:
    return [clean(call.values[name]) for name in names]


def clean(value: Any) -> Any:
    """A text may hold the character 0 in SQLite and in JSON, but not in PostgreSQL; nobody misses it."""
    return value.replace("\0", "") if isinstance(value, str) and "\0" in value else value
