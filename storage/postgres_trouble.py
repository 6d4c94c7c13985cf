"""What a server or a network may do to us, and what we do then."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import asyncpg

from storage.connection import Connection
from storage.unit import Unavailable

CLEAN_UP_SECONDS = 2.0  # a stop has to fit into ten seconds, also when the server has fallen silent

# What the server or the network does to us, unlike mistakes in our SQL; a deadlock or a conflict is tried again too.
# https://www.postgresql.org/docs/current/errcodes-appendix.html
PASSING = (
    asyncpg.TransactionRollbackError,
    asyncpg.InsufficientResourcesError,
    asyncpg.LockNotAvailableError,
    asyncpg.InvalidCachedStatementError,  # another replica has just brought the schema up to date
    asyncpg.OutdatedSchemaCacheError,
)
LASTING = (  # on this connection: the next unit makes another, perhaps to another server
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresSystemError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InternalClientError,  # the server said goodbye between two statements, and has not hung up yet
)
TROUBLE = PASSING + LASTING


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
        if connection is not None and isinstance(error, LASTING):
            connection.terminate()
        raise Unavailable(f"{type(error).__name__}: {error}") from error
    except asyncpg.InterfaceError as error:
        if connection is None or not connection.is_closed():
            raise
        raise Unavailable(str(error)) from error
