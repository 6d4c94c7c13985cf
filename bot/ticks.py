"""APScheduler's ticks. A tick holds no data: what is due is in tables, and a tick run twice does nothing twice."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import Clock, milliseconds
from bot.delivery import Delivery
from bot.jobs import publish_standing
from bot.news import tell_news
from bot.nudges import remind_of_drafts
from bot.reminders import look_after_meetings
from bot.reviews import tell_of_reviews
from storage.denials import Denials
from storage.drafts import Drafts
from storage.event_answers import forget_answers
from storage.event_feedback import forget_feedback
from storage.event_notices import forget_notices
from storage.event_questions import forget_questions
from storage.event_visits import forget_names
from storage.inbox import Inbox
from storage.invitations import Invitations
from storage.lanes import forget_lanes
from storage.outbox import Outbox
from storage.replicas import TICKING
from storage.unit import Database
from storage.words import Words

TRACE_KEPT = timedelta(hours=72)
"""Telegram redelivers for 24 hours; a trace that guards against it is kept well beyond."""


WORDS_KEPT = timedelta(days=365)
"""How long we learn from what people typed; `/privacy` says so."""


MEETINGS_KEPT = timedelta(days=365)
"""How long it is kept who answered, asked and thought what, and names on sheets; `/privacy` and the sheet say so."""


DENIALS_KEPT = timedelta(days=365)
"""How long attempts on other people's requests are kept; docs/requests.md says so."""


LAST_WORDS = timedelta(hours=1)
"""How long after she erased everything it is kept who of several replicas spoke to somebody."""


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

    async def tell() -> None:
        await tell_news(database, clock)
        await remind_of_drafts(database, clock)
        await tell_of_reviews(database, clock)
        delivery.wake()

    async def meet() -> None:
        await look_after_meetings(database, clock)
        delivery.wake()

    async def publish() -> None:
        await publish_standing(database)  # what was approved in another process

    scheduler.add_job(due, Every(timedelta(seconds=1)), id="due")
    scheduler.add_job(tidy, Every(timedelta(minutes=10)), id="tidy")
    scheduler.add_job(alone(database, tell), Every(timedelta(minutes=5)), id="news")
    scheduler.add_job(alone(database, meet), Every(timedelta(seconds=30)), id="meetings")
    scheduler.add_job(publish, Every(timedelta(seconds=30)), id="calls")
    return scheduler


def alone(database: Database, tick: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A tick that one replica at a time runs. It is safe when two do, after a death; but work done twice is work."""

    async def tick_if_it_is_ours() -> None:
        if database.replicas is None or await database.replicas.hold(TICKING):
            await tick()

    return tick_if_it_is_ours


async def forget_what_is_over(database: Database, clock: Clock) -> None:
    """Delete drafts and invitations whose time is over, traces of updates and messages, and what was long ago."""
    now = clock.now()
    before = milliseconds(now - TRACE_KEPT)
    async with database.unit() as unit:
        Drafts(unit).forget(milliseconds(now))
        Inbox(unit).forget(before)
        Outbox(unit).forget(before)
        Words(unit).forget((now - WORDS_KEPT).date())
        Invitations(unit).forget(before)
        forget_lanes(unit, milliseconds(now - LAST_WORDS))
        Denials(unit).forget(milliseconds(now - DENIALS_KEPT))
        for forget in (forget_answers, forget_names, forget_questions, forget_feedback, forget_notices):
            forget(unit, (now - MEETINGS_KEPT).date())
    await database.settle()
