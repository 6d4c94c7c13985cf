"""The bot with a death in a migration: `kill_in_migration.py STEP COUNT run` dies COUNT statements into that step."""

import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.__main__ import start
from storage import migrate

split, apply = migrate.statements_of, migrate._apply


def die_in(deadly: int, count: int) -> None:
    step = 0

    def applying(db: sqlite3.Connection, version: int, path: Path) -> bool:
        nonlocal step
        step = version
        return apply(db, version, path)

    def splitting(script: Path) -> Iterator[str]:
        statements = split(script)
        if step == deadly:
            yield from statements[:count]
            os.kill(os.getpid(), signal.SIGKILL)
        yield from statements

    setattr(migrate, "_apply", applying)  # noqa: B010 -- what this script is for
    setattr(migrate, "statements_of", splitting)  # noqa: B010 -- the same


if __name__ == "__main__":
    die_in(int(sys.argv.pop(1)), int(sys.argv.pop(1)))
    start()
