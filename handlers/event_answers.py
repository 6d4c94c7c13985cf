"""One tap: coming, maybe, not coming; guests, groups for which seats are kept, an offered seat, reminders."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from catalogue.holidays import load_holidays
from domain.events.answer import Answer, Reply, Standing
from domain.events.event import DAY, Event
from domain.events.life import AHEAD, Life
from domain.events.reminders import planned
from domain.events.seating import WOMEN, YOUTH
from domain.events.seats import MOST_GUESTS, Party, may_ever_sit
from domain.judgement import judge
from domain.places import name as place_name
from domain.replacing import replace
from domain.truth import Truth
from handlers.event_card import CARD, Row, found, show
from handlers.event_link import written
from handlers.event_seats import offer_seats
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.cards.event import answer_said
from messages.cards.event_notice import lead
from messages.keyboard import Button, InlineButton
from messages.screen import Screen
from messages.text import B, Piece, T
from messages.values import Lines, Listing
from storage.cooperatives import Cooperatives
from storage.event_answers import EventAnswers
from storage.events import Kept
from storage.people import People
from storage.saved_checks import SavedChecks

GROUPS, WITH, RING = "e:grp:", "e:with:", "e:ring:"
TICKETS: Final = 10**6
OWN: Final = (3 * DAY, DAY, 5 * 60, 60)
"""Reminders that somebody may add for herself, in minutes before the beginning."""
DAY_UNKNOWN: Final = T("I remind you when the day is fixed.")
PREVIEW: Final = T("This is only a preview: nobody is told of it yet.")


async def open_event(turn: Turn, name: str) -> Event | None:
    """The meeting of a button, while people can still answer; otherwise she sees how it stands."""
    kept = await found(turn, name)
    return None if kept is None else await still_open(turn, kept)


async def still_open(turn: Turn, kept: Kept) -> Event | None:
    event = kept.event
    if event.life is Life.DRAFT:
        turn.answer(PREVIEW)
        return None
    if event.life not in AHEAD or event.when.is_over(turn.now):
        turn.answer(T("This meeting is over, or does not take place."))
        await show(turn, event)
        return None
    return event


async def reply(turn: Turn, which: str) -> None:
    """A tap on coming, maybe or not coming: `meeting:reply`."""
    name, _, said = which.partition(":")
    event = await open_event(turn, name)
    if event is None or said not in set(Reply):
        return
    before = await EventAnswers(turn.unit, event.id).of(turn.chat_id)
    if said == Reply.COMING and event.seating.quotas and (before is None or before.reply is not Reply.COMING):
        _ask_for_groups(turn, event, frozenset())
        return
    party = await _party(turn, frozenset()) if before is None else before.party
    if said != Reply.COMING:
        party = replace(party, guests=0)
    await _give(turn, event, Reply(said), party)


async def groups(turn: Turn, which: str) -> None:
    """Which of the groups she belongs to, for which seats are kept: `meeting:marked:tapped`; "ok" ends it."""
    name, _, rest = which.partition(":")
    marked, _, tapped = rest.partition(":")
    event = await open_event(turn, name)
    if event is None:
        return
    kept = [quota.group for quota in event.seating.quotas]
    own = frozenset(group for at, group in enumerate(kept) if str(at) in marked)
    if tapped == "ok":
        await _give(turn, event, Reply.COMING, await _party(turn, own))
    elif tapped.isdecimal() and int(tapped) < len(kept):
        _ask_for_groups(turn, event, own ^ {kept[int(tapped)]})


async def ask_for_guests(turn: Turn, name: str) -> None:
    event = await open_event(turn, name)
    if event is None:
        return
    numbers = tuple(Button(T("{number}", number=n), f"{WITH}{name}:{n}") for n in range(MOST_GUESTS + 1))
    back: Row = (Button(B("⬅️ Back"), CARD + name),)
    turn.show(Screen((T("How many people come with you?"),), (numbers[:3], numbers[3:], back)))


async def bring(turn: Turn, which: str) -> None:
    """So many guests: `meeting:number`."""
    name, _, number = which.partition(":")
    event = await open_event(turn, name)
    before = None if event is None else await EventAnswers(turn.unit, event.id).of(turn.chat_id)
    if event is None or number not in {str(n) for n in range(MOST_GUESTS + 1)}:
        return
    party = await _party(turn, frozenset()) if before is None else before.party
    await _give(turn, event, Reply.COMING, replace(party, guests=int(number)))


async def accept(turn: Turn, name: str) -> None:
    """Take the seat that was offered, if it is still kept for her."""
    offered = await _offered(turn, name)
    if offered is not None:
        event, answer = offered
        EventAnswers(turn.unit, event.id).accept(answer)
        turn.answer(T("The seat is yours."))
        await show(turn, event)


async def decline(turn: Turn, name: str) -> None:
    """Leave the seat to the next on the list."""
    offered = await _offered(turn, name)
    if offered is not None:
        event, answer = offered
        EventAnswers(turn.unit, event.id).decline(answer, milliseconds(turn))
        await offer_seats(turn.unit, event, turn.now)
        turn.answer(T("Thank you: somebody else can come."))
        await show(turn, event)


async def bell(turn: Turn, name: str) -> None:
    """Her reminders of this meeting: the usual ones on or off, and one of her own."""
    known = await _answered(turn, name)
    if known is None:
        return
    event, answer = known
    usual = [lead(minutes) for minutes in event.reminders if _is_ahead(event, minutes, turn.now)]
    said = T("I remind you: {when}.", when=Listing(tuple(usual)))
    if not answer.reminders:
        state = T("I do not remind you of this meeting.")
    elif not usual:
        state = DAY_UNKNOWN if event.when.day is None else T("No reminder is left before this meeting.")
    else:
        state = said
    own = [] if answer.own_reminder is None else [T("And for you alone: {when}.", when=lead(answer.own_reminder))]
    switch = B("🔕 No reminders") if answer.reminders else B("🔔 Remind me")
    choices: list[InlineButton] = [
        Button(T("⏰ {when}", when=lead(minutes)), f"{RING}{name}:{minutes}")
        for minutes in OWN
        if _is_ahead(event, minutes, turn.now)
    ]
    rows: list[Row] = [(Button(switch, f"{RING}{name}:{'off' if answer.reminders else 'on'}"),)]
    rows += [tuple(choices[at : at + 2]) for at in range(0, len(choices), 2)]
    rows.append((Button(B("⬅️ To the meeting"), CARD + name),))
    add = [T("You can add one of your own:")] if choices else []
    turn.show(Screen((state, *own, *add), tuple(rows)))


def _is_ahead(event: Event, minutes: int, now: datetime) -> bool:
    """Whether this reminder is still to come: one whose time is past would only be missed."""
    at = planned(event.when, minutes, load_holidays())
    return at is not None and at > now


async def ring(turn: Turn, which: str) -> None:
    """A choice of that screen: `meeting:on`, `meeting:off`, or the minutes of one of her own, which ends it too."""
    name, _, choice = which.partition(":")
    known = await _answered(turn, name)
    if known is None or choice not in {"on", "off", *map(str, OWN)}:
        return
    event, answer = known
    if choice.isdecimal() and answer.own_reminder != int(choice) and not _is_ahead(event, int(choice), turn.now):
        turn.answer(T("It is too late for this reminder."))
        await bell(turn, name)
        return
    if choice.isdecimal():
        own = None if answer.own_reminder == int(choice) else int(choice)
        changed = replace(answer, own_reminder=own)
    else:
        changed = replace(answer, reminders=choice == "on")
    EventAnswers(turn.unit, event.id).keep(changed)
    turn.answer(T("Noted."))
    await bell(turn, name)


async def _answered(turn: Turn, name: str) -> tuple[Event, Answer] | None:
    """An open meeting, with her answer to it."""
    event = await open_event(turn, name)
    answer = None if event is None else await EventAnswers(turn.unit, event.id).of(turn.chat_id)
    return None if event is None or answer is None else (event, answer)


async def _offered(turn: Turn, name: str) -> tuple[Event, Answer] | None:
    """Her answer with an offer that still holds, and that nobody takes back until it is answered."""
    event = await open_event(turn, name)
    if event is None:
        return None
    answers = EventAnswers(turn.unit, event.id)
    answer = await answers.of(turn.chat_id)
    if answer is not None and answer.standing is Standing.OFFERED:  # whoever has none locks nothing
        answer = await answers.locked(turn.chat_id)
    until = 0 if answer is None else answer.offered_until or 0
    if answer is None or answer.standing is not Standing.OFFERED or milliseconds(turn) >= until:
        has = answer is not None and answer.standing is Standing.SEATED  # tapped twice, or on an old message
        turn.answer(T("The seat is yours.") if has else T("This offer is over."))
        await show(turn, event)
        return None
    return event, answer


async def _give(turn: Turn, event: Event, said: Reply, party: Party) -> None:
    """Store the answer and show what it became. What she gave back is offered to those who wait."""
    if said is Reply.COMING and not may_ever_sit(party, event.seating):
        turn.answer(NO_SEATS)
        await show(turn, event, NO_SEATS)
        return
    answers = EventAnswers(turn.unit, event.id)
    before = await answers.of(turn.chat_id)
    new = Answer(turn.chat_id, said, ticket=await free_ticket(answers)) if before is None else before
    given = replace(new, reply=said, party=party, answered_at=milliseconds(turn), asked_again=False)
    People(turn.unit).put(turn.person)
    became = await answers.give(given, event.seating)
    if before is not None and before.standing is not Standing.NONE:  # who waited may have got an offer meanwhile
        await offer_seats(turn.unit, event, turn.now)
    await _say_what_it_became(turn, event, answers, became, party)


async def _say_what_it_became(turn: Turn, event: Event, answers: EventAnswers, became: Answer, wanted: Party) -> None:
    if became.party.guests < wanted.guests:
        turn.answer(NO_MORE_GUESTS)
        await show(turn, event, NO_MORE_GUESTS)
        return
    position = await answers.position(became) if became.standing is Standing.WAITING else None
    turn.answer(answer_said(became, position))
    unmet = await _unmet(turn, event) if became.reply is Reply.COMING else ()
    await show(turn, event, *unmet)


async def _unmet(turn: Turn, event: Event) -> tuple[Piece, ...]:
    """Which conditions she does not meet, by the answers that she kept. It is said, and the organisers decide."""
    kept = await SavedChecks(turn.unit).newest(turn.chat_id) if event.conditions else None
    facts = {} if kept is None else kept.facts
    failed = [each for each in event.conditions if judge(each.test, facts) is Truth.NO]
    said = T("⚠️ By the answers that you kept, you do not meet this. The organisers decide.")
    return (Lines((said, *(T("• {rule}", rule=each.text) for each in failed))),) if failed else ()


async def free_ticket(answers: EventAnswers) -> str:
    """Six digits that nobody else shows at this door."""
    while True:
        ticket = f"{secrets.randbelow(TICKETS):06}"
        if await answers.by_ticket(ticket) is None:
            return ticket


async def _party(turn: Turn, own: frozenset[str]) -> Party:
    """She, with her groups and with the cooperative that she belongs to."""
    belongs = await Cooperatives(turn.unit).of(turn.chat_id)
    return Party(groups=own, cooperative=belongs[0].id if belongs else None)


def _ask_for_groups(turn: Turn, event: Event, own: Iterable[str]) -> None:
    kept = [quota.group for quota in event.seating.quotas]
    marked = "".join(str(at) for at, group in enumerate(kept) if group in own)
    name = written(event.id)
    rows = tuple((_group_button(name, marked, at, group),) for at, group in enumerate(kept))
    go_on = (Button(B("✅ Go on"), f"{GROUPS}{name}:{marked}:ok"),)
    question = T("Some seats are kept for these groups. Tap those that you belong to, if any, then tap «Go on».")
    turn.show(Screen((question,), (*rows, go_on, (Button(B("⬅️ Back"), CARD + name),))))


def _group_button(name: str, marked: str, at: int, group: str) -> Button:
    label = B("☑️ {group}", group=group_name(group)) if str(at) in marked else B("⬜ {group}", group=group_name(group))
    return Button(label, f"{GROUPS}{name}:{marked}:{at}")


def group_name(group: str) -> Piece:
    """What a group is called: women, young people, or the people of a place."""
    if group == WOMEN:
        return T("Women")
    return T("Young people") if group == YOUTH else T("People of {place}", place=place_name(group))


NO_MORE_GUESTS: Final = T("There is no seat left for these guests. You keep what you have.")
NO_SEATS: Final = T("There are not so many seats for you at this meeting.")
