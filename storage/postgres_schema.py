"""The same migrations on PostgreSQL: one translation, and a lock that programs which start together wait for."""

import re

from storage.connection import Connection
from storage.migrate import LEDGER, next_step, statements_of

LOCK = 7_494_941_501  # a number of our own among the advisory locks of the database
LOCK_PATIENCE = "set local lock_timeout = '30s'"
COMMENT = re.compile(r"--[^\n]*")
TEXT_TYPE = re.compile(r"\b(?!as\b)(\w+\s+)text\b")


def translated(statement: str) -> str:
    """A statement of a migration for PostgreSQL: every text is compared byte by byte there too, as in SQLite.

    Without it ranges of keys and orders would depend on the language that somebody chose for the database.
    """
    return TEXT_TYPE.sub(r'\1text collate "C"', COMMENT.sub("", statement))


async def bring_up_to_date(connection: Connection) -> list[str]:
    """Apply what is missing and return the names applied.

    Each step is one transaction, under a lock that is taken before the ledger is read. Interrupted, it leaves nothing
    behind; a program that waits for the lock finds the step done.

    Raises:
        SchemaTooNew: the ledger holds a version that this program does not know.
    """
    applied = []
    while await _is_behind(connection):
        async with connection.transaction():
            await connection.execute(f"{LOCK_PATIENCE}; select pg_advisory_xact_lock({LOCK})")
            await connection.execute(LEDGER)
            step = next_step(await _known(connection))
            if step is not None:
                version, path = step
                for statement in statements_of(path):
                    await connection.execute(translated(statement))
                await connection.execute("insert into schema_migration values ($1, $2)", version, path.stem)
                applied.append(path.stem)
    return applied


async def _is_behind(connection: Connection) -> bool:
    # Looked at without the lock: a replica that starts must not wait for anything when there is nothing to do.
    async with connection.transaction():
        has_ledger = await connection.fetchval("select to_regclass('schema_migration') is not null")
        return next_step(await _known(connection) if has_ledger else ()) is not None


async def _known(connection: Connection) -> set[int]:
    return {row["version"] for row in await connection.fetch("select version from schema_migration")}
