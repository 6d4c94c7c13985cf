from datetime import date

import pytest

from domain.words import Heard
from storage.unit import Call, Database
from storage.words import Total, Words

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
HONEY, NOTHING = Heard("sector", "تامنت", "beekeeping"), Heard("sector", "تامنت", None)
TOWN = Heard("place", "tiznit l9dima", "09.581")


async def totals(database: Database) -> list[Total]:
    async with database.unit() as unit:
        return await Words(unit).totals()


async def test_the_same_words_with_the_same_choice_are_one_row_that_counts(database: Database) -> None:
    async with database.unit() as unit:
        for heard, day in ((HONEY, MARCH), (HONEY, MARCH), (HONEY, APRIL), (NOTHING, MARCH), (TOWN, MARCH)):
            Words(unit).add(heard, day)
    assert await totals(database) == [Total(TOWN, 1), Total(HONEY, 3), Total(NOTHING, 1)]


async def test_what_was_heard_before_a_day_is_forgotten(database: Database) -> None:
    async with database.unit() as unit:
        Words(unit).add(HONEY, MARCH)
        Words(unit).add(TOWN, APRIL)
        Words(unit).forget(APRIL)
    assert await totals(database) == [Total(TOWN, 1)]


async def test_words_of_a_turn_that_fails_are_not_kept(database: Database) -> None:
    async def turn() -> None:
        async with database.unit() as unit:
            Words(unit).add(HONEY, MARCH)
            await unit.fetch(Call("select * from nowhere", {}))

    with pytest.raises(Exception, match="nowhere"):
        await turn()
    assert await totals(database) == []
