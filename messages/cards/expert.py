"""A request as an expert from outside reads it: what it is about, without how to reach the person."""

from collections.abc import Sequence

from domain.requests.request import Request, StoredFile
from messages.cards import desk
from messages.cards.request import day_of
from messages.text import N, Piece, T
from messages.values import Day, Lines, Quote, Verbatim


def card(request: Request, papers: int, until: int | None) -> tuple[Piece, ...]:
    """`request` without its phone number; `until` is in milliseconds."""
    parts: list[Piece] = [
        T("🎓 <b>{reference}</b>: your opinion is asked for", reference=request.reference),
        Lines(tuple(desk.facts(request))),
    ]
    if request.description:
        parts.append(Quote(Verbatim(request.description), folded=len(request.description) > desk.FOLDED))
    parts.append(N("<i>{n} paper</i>", "<i>{n} papers</i>", papers))
    if until is not None:
        parts.append(T("You read this request until {day}, and no other one.", day=Day(day_of(until))))
    parts.append(T("What you read here is confidential. The person sees which papers you open."))
    return tuple(parts)


def papers(request: Request, files: Sequence[StoredFile], first: int) -> tuple[Piece, ...]:
    """The files, numbered from `first` on like the buttons that open them."""
    return desk.papers(request, files, first)
