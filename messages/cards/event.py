"""A meeting as people see it: the card, a line of a list, and what it came to."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from domain.civil_time import wall_of
from domain.events.answer import Answer, Reply, Standing
from domain.events.event import Event
from domain.events.life import Life
from domain.events.outcome import Outcome, Result
from messages.cards.event_words import (
    FINDINGS,
    KINDS,
    PROGRESS,
    item_said,
    organisers_said,
    seats_said,
    topics_said,
    when_said,
    where_said,
)
from messages.text import N, Piece, T, Text
from messages.values import Day, Lines, Moment

CANCELLED: Final = T("❌ <b>This meeting is cancelled.</b>")
MOVED: Final = T("🔁 <b>Something changed since the first announcement.</b> This is how it stands now:")


def event_card(event: Event, answer: Answer | None = None, position: int | None = None) -> tuple[Piece, ...]:
    """Everything to know about a meeting, in the order in which people ask: what, when, where, who, and I.

    `position` is the reader's place on the waiting list, where she has one.
    """
    paragraphs: list[Piece] = []
    if event.life is Life.CANCELLED:
        paragraphs.append(CANCELLED)
    if event.life is Life.MOVED:
        paragraphs.append(MOVED)
    paragraphs += [_headline(event), Lines((when_said(event.when), where_said(event.venue)))]
    paragraphs += _paragraph(organisers_said(event))
    paragraphs += _paragraph(topics_said(event))
    paragraphs += _paragraph(_agenda(event))
    paragraphs += _paragraph(seats_said(event.seating))
    paragraphs += _paragraph(_conditions(event))
    if event.contact is not None:
        paragraphs.append(T("☎️ {contact}", contact=event.contact))
    if answer is not None and event.life is not Life.CANCELLED:
        paragraphs.append(answer_said(answer, position))
    return (*paragraphs, *outcome_card(event.outcome))


def event_line(number: int, event: Event) -> Text:
    """A meeting in a list, numbered like its button."""
    if event.life is Life.CANCELLED:
        return T("{number}. {title} (cancelled)", number=number, title=event.title)
    if event.when.day is None:
        return T("{number}. {title} (the day will be confirmed)", number=number, title=event.title)
    return T("{number}. {title} ({day})", number=number, title=event.title, day=Day(event.when.day, weekday=True))


def event_list(heading: Piece, events: Sequence[Event]) -> tuple[Piece, ...]:
    """A list of meetings under its heading."""
    return (heading, Lines(tuple(event_line(number, event) for number, event in enumerate(events, 1))))


def answer_said(answer: Answer, position: int | None = None) -> Text:
    """What somebody answered, and what she has of it."""
    if answer.asked_again:
        return T("❔ <b>The day changed. Please answer again.</b>")
    match answer.standing:
        case Standing.WAITING:
            return T("⏳ <b>You are on the waiting list, at place {position}.</b>", position=position or 1)
        case Standing.OFFERED:
            until = _moment(answer.offered_until or 0)
            return T("🎟 <b>A seat is free for you. It is kept for you until {until}.</b>", until=until)
        case _:
            return _reply_said(answer)


def _reply_said(answer: Answer) -> Text:
    match answer.reply:
        case Reply.COMING if answer.party.guests:
            return N(
                "✅ <b>You are coming, with {n} guest.</b>",
                "✅ <b>You are coming, with {n} guests.</b>",
                answer.party.guests,
            )
        case Reply.COMING:
            return T("✅ <b>You are coming.</b>")
        case Reply.MAYBE:
            return T("🤔 <b>You may come.</b>")
        case Reply.NOT_COMING:
            return T("🚫 <b>You are not coming.</b>")


def outcome_card(outcome: Outcome) -> tuple[Piece, ...]:
    """What came of it; nothing while nothing is known."""
    lines: list[Piece] = []
    if outcome.attended is not None:
        about = N("👥 About {n} person was there", "👥 About {n} people were there", outcome.attended)
        exact = N("👥 {n} person was there", "👥 {n} people were there", outcome.attended)
        lines.append(about if outcome.about else exact)
    lines += [T("• {line}", line=result_said(result)) for result in outcome.results]
    return (Lines((T("<b>What came of it</b>"), *lines)),) if lines else ()


def _headline(event: Event) -> Piece:
    lines: list[Piece] = [T("<b>{title}</b>", title=event.title), T("{kind}", kind=KINDS[event.kind])]
    if event.occasion is not None:
        lines.append(T("On the occasion of: {occasion}", occasion=event.occasion))
    return Lines(tuple(lines))


def _agenda(event: Event) -> list[Text]:
    return [T("<b>On the programme</b>"), *map(item_said, event.agenda)] if event.agenda else []


def _conditions(event: Event) -> list[Text]:
    if not event.conditions:
        return []
    return [T("<b>Who can come</b>"), *(T("• {rule}", rule=condition.text) for condition in event.conditions)]


def result_said(result: Result) -> Text:
    """One line of the results."""
    text: Piece = result.text
    if result.owner is not None:
        text = T("{result} ({owner})", result=result.text, owner=result.owner)
    if result.progress is not None:
        text = T("{result}: {progress}", result=text, progress=PROGRESS[result.progress])
    return T("<b>{finding}</b>: {result}", finding=FINDINGS[result.finding], result=text)


def _paragraph(lines: Sequence[Text]) -> list[Piece]:
    return [Lines(tuple(lines))] if lines else []


def _moment(milliseconds: int) -> Moment:
    return Moment(wall_of(datetime.fromtimestamp(milliseconds // 1000, UTC)))
