"""The disk is full, or another program holds the database: people wait, and nothing is lost."""

import asyncio
import sqlite3

import pytest
from structlog.testing import capture_logs

from bot import delivery, intake, lanes
from storage.sqlite import Sqlite
from tests.bot.fakes import eventually
from tests.stage import Stage

LONG = "ع" * 4000


@pytest.fixture(autouse=True)
def _quick_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(intake, "LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(delivery, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(lanes, "BACKOFF", 0.01)


async def pragma(stage: Stage, text: str) -> None:
    assert isinstance(stage.database, Sqlite)
    await stage.database._connection.visit(lambda db: db.execute(f"pragma {text}"))


async def test_a_full_disk_delays_and_loses_nothing(stage: Stage) -> None:
    phone = stage.phone()
    await phone.start()
    await phone.sees("تيويزي")
    await pragma(stage, "max_page_count = 1")
    with capture_logs() as logs:
        for number in range(6):
            await phone.send(f"{LONG} {number}")
        await eventually(lambda: any("full" in str(entry.get("error")) for entry in logs))
        await pragma(stage, "max_page_count = 1000000")
        await phone.send("/start")
        await phone.sees("تيويزي")
    texts = [message.text for message in phone.messages if message.sender_id != phone.id]
    assert len(texts) == 1 + 6 + 1
    assert await stage.program.ready() is None


async def test_a_database_held_by_another_program_delays_and_loses_nothing(stage: Stage) -> None:
    phone = stage.phone()
    await phone.start()
    await phone.sees("تيويزي")
    await pragma(stage, "busy_timeout = 20")
    other = sqlite3.connect(stage.path, isolation_level=None)
    other.execute("begin immediate")
    with capture_logs() as logs:
        await phone.send("/start")
        await eventually(lambda: any("locked" in str(entry.get("error")) for entry in logs))
        assert await stage.program.ready() == "database: database is locked"
        other.execute("rollback")
        await phone.sees("تيويزي")
    other.close()


async def test_a_lock_between_acknowledgement_and_answer_is_not_the_fault_of_the_update(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = stage.phone()
    await pragma(stage, "busy_timeout = 20")
    other = sqlite3.connect(stage.path, isolation_level=None, check_same_thread=False)
    woken = asyncio.Event()

    def lock_and_wake(lanes_: set[int]) -> None:
        other.execute("begin immediate")
        stage.program.lanes.wake(lanes_)
        woken.set()

    monkeypatch.setattr(stage.program.intake, "_wake", lock_and_wake)
    with capture_logs() as logs:
        await phone.start()
        await woken.wait()
        await eventually(
            lambda: sum(entry["event"] == "A lane could not go on." for entry in logs) > lanes.MOST_ATTEMPTS
        )
        monkeypatch.undo()
        other.execute("rollback")
        other.close()
        await phone.sees("تيويزي")
