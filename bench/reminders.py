"""`python -m bench.reminders`: 100,000 reminders that are due in one minute, handed to delivery; and a reply meanwhile.

A small transaction, such as a reply makes, is tried all the time, to see how long it waits for the tick.
"""

import asyncio
import json
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall
from pathlib import Path
from typing import Final

from bot import loop
from bot.clock import milliseconds
from bot.reminders import look_after_meetings
from catalogue.local import Local
from domain.events.answer import Answer, Reply
from domain.events.event import Event
from domain.events.life import Life
from domain.events.venue import Venue
from domain.events.when import When
from storage.event_answers import EventAnswers
from storage.events import Events
from storage.opening import open_database
from storage.outbox import Outbox, Priority
from storage.people import People, Person
from storage.unit import Database

PEOPLE: Final = 100_000
PAGE: Final = 10_000
DUE: Final = datetime(2026, 4, 1, 9, 0, 30, tzinfo=UTC)
"""Half a minute after ten o'clock in Morocco, a day before the meeting."""
RESULTS: Final = Path("data/bench_reminders.json")
BETWEEN: Final = 0.02
MEETING: Final = Event(
    id=1,
    title=Local("لقاء تواصلي مع التعاونيات", "Rencontre avec les coopératives"),
    when=When(date(2026, 4, 2), wall(10)),
    venue=Venue(Local("دار الثقافة", "Maison de la culture"), "09.541"),
    life=Life.ANNOUNCED,
    announced_at=DUE - timedelta(days=3),
)


class Still:
    """A clock that stands at the minute of the reminders."""

    def now(self) -> datetime:
        return DUE


async def fill(database: Database) -> None:
    """A meeting to which everybody comes."""
    answered = milliseconds(DUE - timedelta(days=2))
    async with database.unit() as unit:
        Events(unit).save(MEETING, 1, "secret")
    for first in range(1, PEOPLE + 1, PAGE):
        async with database.unit() as unit:
            for chat_id in range(first, first + PAGE):
                People(unit).put(Person(chat_id, "ar" if chat_id % 4 else "fr"))
                EventAnswers(unit, MEETING.id).put(
                    Answer(chat_id, Reply.COMING, answered_at=answered, ticket=f"{chat_id:06}")
                )


async def replies(database: Database, waits: list[float]) -> None:
    """A reply's transaction, again and again."""
    while True:
        began = time.perf_counter()
        async with database.unit() as unit:
            await unit.fetch(People.who_is(1))
            Outbox(unit).queue(1, "sendMessage", {"chat_id": 1, "text": "نعم"}, Priority.REPLY)
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(BETWEEN)


async def measure() -> dict[str, float]:
    """Seconds for all, the waits of replies beside it in milliseconds, and how many were handed over."""
    with tempfile.TemporaryDirectory() as folder:
        database = await open_database(f"sqlite:///{folder}/tiwizi.db")
        try:
            await fill(database)
            waits: list[float] = []
            others = asyncio.create_task(replies(database, waits))
            began = time.perf_counter()
            await look_after_meetings(database, Still())
            took = time.perf_counter() - began
            others.cancel()
            async with database.unit() as unit:
                handed = await Outbox(unit).count_queued() - len(waits)
        finally:
            await database.close()
    ordered = sorted(waits)
    return {
        "handed": handed,
        "seconds": took,
        "reply_p50_ms": statistics.median(ordered) * 1e3,
        "reply_p99_ms": ordered[int(len(ordered) * 0.99)] * 1e3,
    }


def main() -> None:
    found = loop.run(measure())
    print(
        f"{found['handed']:.0f} reminders handed to delivery in {found['seconds']:.1f} s; replies meanwhile waited "
        f"p50 {found['reply_p50_ms']:.0f} ms, p99 {found['reply_p99_ms']:.0f} ms"
    )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
