"""A SQLite for the tests: migrated once and then copied, and nobody waits for the disk."""

import sqlite3
import tempfile
from functools import cache
from pathlib import Path

import pytest

from storage import sqlite as module
from storage.migrate import migrate

QUICK = "pragma synchronous = off"
"""What the tests write may be lost in a power cut."""


def quick(patch: pytest.MonkeyPatch) -> None:
    """Let no database of this process wait for the disk."""
    patch.setattr(module, "DURABLE", QUICK)
    patch.setattr(module, "HURRIED", QUICK)
    patch.setattr(module, "PRAGMAS", (*module.PRAGMAS, QUICK))


def made(path: Path) -> Path:
    """Put an empty database with today's schema there, as the first start of a bot would leave it."""
    path.write_bytes(_template())
    return path


@cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.db"
        db = sqlite3.connect(path, isolation_level=None)
        for pragma in (*module.PRAGMAS, QUICK):
            db.execute(pragma)
        migrate(db)
        db.close()
        return path.read_bytes()
