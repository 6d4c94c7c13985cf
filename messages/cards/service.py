"""What the desk's clockwork says to staff: reminders of what is due, and the digest of a morning."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from domain import places
from domain.requests.lists import List
from domain.requests.request import Request
from messages.cards.request import day_of
from messages.request_labels import KINDS
from messages.text import N, Piece, T, Text
from messages.values import Day, Lines

ANSWER, DECISION, QUESTION = "answer", "decision", "question"

HEADINGS: Final[Mapping[str, Text]] = {
    "soon": T("⏳ <b>This is due soon</b>"),
    "due": T("⏰ <b>This is due now</b>"),
    "coordinator": T("🚨 <b>This is late, and nothing was done yet</b>"),
}


class Due(Struct, frozen=True):
    """Something that is due: the first answer, the decision, or the answer to a question; in milliseconds."""

    request: Request
    clock: str
    due: int


def reminder(stage: str, items: Sequence[Due]) -> tuple[Piece, ...]:
    """What is due, numbered like the buttons that open the requests."""
    lines = tuple(_line(number, item) for number, item in enumerate(items, 1))
    return (HEADINGS[stage], *lines, T("Tap a number to open the request."))


def _line(number: int, item: Due) -> Piece:
    request = item.request
    name = T("{number}. <b>{reference}</b>", number=number, reference=request.reference)
    about = T("{kind}, {place}", kind=KINDS[request.kind], place=places.name(request.place))
    return Lines((name, about, _what(item.clock, Day(day_of(item.due), weekday=True))))


def _what(clock: str, day: Day) -> Text:
    match clock:
        case "answer":
            return T("Somebody should take it up by {day}.", day=day)
        case "decision":
            return T("It should be decided by {day}.", day=day)
        case _:
            return T("The person's question should be answered by {day}.", day=day)


class Digest(Struct, frozen=True):
    """The figures of a morning, see `storage.desk.Morning`."""

    day: date
    lists: Mapping[List, int]
    late_mine: int
    today: int
    questions: int
    overdue: int


def digest(told: Digest) -> tuple[Piece, ...]:
    """Good morning, with what waits; empty when nothing does."""
    new, mine, with_committee = (told.lists.get(which, 0) for which in (List.NEW, List.MINE, List.COMMITTEE))
    late = told.lists.get(List.LATE, 0)
    lines = (
        (late, N("⏰ {n} request is late", "⏰ {n} requests are late", late)),
        (told.late_mine, N("✋ {n} of the late ones is yours", "✋ {n} of the late ones are yours", told.late_mine)),
        (told.today, N("📅 {n} request is due today", "📅 {n} requests are due today", told.today)),
        (told.questions, N("❓ {n} question waits for you", "❓ {n} questions wait for you", told.questions)),
        (new, N("🆕 {n} new request", "🆕 {n} new requests", new)),
        (mine, N("✋ {n} request in your hands", "✋ {n} requests in your hands", mine)),
        (
            told.overdue,
            N("⏳ {n} correction did not come in time", "⏳ {n} corrections did not come in time", told.overdue),
        ),
        (with_committee, N("🏛 {n} request with a committee", "🏛 {n} requests with a committee", with_committee)),
    )
    said = tuple(line for count, line in lines if count)
    heading = T("☀️ <b>Good morning. Your desk on {day}</b>", day=Day(told.day, weekday=True))
    return (heading, Lines(said)) if said else ()
