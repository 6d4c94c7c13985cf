"""APScheduler's ticks. A tick holds no data: what is due is in tables, and a tick run twice does nothing twice."""

from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import Clock, milliseconds
from bot.delivery import Delivery
from storage.drafts import Drafts
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.unit import Database
from storage.words import Words

TRACE_KEPT = timedelta(hours=72)
"""Telegram redelivers for 24 hours; a trace that guards against it is kept well beyond."""


WORDS_KEPT = timedelta(days=365)
"""How long we learn from what people typed; `/privacy` says so."""


class Every(BaseTrigger):  # type: ignore[misc] # APScheduler 3 ships no types
    """Again and again, and after a pause once.

    APScheduler's own interval first lists every run that was missed, which takes for ever where the clock jumped by
    years, as it does on a small machine that has none of its own when it starts.
    """

    def __init__(self, interval: timedelta) -> None:
        self._interval = interval

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return max(previous or now, now) + self._interval


def schedule(database: Database, delivery: Delivery, clock: Clock) -> AsyncIOScheduler:
    """The ticks of the program, not yet started.

    A tick that comes late is run once and late (no misfire is dropped), and never beside itself.
    """
    scheduler = AsyncIOScheduler(job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1})

    async def due() -> None:
        delivery.wake()

    async def tidy() -> None:
        await forget_what_is_over(database, clock)
        delivery.budget.forget_quiet_chats()

    scheduler.add_job(due, Every(timedelta(seconds=1)), id="due")
    scheduler.add_job(tidy, Every(timedelta(minutes=10)), id="tidy")
    return scheduler


async def forget_what_is_over(database: Database, clock: Clock) -> None:
    """Delete drafts whose time is over, the traces of updates and messages, and words heard long ago."""
    now = clock.now()
    before = milliseconds(now - TRACE_KEPT)
    async with database.unit() as unit:
        Drafts(unit).forget(milliseconds(now))
        Inbox(unit).forget(before)
        Outbox(unit).forget(before)
        Words(unit).forget((now - WORDS_KEPT).date())
    await database.settle()
