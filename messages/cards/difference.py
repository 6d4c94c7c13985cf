"""What changed: by another answer, or since a result was kept. What was then stands beside what is now."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from catalogue.call import Call
from domain.eligibility import Verdict
from domain.truth import Truth
from domain.turning import Turned
from messages.labels import SIGNS
from messages.text import Piece, T, Text
from messages.values import Day, Lines


class AnswerChanged(Struct, frozen=True):
    """An answer that was changed, with its name, in the words of the summary."""

    name: Text
    before: Piece
    now: Piece


class Difference(Struct, frozen=True):
    """What a change of answers did."""

    answers: tuple[AnswerChanged, ...]
    turned: tuple[Turned, ...]


class Since(Struct, frozen=True):
    """What happened since a result was kept: other rules, new calls, and calls not shown any more."""

    day: date
    changed: tuple[Turned, ...]
    new: tuple[Verdict, ...]
    gone: tuple[tuple[Call, Truth], ...]


def difference_paragraph(difference: Difference) -> Piece:
    """The changed answers, and the calls whose result turned with them."""
    lines: list[Piece] = [
        T("✏️ {name}: it was {before}, now it is {now}.", name=one.name, before=one.before, now=one.now)
        for one in difference.answers
    ]
    if not difference.turned:
        lines.append(T("No result changed."))
    return Lines((T("<b>What your change did</b>"), *lines, *_turned(difference.turned)))


def since_paragraph(since: Since) -> Piece:
    """What a kept result said, where the rules have changed; the result below it is by the rules of today."""
    lines: list[Piece] = [T("💾 You kept this result on {day}.", day=Day(since.day))]
    if not (since.changed or since.new or since.gone):
        return Lines((*lines, T("The rules have not changed since.")))
    if since.changed:
        lines += [T("<b>The rules of these calls changed since:</b>"), *_turned(since.changed)]
    if since.new:
        lines.append(T("<b>These are new since:</b>"))
        lines += [T("• {sign} {title}", sign=SIGNS[one.truth], title=one.call.title) for one in since.new]
    if since.gone:
        lines.append(T("<b>These were in it, and are over or replaced:</b>"))
        lines += [T("• {sign} {title}", sign=SIGNS[truth], title=call.title) for call, truth in since.gone]
    return Lines(tuple(lines))


def _turned(results: Iterable[Turned]) -> list[Piece]:
    return [_one(result.before, result.verdict) for result in results]


def _one(before: Truth | None, verdict: Verdict) -> Text:
    now, title = SIGNS[verdict.truth], verdict.call.title
    if before is None:
        return T("• {title}: now {now}", title=title, now=now)
    return T("• {title}: before {before}, now {now}", title=title, before=SIGNS[before], now=now)
