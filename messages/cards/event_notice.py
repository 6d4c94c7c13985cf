"""What people are told about a meeting: reminders, changes, a free seat, thanks."""

from datetime import date
from typing import Final

from domain.events.change import change
from domain.events.event import Event
from domain.events.reminders import Due
from messages.cards.event_words import when_said, where_said
from messages.text import N, Piece, T, Text
from messages.values import Lines, Moment, Verbatim

ASKED_AGAIN: Final = T("Can you come on the new day? Please answer again; until then I keep what you have.")


def reminder(event: Event, today: date) -> tuple[Piece, ...]:
    """A reminder as it is read on `today`, the Moroccan day."""
    return (_soon(event, today), _facts(event))


def moved(before: Event, after: Event) -> tuple[Piece, ...]:
    """That the day, the hour or the place changed: what it was and what it is."""
    difference = change(before, after)
    if difference.fixed:
        return (T("📣 The day is fixed for: <b>{title}</b>", title=after.title), _facts(after), ASKED_AGAIN)
    lines: list[Piece] = []
    if difference.day or difference.hour:
        lines += [T("It was: <s>{when}</s>", when=when_said(before.when)), when_said(after.when)]
    if difference.venue:
        lines += [T("It was: <s>{where}</s>", where=where_said(before.venue)), where_said(after.venue)]
    told: tuple[Piece, ...] = (T("🔁 This meeting was changed: <b>{title}</b>", title=after.title), Lines(tuple(lines)))
    return (*told, ASKED_AGAIN) if difference.asks_again else told


def cancelled(event: Event, reason: str | None = None) -> tuple[Piece, ...]:
    """That it does not take place; `reason` in the words of the staff."""
    told: tuple[Piece, ...] = (
        T("❌ This meeting is cancelled: <b>{title}</b>", title=event.title),
        _facts(event),
    )
    return told if reason is None else (*told, T("Why: {reason}", reason=Verbatim(reason)))


def seat_offered(event: Event, until: Moment) -> tuple[Piece, ...]:
    """That a seat became free for somebody who waits, and how long it is kept for her."""
    kept = T("It is kept for you until {until}. After that it goes to the next person.", until=until)
    return (T("🎟 A seat is free for you: <b>{title}</b>", title=event.title), _facts(event), kept)


def offer_lapsed(event: Event, position: int) -> tuple[Piece, ...]:
    """That the time to answer is over, and where she stands now."""
    return (
        T("The seat that was kept for you went to the next person: <b>{title}</b>", title=event.title),
        T("You are still on the waiting list, at place {position}.", position=position),
    )


def reminder_missed(event: Event, due: Due, people: int) -> tuple[Piece, ...]:
    """For staff: a reminder did not go out in time, and how many people it should have reached."""
    return (
        T("⚠️ A reminder did not go out in time: <b>{title}</b>", title=event.title),
        N(
            "It was for {n} person, {days}. I do not send it late; you can write to them yourself.",
            "It was for {n} people, {days}. I do not send it late; you can write to them yourself.",
            people,
            days=lead(due.minutes),
        ),
    )


def lead(minutes: int) -> Text:
    """How long before the beginning a reminder comes."""
    days, rest = divmod(minutes, 24 * 60)
    if days and not rest:
        return N("{n} day before", "{n} days before", days)
    hours, left = divmod(minutes, 60)
    if hours and not left:
        return N("{n} hour before", "{n} hours before", hours)
    return N("{n} minute before", "{n} minutes before", minutes)


def _facts(event: Event) -> Piece:
    return Lines((when_said(event.when), where_said(event.venue)))


def _soon(event: Event, today: date) -> Text:
    days = None if event.when.day is None else (event.when.day - today).days
    match days:
        case 0:
            return T("🔔 Today: <b>{title}</b>", title=event.title)
        case 1:
            return T("🔔 Tomorrow: <b>{title}</b>", title=event.title)
        case int() if days > 1:
            return N("🔔 In {n} day: <b>{title}</b>", "🔔 In {n} days: <b>{title}</b>", days, title=event.title)
        case _:
            return T("🔔 Do not forget: <b>{title}</b>", title=event.title)
