"""A migration is interrupted: the step leaves nothing behind, and the next start does it."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from simulator import Limits, Simulator, serving
from storage.migrate import migrate, migrations
from tests.faults.process import PATIENCE, Bot, end_of

KILL = str(Path(__file__).with_name("kill_in_migration.py"))
SCHEMA = "select type, name, sql from sqlite_master where name not like 'sqlite_%' order by name"


def found(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as db:
        return db.execute(query).fetchall()


def fresh(file: Path) -> Path:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        migrate(db)
    return file


async def test_killed_inside_a_step_it_leaves_nothing_of_it_and_the_next_start_completes_it(tmp_path: Path) -> None:
    simulator, last = Simulator(limits=Limits.none()), max(migrations())
    async with serving(simulator) as url:
        bot, phone = Bot(tmp_path, simulator, url), simulator.phone()
        async with bot.running(KILL, "1", "5") as process:
            assert await end_of(process) == -signal.SIGKILL
        assert found(bot.database, SCHEMA) == []
        async with bot.running(KILL, f"{last}", "1") as process:
            assert await end_of(process) == -signal.SIGKILL
        steps = found(bot.database, "select version from schema_migration order by version")
        assert steps == [(version,) for version in range(1, last)]
        await phone.start()
        async with bot.running() as process:
            await phone.sees("تيويزي", within=PATIENCE)
        assert found(bot.database, SCHEMA) == found(fresh(tmp_path / "fresh.db"), SCHEMA)
        assert found(bot.database, "pragma integrity_check") == [("ok",)]
