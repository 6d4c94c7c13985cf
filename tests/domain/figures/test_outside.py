from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.figures.hiding import LEAST
from domain.figures.outside import SUMS, for_outside
from domain.figures.requests import Delay, Dimension, Group
from domain.figures.sharing import Table
from domain.requests.life import DECIDED, State

DAYS = (7, 15, 30, 60, 61)
NUMBERS = st.one_of(st.integers(0, 3), st.integers(0, 40))


def group(state: State, requests: int, days: int | None = None, *, late: bool = False) -> Group:
    return Group(state, late, days, "argan", "09.541", requests)


@st.composite
def requests(draw: st.DrawFn) -> list[Group]:
    made = []
    for state in State:
        if state in DECIDED:
            made += [group(state, draw(NUMBERS), days) for days in DAYS]
        else:
            made += [group(state, draw(NUMBERS), late=late) for late in (False, True)]
    return made


def rank(rows: list[list[Fraction]]) -> int:
    """By Gaussian elimination."""
    rows, done = [row[:] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        at = next((number for number in range(done, len(rows)) if rows[number][column]), None)
        if at is None:
            continue
        rows[done], rows[at] = rows[at], rows[done]
        for number in range(len(rows)):
            if number != done and rows[number][column]:
                by = rows[number][column] / rows[done][column]
                rows[number] = [one - by * other for one, other in zip(rows[number], rows[done], strict=True)]
        done += 1
    return done


def determined(states: Table, delays: Table) -> list[str]:
    """The hidden cells that follow from all that is published: the numbers, the total, and what both tables share."""
    cells = [*(f"s:{each}" for each in states.cells), *(f"d:{each}" for each in delays.cells)]

    def row(*named: tuple[str, int]) -> list[Fraction]:
        return [Fraction(dict(named).get(cell, 0)) for cell in cells]

    known = [row(*((f"s:{each}", 1) for each in states.cells)), row(*((f"d:{each}", 1) for each in delays.cells))]
    for of_state, of_delay in SUMS.values():
        known.append(row(*((f"s:{each}", 1) for each in of_state), *((f"d:{each}", -1) for each in of_delay)))
    secret = [*(f"s:{each}" for each in states.hidden), *(f"d:{each}" for each in delays.hidden)]
    known += [row((cell, 1)) for cell in cells if cell not in secret]
    before = rank(known)
    return [cell for cell in secret if rank([*known, row((cell, 1))]) == before]


@settings(max_examples=60, deadline=None)
@given(requests())
@example([group(State.IN_REVIEW, 3), group(State.SUBMITTED, 40), group(State.WITHDRAWN, 12)])
@example([group(State.ACCEPTED, 40, 7), group(State.REFUSED, 3, 15), group(State.IN_REVIEW, 12)])
@example([group(State.ACCEPTED, 5, 7), group(State.IN_REVIEW, 50), group(State.WITHDRAWN, 12)])
def test_state_and_delay_together_tell_no_small_number(groups: list[Group]) -> None:
    tables = for_outside(groups)
    if tables is None:
        return
    states, delays = tables[Dimension.STATE], tables[Dimension.DELAY]
    for table in tables.values():
        assert not [cell for cell, count in table.cells.items() if 0 < count < LEAST and cell not in table.hidden]
    assert determined(states, delays) == []


def test_the_sums_that_both_tables_share_are_told_apart_by_every_state_and_every_delay() -> None:
    assert sorted(state for states, _ in SUMS.values() for state in states) == sorted(State)
    assert sorted(delay for _, delays in SUMS.values() for delay in delays) == sorted(Delay)


def test_what_is_large_enough_is_all_shown() -> None:
    tables = for_outside([group(State.ACCEPTED, 40, 7), group(State.SUBMITTED, 12)])
    assert tables is not None
    assert list(tables) == list(Dimension)
    assert not [table for table in tables.values() if table.hidden]
    assert for_outside([group(State.ACCEPTED, 9, 7)]) is None
