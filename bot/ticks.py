"""APScheduler's ticks. A tick holds no data: what is due is in tables, and a tick run twice does nothing twice."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.broadcast_progress import Watch
from bot.broadcasts import Feeder
from bot.clock import Clock, milliseconds
from bot.delivery import Delivery
from bot.freezing import freeze_audiences
from bot.jobs import publish_standing
from bot.news import tell_news
from bot.nudges import remind_of_drafts
from bot.reminders import look_after_meetings
from bot.reviews import tell_of_reviews
from bot.service import look_after_the_desk
from bot.tellings import tell_of_meetings
from handlers.broadcast_progress import screen
from storage.absences import Absences
from storage.broadcast_recipients import forget_recipients
from storage.broadcast_taps import Taps
from storage.denials import Denials
from storage.drafts import Drafts
from storage.event_answers import forget_answers
from storage.event_feedback import forget_feedback
from storage.event_notices import forget_notices
from storage.event_questions import forget_questions
from storage.event_visits import forget_names
from storage.experts import Experts
from storage.inbox import Inbox
from storage.invitations import Invitations
from storage.lanes import forget_lanes
from storage.outbox import Outbox
from storage.replicas import TICKING
from storage.service import Service
from storage.talks import Talks
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
ACCOUNTS_KEPT = timedelta(days=365)
"""How long it is kept who got which notice and used its buttons; then only numbers are. `/privacy` says so."""
FORGOTTEN_AT_ONCE = 1000


TALKS_KEPT = timedelta(days=365)
"""How long a message of a talk can be answered and changed; `/privacy` says so."""


CARRIED_FOR = timedelta(days=30)
"""How long the words of a talk wait for a Telegram that is away; what has arrived fades much sooner."""


DESK_KEPT = timedelta(days=365)
"""How long absences, reminders to staff and invitations of experts are kept; docs/service-levels.md says so."""


Work = Callable[[], Awaitable[bool | None]]
"""Of a tick; False says that it has queued nothing."""


class Every(BaseTrigger):  # type: ignore[misc] # APScheduler 3 ships no types
    """Again and again, and after a pause once.

    APScheduler's own interval first lists every run that was missed, which takes for ever where the clock jumped by
    years, as it does on a small machine that has none of its own when it starts.
    """

    def __init__(self, interval: timedelta) -> None:
        self._interval = interval

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return max(previous or now, now) + self._interval


def schedule(database: Database, delivery: Delivery, clock: Clock, feeder: Feeder) -> AsyncIOScheduler:
    """The ticks of the program, not yet started.

    A tick that comes late is run once and late (no misfire is dropped), and never beside itself.
    """
    # That a long tick is not run beside itself is what we ask for, and nothing to be warned of every second.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1})

    watch = Watch(database, clock, screen)

    async def tidy() -> bool:
        await forget_what_is_over(database, clock)
        delivery.budget.forget_quiet_chats()
        return False

    async def freeze() -> bool:
        if feeder.to_freeze:
            await freeze_audiences(database, clock)
        return False

    async def show() -> bool:
        unshown, feeder.unshown = feeder.unshown, False
        return await watch.tick(unshown=unshown)

    everywhere: dict[str, tuple[float, Work]] = {
        "due": (1, _nothing),  # what is in the outbox may have come due
        "tidy": (600, tidy),
        "calls": (30, partial(publish_standing, database)),  # what was approved in another process
    }
    in_one_place: dict[str, tuple[float, Work]] = {
        "news": (300, partial(_tell, database, clock)),
        "meetings": (30, partial(look_after_meetings, database, clock)),
        "tellings": (5, partial(tell_of_meetings, database, clock)),
        "desk": (60, partial(look_after_the_desk, database, clock)),
        "audiences": (0.5, freeze),
        "broadcasts": (0.5, feeder.tick),
        "progress": (2, show),
    }
    ticks = everywhere | {name: (seconds, alone(database, work)) for name, (seconds, work) in in_one_place.items()}
    for name, (seconds, work) in ticks.items():
        scheduler.add_job(_then_wake(delivery, work), Every(timedelta(seconds=seconds)), id=name)
    return scheduler


def _then_wake(delivery: Delivery, work: Work) -> Callable[[], Awaitable[None]]:
    """A tick: its work, and then delivery looks what is new, unless the work says that nothing is."""

    async def tick() -> None:
        if await work() is not False:
            delivery.wake()

    return tick


async def _nothing() -> None:
    """The tick is only there to wake delivery."""


async def _tell(database: Database, clock: Clock) -> None:
    await tell_news(database, clock)
    await remind_of_drafts(database, clock)
    await tell_of_reviews(database, clock)


def alone(database: Database, work: Work) -> Work:
    """Work that one replica at a time does. It is safe when two do it, after a death; but work done twice is work."""

    async def work_if_it_is_ours() -> bool | None:
        if database.replicas is None or await database.replicas.hold(TICKING):
            return await work()
        return False

    return work_if_it_is_ours


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
        Absences(unit).forget(milliseconds(now - DESK_KEPT))
        Experts(unit).forget(milliseconds(now - DESK_KEPT))
        Service(unit).forget(milliseconds(now - DESK_KEPT), (now - DESK_KEPT).date())
        Talks(unit).fade(milliseconds(now), before, milliseconds(now - CARRIED_FOR))
        Talks(unit).forget(milliseconds(now - TALKS_KEPT))
        for forget in (forget_answers, forget_names, forget_questions, forget_feedback, forget_notices):
            forget(unit, (now - MEETINGS_KEPT).date())
    await _forget_accounts(database, milliseconds(now - ACCOUNTS_KEPT))
    await database.settle()


async def _forget_accounts(database: Database, before: int) -> None:
    """A page at a time, for an account may have a million lines."""
    more = True
    while more:
        async with database.unit() as unit:
            people = await forget_recipients(unit, before, FORGOTTEN_AT_ONCE)
            taps = await Taps(unit).forget(before, FORGOTTEN_AT_ONCE)
        more = people or taps
