"""The clock of the meetings: reminders, offers that lapse, and what follows when one is over.

Nothing is planned ahead. Each tick computes from the meetings as they stand what is due now, and the ledger of what
people were told keeps a tick that runs twice, or goes on after a crash, from telling anybody twice.
"""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from msgspec import Struct

from bot.clock import Clock, milliseconds
from bot.metrics import REMINDER_LAG
from catalogue.holidays import load_holidays
from domain.civil_time import wall_of
from domain.events.event import Event
from domain.events.life import AHEAD, Deed, Life, after
from domain.events.reminders import Due, due_reminders
from domain.quiet import is_quiet
from domain.replacing import replace
from handlers.event_card import CARD, REPLY
from handlers.event_feedback import mark_row
from handlers.event_link import written
from handlers.event_notices import PAGE, Notice, tell_one, tell_organisers
from handlers.event_results import RESULTS
from handlers.event_scope import ONE
from handlers.event_seats import offer_seats
from handlers.notices import BELOW
from messages.cards import event_notice as cards
from messages.cards.event_thanks import QUESTIONS, thanks
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, N, T
from storage.event_answers import EventAnswers, with_overdue_offers
from storage.event_notices import EventNotices, Round
from storage.event_visits import EventVisits
from storage.events import Events, Kept
from storage.unit import Database, Unit

FAR: Final = timedelta(days=31)
"""So far ahead the tick looks; no reminder has a longer notice."""
MOST_MEETINGS: Final = 100
MOST_OFFERS: Final = 100
THANKED_WITHIN: Final = timedelta(days=7)
"""Later than this nobody is asked any more what she thought of a meeting."""
LONG_AGO: Final = date(2000, 1, 1)
THANKS: Final = "thanks"


async def look_after_meetings(database: Database, clock: Clock) -> None:
    """Do all that is due now, a meeting after the other, in transactions so short that replies need not wait.

    Raises:
        ExceptionGroup: after everything was tried, with what failed: one meeting does not stop the others.
    """
    now = clock.now()
    today = wall_of(now).date()
    async with database.unit() as unit:
        kept = await Events(unit).between(today, today + FAR)
    found = [(each, due) for each in kept for due in await _due(database, each.event, now)]
    waited = [(now - due.planned).total_seconds() for _, due in found if not due.missed]
    REMINDER_LAG.set(max(waited, default=0))
    steps = [partial(_record_missed if due.missed else _remind, database, each, due, now) for each, due in found]
    steps += [partial(step, database, now) for step in (pass_offers_on, _end_what_is_over, _thank)]
    failures = [failure for step in steps if (failure := await _failure(step)) is not None]
    if failures:
        raise ExceptionGroup("Some meetings were not looked after.", failures)


async def _failure(step: Callable[[], Awaitable[None]]) -> Exception | None:
    try:
        await step()
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is raised when the others are done
        return error
    return None


async def _due(database: Database, event: Event, now: datetime) -> list[Due]:
    async with database.unit() as unit:
        rounds = await EventNotices(unit, event.id).settled()
        settled = {each.notice for each in rounds if not _on_a_wrong_clock(each, now)}
        own = await EventAnswers(unit, event.id).own_reminders()
    return due_reminders(event, now, settled, load_holidays(), own=own)


def _on_a_wrong_clock(round_: Round, now: datetime) -> bool:
    """Whether it was recorded as missed before its time came: the clock had run ahead."""
    return round_.outcome == "missed" and round_.planned_at > milliseconds(now)


async def _remind(database: Database, kept: Kept, due: Due, now: datetime) -> None:
    """Hand the reminder to delivery, page by page. Who cancels the meeting in between is obeyed at the next page."""
    event = kept.event
    name = written(event.id)
    see = Button(B("👁 See the meeting"), f"{BELOW}{CARD}{name}")
    cannot = Button(B("🚫 I cannot come"), f"{REPLY}{name}:not_coming")
    screen = Screen(cards.reminder(event, wall_of(now).date()), ((see,), (cannot,)))
    round_ = _Round(event, due, Notice(event, due.notice, screen))
    last, more = 0, True
    while more:
        async with database.unit() as unit:
            last, more = await _remind_page(unit, round_, last, now)


class _Round(Struct, frozen=True):
    """A reminder that goes to many people, page by page."""

    event: Event
    due: Due
    notice: Notice


async def _remind_page(unit: Unit, round_: _Round, last: int, now: datetime) -> tuple[int, bool]:
    """The last chat of the next page, and whether there may be another page."""
    event, due = round_.event, round_.due
    stored = await Events(unit).get(event.id)
    if stored is None or (stored.event.life, stored.event.when) != (event.life, event.when):
        return last, False
    notices = EventNotices(unit, event.id)
    page = await notices.to_remind(due, general=due.minutes in event.reminders, most=PAGE, after=last)
    for person in page:
        round_.notice.tell(unit, person, now)
    if page:
        return page[-1].chat_id, True
    people = await notices.count_told(due.notice)
    notices.settle(due.notice, milliseconds(due.planned), "done", people, milliseconds(now))
    return last, False


async def _record_missed(database: Database, kept: Kept, due: Due, now: datetime) -> None:
    """A reminder whose time passed while nobody looked: it is not sent late, and staff are told for how many it was."""
    event = kept.event
    async with database.unit() as unit:
        notices, people, last = EventNotices(unit, event.id), 0, 0
        general = due.minutes in event.reminders
        while page := await notices.to_remind(due, general=general, most=PAGE, after=last):
            people, last = people + len(page), page[-1].chat_id
        notices.settle(due.notice, milliseconds(due.planned), "missed", people, milliseconds(now))
        if people:
            row = (Button(B("👁 See the meeting"), f"{BELOW}{ONE}{written(event.id)}"),)
            await tell_organisers(unit, kept, Screen(cards.reminder_missed(event, due, people), (row,)), due.notice)


async def pass_offers_on(database: Database, now: datetime) -> None:
    """Offers that nobody answered lapse, and the seats are offered to the next in the list."""
    async with database.unit() as unit:
        meetings = await with_overdue_offers(unit, milliseconds(now), MOST_MEETINGS)
    for event_id in meetings:
        async with database.unit() as unit:
            await _pass_on(unit, event_id, now)


async def _pass_on(unit: Unit, event_id: int, now: datetime) -> None:
    # Read only now, when nobody can take such an offer any more: one that was just taken is not among them.
    answers = EventAnswers(unit, event_id)
    ended = [answers.lapse(answer) for answer in await answers.overdue(milliseconds(now), MOST_OFFERS)]
    kept = await Events(unit).get(event_id)
    begins = None if kept is None else kept.event.when.begins()
    if kept is None or kept.event.life not in AHEAD or (begins is not None and begins <= now):
        return  # cancelled or begun: there is nothing left to wait for
    await offer_seats(unit, kept.event, now)
    for answer in ended:
        screen = Screen(cards.offer_lapsed(kept.event, await answers.position(answer)))
        await tell_one(unit, Notice(kept.event, f"lapsed:{answer.queue}", screen), answer.chat_id, now)


async def _end_what_is_over(database: Database, now: datetime) -> None:
    """End what is over, and take back the end of what has not begun: the clock had run ahead."""
    async with database.unit() as unit:
        for kept in await Events(unit).held_since(wall_of(now).date()):
            begins = kept.event.when.begins()
            if kept.event.life is Life.HELD and begins is not None and begins > now:
                resumed = replace(kept.event, life=after(kept.event.life, Deed.RESUME))
                Events(unit).save(resumed, kept.created_by, kept.secret)
        for kept in await Events(unit).between(LONG_AGO, wall_of(now).date()):
            if kept.event.when.is_over(now):
                await _hold(unit, kept, now)


async def _hold(unit: Unit, kept: Kept, now: datetime) -> None:
    """The meeting took place, as far as the clock knows; its staff are asked what came of it."""
    event = replace(kept.event, life=after(kept.event.life, Deed.HOLD))
    Events(unit).save(event, kept.created_by, kept.secret)
    people = (await EventVisits(unit, event.id).count()).people
    over = T("🏁 This meeting is over: <b>{title}</b>", title=event.title)
    counted = N("{n} person was counted at the door.", "{n} people were counted at the door.", people)
    row = (Button(B("📝 What came of it"), f"{BELOW}{RESULTS}{written(event.id)}"),)
    await tell_organisers(
        unit, replace(kept, event=event), Screen((over, counted), (row,)), f"held:{wall_of(now).date()}"
    )


async def _thank(database: Database, now: datetime) -> None:
    """Thank those who came, and ask them what they thought of it; not in quiet hours, which the next ticks wait for.

    For a week, because names are also brought in from paper on the days after.
    """
    if is_quiet(now, load_holidays()):
        return
    first = wall_of(now).date() - THANKED_WITHIN
    async with database.unit() as unit:
        held = [each.event for each in await Events(unit).held_since(first)]
    for event in held:
        screen = Screen((*thanks(event), QUESTIONS[0]), (mark_row(written(event.id), ""),))
        notice, last, more = Notice(event, THANKS, screen), 0, True
        while more:
            async with database.unit() as unit:
                page = await EventNotices(unit, event.id).to_thank(THANKS, most=PAGE, after=last)
                for person in page:
                    notice.tell(unit, person, now)
                more, last = bool(page), page[-1].chat_id if page else last
