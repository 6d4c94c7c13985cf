"""Telling people: that a meeting is announced, moved or cancelled, and what came of it. Each person once.

Whoever decides it tells the first page at once; the clock goes on with the others (bot/tellings.py), and waits for the
end of quiet hours. What people read is the meeting as it stands when they are told.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from domain.civil_time import wall_of
from domain.events.audience import concerns
from domain.events.change import change
from domain.events.event import Event
from domain.events.life import AHEAD, Deed, Life, after
from domain.replacing import replace
from handlers.event_card import CALENDAR, CARD, Row, reply_row, rows
from handlers.event_link import written
from handlers.event_notices import PAGE, Notice, awake
from handlers.notices import below
from messages.cards import event_notice as cards
from messages.cards.event import event_card, outcome_card
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, N, Piece, T, Text
from messages.values import Moment
from storage.event_answers import EventAnswers
from storage.event_notices import EventNotices
from storage.event_tellings import EventTellings, Key, Telling
from storage.event_visits import EventVisits
from storage.events import JSON, Events, Kept
from storage.people import Person
from storage.subscriptions import Subscriptions
from storage.unit import Unit

URGENT: Final = timedelta(hours=48)
"""A change of a meeting that is so near is told at once, also at night: who sleeps is not woken by a chat, and who
travels early must know. Other changes wait for the morning."""
TRAVEL: Final = timedelta(hours=3)
"""A meeting that begins sooner after quiet hours than this is announced in them: later is too late to come."""
ANNOUNCED, MOVED, CANCELLED, RESULTS = "announced", "moved", "cancelled", "results"
MOST_COUNTED: Final = 20
"""Pages of followers that are looked at to say how many will be told; there may be a million."""


class Begun(Struct, frozen=True):
    """How many were told at once. `goes_on`: others follow; `opens`: nobody yet, for it is quiet until then.

    `is_back`: it is again as people know it, so there is nothing to tell.
    """

    people: int
    goes_on: bool
    opens: datetime | None = None
    is_back: bool = False

    def said(self, deed: Text, done: Text) -> tuple[Piece, ...]:
        """For staff: `deed` is what happened, `done` says it with the number of all who were told."""
        if self.opens is not None:
            return deed, T("🌙 It is quiet time. People are told from: {moment}", moment=Moment(wall_of(self.opens)))
        if self.goes_on:
            return deed, N("{n} person is told, and I go on.", "{n} people are told, and I go on.", self.people)
        if self.is_back:
            return deed, T("It is as people know it, so nobody is told anything.")
        return (done,)


async def announce(unit: Unit, kept: Kept, now: datetime) -> Begun:
    """Announce the meeting. Raises NotAllowed where it was announced before."""
    event = replace(kept.event, life=after(kept.event.life, Deed.ANNOUNCE), announced_at=now)
    Events(unit).save(event, kept.created_by, kept.secret)
    return await _begin(unit, event, Telling(Key(event.id, ANNOUNCED), {}), now)


async def move(unit: Unit, kept: Kept, new: Event, now: datetime) -> Begun:
    """Keep the meeting as `new` and tell everybody who was invited. When the day changed, answers are asked again.

    What nobody was told yet of an earlier change is told together with this one.
    """
    before = kept.event
    event = timed(before, replace(new, life=after(before.life, Deed.MOVE), sequence=before.sequence + 1), now)
    Events(unit).save(event, kept.created_by, kept.secret)
    if change(before, event).asks_again:
        EventAnswers(unit, event.id).ask_again()
    known = before
    for telling in await EventTellings(unit).of(event.id):
        if telling.key.notice.startswith(MOVED) and not telling.last:
            EventTellings(unit).end(telling.key)
            known = JSON.validate_python(telling.body["before"])
    if not change(known, event).matters:
        EventAnswers(unit, event.id).ask_no_more()  # it is back where it was before anybody heard
        return Begun(0, goes_on=False, is_back=True)
    body = {"before": JSON.dump_python(known, mode="json", by_alias=True)}
    return await _begin(unit, event, Telling(Key(event.id, f"{MOVED}:{event.sequence}"), body), now)


def timed(before: Event, event: Event, now: datetime) -> Event:
    """`event` with the time of this change, where it changes when people are reminded."""
    if (before.when, before.reminders) == (event.when, event.reminders):
        return event
    return replace(event, timed_at=now)


async def cancel(unit: Unit, kept: Kept, reason: str | None, now: datetime) -> Begun:
    """Cancel the meeting and tell everybody who was invited. Raises NotAllowed where it is over or was cancelled."""
    before = kept.event
    event = replace(before, life=after(before.life, Deed.CANCEL), sequence=before.sequence + 1)
    Events(unit).save(event, kept.created_by, kept.secret)
    key = Key(event.id, f"{CANCELLED}:{event.sequence}")
    return await _begin(unit, event, Telling(key, {"reason": reason}), now)


async def close(unit: Unit, kept: Kept, now: datetime) -> Begun:
    """Send what came of the meeting to those who were invited, and close it. Raises NotAllowed."""
    event = replace(kept.event, life=after(kept.event.life, Deed.CLOSE), sequence=kept.event.sequence + 1)
    Events(unit).save(event, kept.created_by, kept.secret)
    return await _begin(unit, event, Telling(Key(event.id, RESULTS), {}), now)


async def tell_page(unit: Unit, key: Key, now: datetime) -> tuple[int, bool]:
    """Tell the next page of people; how many they were, and whether others follow.

    When it has become quiet, they follow in the morning. What has lost its sense since (an invitation to a meeting
    that was cancelled) ends here.
    """
    telling = await EventTellings(unit).taken(key)
    kept = None if telling is None else await Events(unit).get(key.event_id)
    if telling is None or kept is None:
        return 0, False
    opens = _opens(kept.event, telling, now)
    if opens is not None:
        EventTellings(unit).postpone(key, _milliseconds(opens))
        return 0, False
    notice = _notice(kept.event, telling, now)
    page = None if notice is None else await _page(unit, kept.event, telling)
    if notice is None or page is None:
        EventTellings(unit).end(key)
        notices = EventNotices(unit, key.event_id)
        told = await notices.count_told(key.notice)
        notices.settle(key.notice, telling.not_before, "done", told, _milliseconds(now))
        return 0, False
    for person in page.people:
        notice.tell(unit, person, now)
    EventTellings(unit).go_on(key, page.last)
    return len(page.people), True


async def counted(unit: Unit, event: Event) -> tuple[int, bool]:
    """How many would be told; and whether these are all, for of very many not everybody is counted."""
    people, last = 0, 0
    for _ in range(MOST_COUNTED):
        page = await _followers(unit, event, last)
        if page is None:
            return people, True
        people, last = people + len(page.people), page.last
    return people, False


def announced_from(event: Event, now: datetime) -> datetime | None:
    """When people may be told of a new meeting; None for at once, also where it begins too soon to wait."""
    opens, begins = awake(now), event.when.begins()
    return None if opens is None or (begins is not None and begins < opens + TRAVEL) else opens


async def _begin(unit: Unit, event: Event, telling: Telling, now: datetime) -> Begun:
    """Begin to tell, and tell the first page where it is not to wait."""
    opens = _opens(event, telling, now)
    EventTellings(unit).begin(replace(telling, ordered_at=_milliseconds(now), not_before=_milliseconds(opens or now)))
    if opens is not None:
        return Begun(0, goes_on=True, opens=opens)
    people, more = await tell_page(unit, telling.key, now)
    if more:
        again, more = await tell_page(unit, telling.key, now)  # where all were on the first page, it ends here
        people += again
    return Begun(people, more)


class _Page(Struct, frozen=True):
    """The people of a page, and the last chat that was looked at."""

    people: Sequence[Person]
    last: int


async def _page(unit: Unit, event: Event, telling: Telling) -> _Page | None:
    """The next page of those who are to be told; None when there is none left."""
    if telling.key.notice == ANNOUNCED:
        page = await _followers(unit, event, telling.last)
        if page is None:
            return None
        known = await EventNotices(unit, event.id).knowing(ANNOUNCED, after=telling.last, to=page.last)
        return replace(page, people=[person for person in page.people if person.chat_id not in known])
    again = "before" in telling.body and change(_before(telling), event).asks_again
    notices = EventNotices(unit, event.id)
    people = await notices.to_tell(
        telling.key.notice, invited=telling.ordered_at, declined=again, most=PAGE, after=telling.last
    )
    return _Page(people, people[-1].chat_id) if people else None


async def _followers(unit: Unit, event: Event, last: int) -> _Page | None:
    """The next page of those who follow something, and of these the people whom the meeting concerns."""
    readers = await Subscriptions(unit).readers(PAGE, last)
    if not readers:
        return None
    to = readers[-1][0]
    came = {
        visitor
        for event_id in event.audience.came_to
        for visitor in await EventVisits(unit, event_id).visitors(after=last, to=to)
    }
    found = []
    for chat_id, reader in readers:
        earlier = event.audience.came_to if chat_id in came else frozenset[int]()
        if concerns(event.audience, replace(reader, came_to=earlier)):
            found.append(Person(chat_id, reader.language))
    return _Page(found, to)


def _notice(event: Event, telling: Telling, now: datetime) -> Notice | None:
    """What is said of the meeting as it stands; None where that would no longer be true."""
    name = telling.key.notice
    kind = name.partition(":")[0]
    if kind == ANNOUNCED and event.life in AHEAD:
        return Notice(event, name, invitation(event, now))
    if kind == MOVED and event.life in AHEAD:
        before = _before(telling)
        first = reply_row(event) if change(before, event).asks_again else ()
        screen = Screen(cards.moved(before, event), _filled(first, _see(event), _calendar(event)))
        return Notice(event, name, screen)
    if kind == CANCELLED and event.life is Life.CANCELLED:
        return Notice(event, name, Screen(cards.cancelled(event, telling.body["reason"]), _filled(_calendar(event))))
    if kind == RESULTS and event.life is Life.CLOSED:
        heading = T("📝 The results of the meeting: <b>{title}</b>", title=event.title)
        return Notice(event, name, Screen((heading, *outcome_card(event.outcome)), _filled(_see(event))))
    return None


def invitation(event: Event, now: datetime) -> Screen:
    """What people are sent when it is announced; also the preview."""
    invited = T("📣 A meeting for you. I tell you because you follow meetings here.")
    return Screen((invited, *event_card(event)), rows(event, None, now))


def _before(telling: Telling) -> Event:
    return JSON.validate_python(telling.body["before"])


def _opens(event: Event, telling: Telling, now: datetime) -> datetime | None:
    """When this may be told; None for now."""
    kind = telling.key.notice.partition(":")[0]
    if kind == ANNOUNCED:
        return announced_from(event, now)
    if kind == RESULTS:
        return awake(now)
    begins = [each.when.begins() for each in (event, _before(telling) if kind == MOVED else event)]
    near = any(begin is not None and now <= begin <= now + URGENT for begin in begins)
    return None if near else awake(now)


def _see(event: Event) -> Row:
    return (below(Button(B("👁 See the meeting"), CARD + written(event.id))),)


def _calendar(event: Event) -> Row:
    return () if event.when.day is None else (Button(B("📅 To my calendar"), CALENDAR + written(event.id)),)


def _filled(*found: Row) -> tuple[Row, ...]:
    return tuple(row for row in found if row)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
