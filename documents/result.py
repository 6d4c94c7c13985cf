"""The result of a check on one page of paper: a call, how the person stands to it, how much, and where to go."""

from collections.abc import Mapping
from datetime import date
from itertools import zip_longest
from typing import Final

from documents.page import Block, Column, Facts, Heading, Item, Items, Mark, Page, Paragraph, Table
from domain.eligibility import Finding, Verdict
from domain.papers import Checklist
from domain.truth import Truth
from messages.cards.call import Answers, decision, when, worked_lines
from messages.cards.overview import MEANINGS
from messages.labels import GIVES
from messages.text import Piece, T
from messages.values import Day, Lines, Listing

MARKS: Final[Mapping[Truth, Mark]] = {Truth.YES: Mark.YES, Truth.NO: Mark.NO, Truth.UNKNOWN: Mark.UNKNOWN}

ROOM_FOR_A_TABLE: Final = 3
"""With more conditions and dates than this, usual papers are only named."""
MOST_PAPERS: Final = 10


def result_page(verdict: Verdict, answers: Answers, papers: Checklist, on: date) -> Page:
    """The page for one call. It is dense, because a second page is lost on the way to the office."""
    call = verdict.call
    blocks: list[Block] = [
        Facts(_about(verdict, answers)),
        Heading(T("Conditions")),
        Items(tuple(_condition(finding, answers) for finding in verdict.findings)),
        *_papers(verdict, papers),
        Paragraph(_sources(verdict, on), small=True),
    ]
    return Page(call.title, tuple(blocks), decision(call))


def _about(verdict: Verdict, answers: Answers) -> tuple[tuple[Piece, Piece], ...]:
    call, amounts = verdict.call, worked_lines(verdict.support)[:3]
    return (
        (T("What it gives"), GIVES[call.gives]),
        *(((T("Amounts, as an indication"), Lines(tuple(amounts))),) if amounts else ()),
        (T("Is it open?"), when(call, verdict.status)),
        (T("Your result"), MEANINGS[verdict.truth]),
        (T("Place"), answers["place"][1]),
        (T("Where to go"), call.where),
    )


def _condition(finding: Finding, answers: Answers) -> Item:
    given = tuple(answers[fact][1] for fact in finding.facts if fact in answers)
    if len(given) > 1:
        given = tuple(T("«{answer}»", answer=answer) for answer in given)
    rule = finding.condition.text
    words = T("{rule} ({answers})", rule=rule, answers=Listing(given)) if given else rule
    return Item(words, MARKS[finding.truth])


def _papers(verdict: Verdict, papers: Checklist) -> list[Block]:
    """What the source names, one a line; what is only usual, two a line or, where there is no room, in small."""
    names = tuple(paper.name for paper in papers.documents)
    if not names:
        return []
    if papers.stated:
        return [Heading(T("Papers to prepare")), Items(tuple(Item(name, Mark.BOX) for name in names))]
    heading = Heading(T("Papers that many calls ask for; ask which are wanted here"))
    room = len(verdict.findings) + bool(verdict.call.window) <= ROOM_FOR_A_TABLE
    return [heading, _table(names[:MOST_PAPERS]) if room else Paragraph(_all(names), small=True)]


def _table(names: tuple[Piece, ...]) -> Table:
    paper, ready = Column(T("Paper"), share=12), Column(T("Ready"), share=3)
    pairs = zip_longest(names[::2], names[1::2])
    return Table((paper, ready, paper, ready), tuple((one, None, other, None) for one, other in pairs))


def _all(names: tuple[Piece, ...]) -> Piece:
    return T("{papers}.", papers=Listing(names))


def _sources(verdict: Verdict, on: date) -> Piece:
    """The pages that say so, by title: an address as long as these is typed by nobody."""
    cited = dict.fromkeys(finding.condition.source for finding in verdict.findings)
    titles = tuple(verdict.call.sources[name].title for name in cited)
    return T("Looked at on {day}. Source: {titles}.", day=Day(on), titles=Listing(titles))
