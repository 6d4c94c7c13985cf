"""PostgreSQL through asyncpg: one connection of a program writes, as in SQLite; several programs work side by side."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import asyncpg

from storage.connection import Connection
from storage.errands import Errands
from storage.postgres_schema import bring_up_to_date
from storage.postgres_trouble import close, to_its_end, trouble_is_unavailable
from storage.postgres_unit import PostgresSnapshot, PostgresUnit
from storage.replicas import Replicas
from storage.unit import Unit

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 30.0  # a statement that takes longer has lost its server: the longest of ours take seconds
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

# What is done beside a transaction must not wait for another replica's, which might wait for ours. A sign of life of
# which the answer is lost is given again before others count it as a death (bot/replicas.py).
BESIDE_LOCK_TIMEOUT = "1s"
BESIDE_ANSWER_SECONDS = 3.0


class Postgres:
    """A `Database` on a server."""

    def __init__(self, address: str) -> None:
        self._address, self._pooled = _split(address)
        self._turn = asyncio.Lock()
        self._errands = Errands(self.unit)
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
    async def unit(self) -> AsyncGenerator[PostgresUnit]:
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

    def errand(self, *, durable: bool = True) -> AbstractAsyncContextManager[Unit]:
        # Not along with a unit, which may hold what another replica waits for.
        return self._errands.errand(durable=durable)

    @asynccontextmanager
    async def snapshot(self) -> AsyncGenerator[PostgresSnapshot]:
        """What was committed when it is first read, whatever is written until it is closed."""
        connection = await self.connect()
        try:
            with trouble_is_unavailable(connection):
                await connection.execute("begin isolation level repeatable read, read only")
            yield PostgresSnapshot(connection)
        finally:
            await to_its_end(close(connection))

    def speaks_to(self, chat_id: int) -> bool:
        return chat_id in self._speaks_to

    async def settle(self) -> None:
        """Nothing to do: what was deleted goes with the server's own vacuum."""

    async def close(self) -> None:
        await self._errands.settle()
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


def _split(address: str) -> tuple[str, bool]:
    """The address for asyncpg, and whether pgbouncer is behind it."""
    parts = urlsplit(address)
    query = parse_qsl(parts.query)
    others = [(name, value) for name, value in query if name != PGBOUNCER]
    return urlunsplit(parts._replace(query=urlencode(others))), (PGBOUNCER, "true") in query
