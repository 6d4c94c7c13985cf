"""`kill -9` while many people are told of a meeting: each is told once."""

import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.civil_time import wall_of
from domain.events.life import Life
from domain.events.when import When
from domain.replacing import replace
from handlers.event_telling import ANNOUNCED
from simulator.messages import visible
from storage.event_notices import EventNotices
from storage.event_tellings import EventTellings, Key, Telling
from storage.events import Events, Kept
from storage.opening import open_database
from tests.faults.process import PATIENCE, Bot, end_of, rows
from tests.journeys.meetings import MEETING, Meetings
from tests.stage import Stage

SCRIPT = str(Path(__file__).with_name("kill_at_telling.py"))
REASON = "القاعة غير جاهزة"
PEOPLE = ("مريم", "حسن", "عائشة", "يوسف", "خديجة")


async def test_whoever_was_not_told_yet_is_told_by_the_next_start_and_nobody_twice(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    tomorrow = When((wall_of(now) + timedelta(days=1)).date())  # so near that a cancellation passes quiet hours
    kept = Kept(replace(MEETING, when=tomorrow, life=Life.CANCELLED, sequence=1, announced_at=now), 1, "secret")
    async with Stage(tmp_path / "tiwizi.db") as stage:
        chats = [await Meetings(stage).follower(name) for name in PEOPLE]
        await stage.stop_bot()
        bot = Bot(tmp_path, stage.simulator, stage.url)
        database = await open_database(f"sqlite:///{bot.database}")
        async with database.unit() as unit:
            Events(unit).save(kept.event, kept.created_by, kept.secret)
            for chat in chats:
                EventNotices(unit, MEETING.id).told(ANNOUNCED, chat.phone.id, 1)
            EventTellings(unit).begin(Telling(Key(MEETING.id, "cancelled:1"), {"reason": REASON}, 2))
        await database.close()
        async with bot.running(SCRIPT, "1") as process:
            assert await end_of(process) == -signal.SIGKILL
        assert rows(bot.database, "select * from event_notice where notice like 'cancelled:%'") == []
        async with bot.running(SCRIPT, "100") as process:
            await bot.ready(process)
            for chat in chats:
                await chat.phone.sees(REASON, within=PATIENCE)
            process.send_signal(signal.SIGTERM)
            assert await end_of(process) == 0
        told = [sum(REASON in visible(each.text) for each in chat.phone.messages) for chat in chats]
        assert told == [1] * len(PEOPLE)
        assert len(rows(bot.database, "select * from event_notice where notice like 'cancelled:%'")) == len(PEOPLE)
