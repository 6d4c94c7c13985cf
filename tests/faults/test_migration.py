"""A migration is interrupted: the step leaves nothing behind, and the next start does it."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from simulator import Limits, Simulator, serving
from storage.migrate import migrate, migrations
from tests.faults.process import PATIENCE, Bot, end_of, rows

KILL = str(Path(__file__).with_name("kill_in_migration.py"))
SCHEMA = "select type, name, sql from sqlite_master where name not like 'sqlite_%' order by name"


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
        assert rows(bot.database, SCHEMA) == []
        async with bot.running(KILL, f"{last}", "1") as process:
            assert await end_of(process) == -signal.SIGKILL
        steps = rows(bot.database, "select version from schema_migration order by version")
        assert steps == [(version,) for version in migrations() if version < last]
        await phone.start()
        async with bot.running() as process:
            await phone.sees("تيويزي", within=PATIENCE)
        assert rows(bot.database, SCHEMA) == rows(fresh(tmp_path / "fresh.db"), SCHEMA)
        assert rows(bot.database, "pragma integrity_check") == [("ok",)]
