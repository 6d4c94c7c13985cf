"""`kill -9` while many people are told of a meeting: each is told once."""

import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.civil_time import wall_of
from domain.events.life import Life
from domain.events.when import When
from handlers import event_telling
from handlers.event_telling import ANNOUNCED, cancel
from simulator.messages import visible
from storage.event_notices import EventNotices
from storage.events import Events, Kept
from storage.opening import open_database
from tests.faults.process import PATIENCE, Bot, end_of, rows
from tests.journeys.meetings import MEETING, Meetings
from tests.stage import Stage

SCRIPT = str(Path(__file__).with_name("kill_at_telling.py"))
PEOPLE = ("مريم", "حسن", "عائشة", "يوسف", "خديجة", "إبراهيم", "فاطمة")


async def test_whoever_was_not_told_yet_is_told_by_the_next_start_and_nobody_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_telling, "PAGE", 2)
    now = datetime.now(UTC)
    tomorrow = When((wall_of(now) + timedelta(days=1)).date())  # so near that a cancellation passes quiet hours
    kept = Kept(replace(MEETING, when=tomorrow, life=Life.ANNOUNCED, announced_at=now), 1, "secret")
    async with Stage(tmp_path / "tiwizi.db") as stage:
        chats = [await Meetings(stage).follower(name) for name in PEOPLE]
        await stage.stop_bot()
        bot = Bot(tmp_path, stage.simulator, stage.url)
        database = await open_database(f"sqlite:///{bot.database}")
        async with database.unit() as unit:
            Events(unit).save(kept.event, kept.created_by, kept.secret)
            for chat in chats:
                EventNotices(unit, MEETING.id).told(ANNOUNCED, chat.phone.id, 1)
            assert (await cancel(unit, kept, "القاعة غير جاهزة", now)).people == 4
        await database.close()
        async with bot.running(SCRIPT) as process:
            assert await end_of(process) == -signal.SIGKILL
        assert len(rows(bot.database, "select * from event_notice where notice like 'cancelled:%'")) == 4
        async with bot.running() as process:
            await bot.ready(process)
            for chat in chats:
                await chat.phone.sees("القاعة غير جاهزة", within=PATIENCE)
            process.send_signal(signal.SIGTERM)
            assert await end_of(process) == 0
        told = [sum("القاعة غير جاهزة" in visible(each.text) for each in chat.phone.messages) for chat in chats]
        assert told == [1] * len(PEOPLE)
        assert len(rows(bot.database, "select * from event_notice where notice like 'cancelled:%'")) == len(PEOPLE)
