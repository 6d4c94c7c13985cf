"""Plain migrations: numbered SQL files, each applied once, in order, in a transaction of its own."""

import re
import sqlite3
from collections.abc import Collection
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "migrations"
FILE = re.compile(r"(\d{4})_\w+\.sql")
LEDGER = "create table if not exists schema_migration (version integer primary key, name text not null)"


class SchemaTooNew(Exception):
    """The database was made by a newer Tiwizi; this one would misread it."""


@cache
def migrations() -> dict[int, Path]:
    """Migration files by version, in order."""
    found = ((FILE.fullmatch(path.name), path) for path in sorted(FOLDER.glob("*.sql")))
    return {int(match[1]): path for match, path in found if match}


def next_step(known: Collection[int]) -> tuple[int, Path] | None:
    """The first step that a database with these versions does not have; None: it is up to date.

    Raises:
        SchemaTooNew: one of the versions is of a newer program.
    """
    if stranger := set(known) - migrations().keys():
        raise SchemaTooNew(f"The database has schema version {max(stranger)}, of a newer Tiwizi; start that one.")
    return next(((version, path) for version, path in migrations().items() if version not in known), None)


def statements_of(path: Path) -> list[str]:
    """The statements of a step, one by one: many at once would be a transaction of their own in SQLite."""
    statements, current = [], ""
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return [*statements, current] if current.strip() else statements


def migrate(db: sqlite3.Connection) -> list[str]:
    """Apply what is missing and return the names applied.

    The write lock is taken before the ledger is read, so that two programs that start together do not both apply
    a step. Interrupted, a step leaves nothing behind.

    Raises:
        SchemaTooNew: the ledger holds a version that this program does not know.
    """
    applied = []
    while (step := next_step(_known(db))) is not None:
        version, path = step
        if _apply(db, version, path):
            applied.append(path.stem)
    return applied


def _known(db: sqlite3.Connection) -> set[int]:
    query = "select 1 from sqlite_master where type = 'table' and name = 'schema_migration'"
    if db.execute(query).fetchone() is None:
        return set()
    return {row[0] for row in db.execute("select version from schema_migration")}


def _apply(db: sqlite3.Connection, version: int, path: Path) -> bool:
    """Apply a step, and say whether it was this program that did."""
    db.execute("begin immediate")
    try:
        db.execute(LEDGER)
        missing = db.execute("select 1 from schema_migration where version = ?", (version,)).fetchone() is None
        if missing:
            for statement in statements_of(path):
                db.execute(statement)
            db.execute("insert into schema_migration values (?, ?)", (version, path.stem))
        db.commit()
    except BaseException:
        db.rollback()  # where SQLite has rolled back itself, this does nothing
        raise
    return missing
