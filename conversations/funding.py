"""Entering funded projects for the report: as rows of a spreadsheet, or one set of figures, question by question."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from msgspec import Struct

from catalogue.call import Axis
from conversations.engine import Talk
from conversations.funding_row import BETWEEN, LARGEST, MOST, read_table
from conversations.given import Given, Typed
from conversations.question import Answered, Asked, Question, Refused, Stale, Understood
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.money import MoneyQuestion
from conversations.questions.number import NumberQuestion
from conversations.questions.place import EVERYWHERE, PlaceQuestion
from conversations.questions.review import Review
from conversations.questions.sector import SectorQuestion
from conversations.questions.text import TextQuestion
from conversations.state import JSON
from domain.figures.funding import FIRST_YEAR, PHASES, Figure, Funded, Report, completed, problems
from domain.places import province_of
from domain.replacing import replace
from messages.cards.funding import problem, refused, summary
from messages.figure_labels import FIGURES
from messages.text import B, Piece, T, Text

ROWS: Final = 100
"""In one message."""
SHOWN: Final = 6
"""Problems that are named at once."""
LONGEST: Final = 120


class Entry(Struct, frozen=True):
    """What is to be kept: rows, for a province."""

    province: str
    rows: tuple[Funded, ...]


class RowsQuestion(Question[tuple[Funded, ...]], frozen=True):
    """Rows that were copied from a spreadsheet, the heads first. Nothing is taken while one of them cannot be right."""

    this_year: int
    short: ClassVar[Text] = T("The rows")
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((HOW,))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        lines = _lines(given.text if isinstance(given, Typed) else "")
        if len(lines) - 1 not in range(1, ROWS + 1) or BETWEEN not in lines[0]:
            raise Refused(T("I need the line of heads and at least one row under it, copied from the spreadsheet."))
        pasted = read_table(lines, self.this_year)
        if pasted.problems:
            shown = pasted.problems[:SHOWN]
            raise Refused(refused(shown, len(pasted.problems) - len(shown)))
        if not pasted.rows:
            raise Refused(T("I need the line of heads and at least one row under it, copied from the spreadsheet."))
        return Answered(lines)

    def load(self, stored: JSON) -> tuple[Funded, ...]:
        pasted = read_table(stored, self.this_year) if isinstance(stored, list) and stored else None
        if pasted is None or pasted.problems or not pasted.rows:
            raise Stale
        return pasted.rows

    def tell(self, stored: JSON) -> Piece:
        rows = self.load(stored)
        return summary(Report(rows).total, len(rows))


NOTHING_KNOWN: Final = Funded(LARGEST, LARGEST, 0)


class FigureQuestion(NumberQuestion, frozen=True):
    """A number that must fit those that are known already."""

    figure: Figure = Figure.PROJECTS
    beside: Funded = NOTHING_KNOWN

    def load(self, stored: JSON) -> int:
        return _still_fits(self.beside, self.figure, super().load(stored))

    def _check(self, value: int) -> None:
        super()._check(value)
        _fits(self.beside, self.figure, value)


class AmountQuestion(MoneyQuestion, frozen=True):
    """An amount that must fit those that are known already."""

    figure: Figure = Figure.TOTAL_COST
    beside: Funded = NOTHING_KNOWN

    def load(self, stored: JSON) -> int:
        return _still_fits(self.beside, self.figure, super().load(stored))

    def _checked(self, amount: int) -> int:
        _fits(self.beside, self.figure, amount)
        return super()._checked(amount)


async def rows(talk: Talk, provinces: frozenset[str], this_year: int) -> Entry:
    """Rows, for one of the provinces in which somebody may enter them."""
    province = await _province(talk, provinces)
    pasted = await talk.need("rows", RowsQuestion(this_year))
    await talk.need("review", Review(tuple(talk.told), B("✅ Keep them")))
    return Entry(province, pasted)


async def figures(talk: Talk, provinces: frozenset[str], this_year: int) -> Entry:
    """One set of figures, such as an announcement gives; each answer is compared with those before it."""
    province = await _province(talk, provinces)
    funded = Funded(await talk.need("projects", _number(Figure.PROJECTS, 1, MOST)), LARGEST, 0)
    for figure in (Figure.URBAN, Figure.RURAL, Figure.COOPERATIVES, Figure.WOMEN):
        number = await talk.ask(figure.value, _number(figure, 0, MOST, funded))
        funded = _with(funded, {figure: number})
    total = await talk.need("total_cost", _amount(Figure.TOTAL_COST, funded))
    funded = replace(funded, total_cost=total)
    funded = replace(funded, share=await talk.need("share", _amount(Figure.SHARE, funded)))
    phase = await talk.ask("phase", PHASE)
    axis = await talk.ask("axis", AXIS)
    sector = await talk.ask("sector", SECTOR)
    year = await talk.ask("year", NumberQuestion(WHICH_YEAR, T("Year"), FIRST_YEAR, this_year))
    name = await talk.need("name", NAME)
    await talk.need("review", Review(tuple(talk.told), B("✅ Keep them")))
    known = replace(
        funded,
        phase=None if phase is None else int(phase),
        axis=None if axis is None else Axis(axis),
        sector=sector,
        year=year,
        name=name.words,
    )
    return Entry(province, (completed(known),))


async def _province(talk: Talk, provinces: frozenset[str]) -> str:
    """The only one, or the one that is chosen."""
    if len(provinces) == 1 and EVERYWHERE not in provinces:
        return next(iter(provinces))
    question = PlaceQuestion(T("Which province are the projects of?"), T("Province"), within=provinces)
    place = await talk.need("province", question)
    found = province_of(place)
    assert found is not None  # a region is no answer to this question
    return found


def _number(figure: Figure, least: int, most: int, beside: Funded | None = None) -> NumberQuestion:
    if beside is None:
        return NumberQuestion(ASKED[figure], FIGURES[figure], least, most)
    return FigureQuestion(ASKED[figure], FIGURES[figure], least, most, figure=figure, beside=beside)


def _amount(figure: Figure, beside: Funded) -> AmountQuestion:
    return AmountQuestion(ASKED[figure], FIGURES[figure], 1, LARGEST, figure=figure, beside=beside)


def _fits(beside: Funded, figure: Figure, number: int) -> None:
    """Raises Refused when the number cannot be right beside the others."""
    found = problems(_with(beside, {figure: number}))
    if found:
        raise Refused(problem(found[0]))


def _still_fits(beside: Funded, figure: Figure, number: int) -> int:
    """The number; raises Stale when one of the others was changed since, and it no longer can be right."""
    if problems(_with(beside, {figure: number})):
        raise Stale
    return number


def _with(funded: Funded, figures: Mapping[Figure, int | None]) -> Funded:
    values: dict[str, Any] = {figure.value: number for figure, number in figures.items()}
    return replace(funded, **values)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


ASKED: Final[Mapping[Figure, Text]] = {
    Figure.PROJECTS: T("How many projects were funded?"),
    Figure.URBAN: T("How many of them are in towns?"),
    Figure.RURAL: T("How many of them are in the countryside?"),
    Figure.COOPERATIVES: T("How many of them are a cooperative's?"),
    Figure.WOMEN: T("How many of these cooperatives are of women?"),
    Figure.TOTAL_COST: T("What do all these projects cost together, in dirhams?"),
    Figure.SHARE: T("How much of it did the INDH give?"),
}
WHICH_YEAR: Final = T("In which year were they funded?")
PHASE: Final = ChoiceQuestion(
    T("In which phase of the INDH?"),
    T("Phase"),
    tuple((str(phase), T("Phase {number}", number=str(phase))) for phase in PHASES),
    columns=3,
)
AXIS: Final = ChoiceQuestion(
    T("Under which axis?"),
    T("Axis"),
    (
        (Axis.ENTREPRENEURSHIP.value, B("Young entrepreneurs")),
        (Axis.SOLIDARITY_ECONOMY.value, B("Solidarity economy")),
        (Axis.EMPLOYABILITY.value, B("Employability")),
    ),
)
SECTOR: Final = SectorQuestion(T("In which activity? Leave it open where there are several."), T("Activity"))
NAME: Final = TextQuestion(
    T("What shall these figures be called in the list? For example «Tangier, 2019 to 2025»."),
    T("Name"),
    LONGEST,
    optional=True,
    name=True,
)
HOW: Final = T(
    "Fill the table that I send you: a row is one project, or several together. Then select the line of heads and your "
    "rows, copy them, and paste them here as a message. Behind a number you may write its share, as in 52 (61%); a "
    "last line that begins with «Total» is compared with the rows."
)
