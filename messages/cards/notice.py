"""What is said when a request moves: to the person in her words, to staff in theirs."""

from collections.abc import Callable, Mapping
from typing import Final

from domain.requests.change import REOPEN_WITHIN, Change
from domain.requests.life import Action, Actor
from domain.requests.request import Request
from messages.cards.desk import wanted_name
from messages.cards.request import day_of
from messages.desk_labels import ACTORS as STAFF_ACTORS
from messages.desk_labels import DONE
from messages.request_labels import ACTORS
from messages.text import Piece, T, Text
from messages.values import Day, Lines, Money, Quote, Verbatim


def to_person(request: Request, change: Change, role: Actor) -> tuple[Piece, ...]:
    """The news for the person; empty for what she is not told of, or must never read."""
    told = _NEWS.get(change.action)
    if told is None:
        return ()
    heading = T("📬 <b>Your request {reference}</b>", reference=request.reference)
    return (heading, *told(request, change, ACTORS[role]))


def to_staff(request: Request, action: Action, role: Actor, words: str) -> tuple[Piece, ...]:
    """The news for whoever follows a request."""
    heading = T("📬 <b>{reference}</b>", reference=request.reference)
    said = T("{role}: {done}", role=STAFF_ACTORS[role], done=DONE[action])
    return (Lines((heading, said)), *_quoted(words))


def _taken(_request: Request, _change: Change, role: Text) -> tuple[Piece, ...]:
    return (T("It is now in the hands of {role}. You will be told of each step here.", role=role),)


def _to_correct(_request: Request, change: Change, role: Text) -> tuple[Piece, ...]:
    lines = [T("• {paper}: {why}", paper=wanted_name(one.document), why=one.why) for one in change.corrections]
    until = max((one.until for one in change.corrections if one.until is not None), default=None)
    last = [] if until is None else [T("Please send it by <b>{day}</b>.", day=Day(day_of(until), weekday=True))]
    return (Lines((T("Something is to be corrected, says {role}:", role=role), *lines)), *last, ONLY_THAT)


def _with_local(_request: Request, _change: Change, _role: Text) -> tuple[Piece, ...]:
    return (T("It was forwarded to the local committee for human development. You will be told what it decides."),)


def _with_provincial(_request: Request, _change: Change, _role: Text) -> tuple[Piece, ...]:
    return (T("It was forwarded to the provincial committee for human development. You will be told what it decides."),)


def _accepted(request: Request, change: Change, role: Text) -> tuple[Piece, ...]:
    lines: list[Piece] = [T("✅ <b>It is accepted.</b> So says {role}.", role=role)]
    if request.decided_amount is not None:
        lines.append(T("Amount granted: <b>{amount}</b>", amount=Money(request.decided_amount)))
    if not change.text:
        return (Lines(tuple(lines)), T("You will be told here what comes next."))
    return (Lines(tuple(lines)), T("What you do now:"), *_quoted(change.text))


def _refused(_request: Request, change: Change, role: Text) -> tuple[Piece, ...]:
    return (
        T("❌ It is not accepted, says {role}. This is the reason:", role=role),
        *_quoted(change.text),
        T("You may ask about it, or open it again within {days} days.", days=REOPEN_WITHIN.days),
    )


def _reopened(_request: Request, _change: Change, role: Text) -> tuple[Piece, ...]:
    return (T("It is open again, says {role}, and will be studied once more.", role=role),)


def _joined(_request: Request, change: Change, _role: Text) -> tuple[Piece, ...]:
    goes_on = change.into
    return (
        T("It asked for the same as your request {reference}, so both are one now.", reference=goes_on),
        T("Nothing is lost: your papers are with {reference}, and I tell you of each step there.", reference=goes_on),
    )


def _expert(_request: Request, _change: Change, _role: Text) -> tuple[Piece, ...]:
    return (
        T("An expert from outside is asked for an opinion on it: she reads it and its papers, without your number."),
        T("You see in your request which papers are opened."),
    )


def _quoted(words: str) -> tuple[Piece, ...]:
    return (Quote(Verbatim(words)),) if words else ()


ONLY_THAT: Final = T("Send only this; all the rest is kept.")

_NEWS: Final[Mapping[Action, Callable[[Request, Change, Text], tuple[Piece, ...]]]] = {
    Action.TAKE: _taken,
    Action.TAKE_OVER: _taken,
    Action.ASK_CORRECTION: _to_correct,
    Action.FORWARD_LOCAL: _with_local,
    Action.FORWARD_PROVINCIAL: _with_provincial,
    Action.ACCEPT: _accepted,
    Action.REFUSE: _refused,
    Action.REOPEN: _reopened,
    Action.MERGE: _joined,
    Action.INVITE_EXPERT: _expert,
}
"""By what staff did; an answer comes as a message of a talk. A note is not here, and never will be:
tests/messages/cards/test_notice.py."""
