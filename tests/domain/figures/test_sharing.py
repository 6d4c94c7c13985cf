from hypothesis import given
from hypothesis import strategies as st

from domain.figures.hiding import LEAST
from domain.figures.sharing import MOST, OTHERS, Table, folded, shared

CELLS = st.dictionaries(st.text("abcdefghijklmnopq", min_size=1, max_size=2), st.integers(0, 40), max_size=30)


@given(CELLS)
def test_a_long_table_is_folded_without_losing_anybody(cells: dict[str, int]) -> None:
    short = folded(cells)
    assert len(short) <= MOST
    assert sum(short.values()) == sum(cells.values())
    assert (OTHERS in short) == (len(cells) > MOST)


def test_tables_of_the_same_requests_are_shared_together_or_not_at_all() -> None:
    assert shared([{"a": 40}, {"b": 10, "c": 30}]) == [Table({"a": 40}), Table({"b": 10, "c": 30})]
    assert shared([{"a": 10}, dict.fromkeys("abcdefghij", 1)]) is None
    assert shared([]) == []
    assert shared([{"a": 9}]) is None
    assert shared([{}]) == [Table({})], "that there is nothing is no secret"


def test_the_small_ones_that_stand_together_may_be_shown_when_they_are_many_together() -> None:
    cells = {f"big{at:02}": 40 for at in range(MOST)} | {f"small{at}": 5 for at in range(4)}
    [table] = shared([cells]) or []
    assert table.hidden == frozenset()
    assert table.cells[OTHERS] == 60


def test_the_place_of_a_hidden_cell_does_not_tell_its_size() -> None:
    [table] = shared([{"large": 50, "b": 14, "a": 3}]) or []
    assert table.order == ["large", "a", "b"]
    assert table.total == 67


@given(CELLS)
def test_nothing_small_is_shared(cells: dict[str, int]) -> None:
    for table in shared([cells]) or []:
        shown = [number for cell, number in table.cells.items() if cell not in table.hidden]
        assert not [number for number in shown if 0 < number < LEAST]
