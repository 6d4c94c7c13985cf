"""APScheduler's ticks. A tick holds no data: what is due is in tables, and a tick run twice does nothing twice."""

from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock, milliseconds
from bot.delivery import Delivery
from storage.drafts import Drafts
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.unit import Database

TRACE_KEPT = timedelta(hours=72)
"""Telegram redelivers for 24 hours; a trace that guards against it is kept well beyond."""


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

    scheduler.add_job(due, "interval", seconds=1, id="due")
    scheduler.add_job(tidy, "interval", minutes=10, id="tidy")
    return scheduler


async def forget_what_is_over(database: Database, clock: Clock) -> None:
    """Delete drafts whose time is over, and the traces of updates and messages."""
    now = clock.now()
    before = milliseconds(now - TRACE_KEPT)
    async with database.unit() as unit:
        Drafts(unit).forget(milliseconds(now))
        Inbox(unit).forget(before)
        Outbox(unit).forget(before)
