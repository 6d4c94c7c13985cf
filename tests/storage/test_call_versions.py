import pytest

from storage.call_versions import CallVersions, Standing
from storage.unit import Database

NADIA, HASSAN = 1, 2
CALL, OTHER = "indh_taroudant_2026", "indh_chtouka_2026"


async def drafted(database: Database, toml: str, call: str = CALL) -> int:
    async with database.unit() as unit:
        return CallVersions(unit).draft(call, toml, f"hash of {toml}", NADIA, 5)


async def approved(database: Database, id_: int, by: int = HASSAN) -> int | None:
    async with database.unit() as unit:
        return await CallVersions(unit).approve(id_, by, 6)


async def standing(database: Database) -> list[Standing]:
    async with database.unit() as unit:
        return await CallVersions(unit).standing()


async def test_a_draft_stands_only_when_somebody_else_approved_it(database: Database) -> None:
    draft = await drafted(database, "a")
    assert await approved(database, draft, by=NADIA) is None
    assert await standing(database) == []
    assert await approved(database, draft) == 1
    assert await standing(database) == [Standing(CALL, 1, "a")]
    assert await approved(database, draft) is None, "it waits no longer"


async def test_of_each_call_the_newest_version_stands_and_the_older_ones_stay(database: Database) -> None:
    for toml in ("a", "b"):
        await approved(database, await drafted(database, toml))
    await approved(database, await drafted(database, "c", OTHER))
    assert await standing(database) == [Standing(OTHER, 1, "c"), Standing(CALL, 2, "b")]


async def test_a_newer_draft_takes_the_place_of_one_that_waits(database: Database) -> None:
    first, second = await drafted(database, "a"), await drafted(database, "b")
    assert await approved(database, first) is None
    async with database.unit() as unit:
        assert await CallVersions(unit).waiting(first) is None
        waiting = await CallVersions(unit).waiting(second)
    assert waiting is not None
    assert (waiting.toml, waiting.made_by) == ("b", NADIA)
    assert await approved(database, second) == 1


@pytest.mark.parametrize("times", [1, 2])
async def test_a_draft_that_was_given_up_is_not_approved(database: Database, times: int) -> None:
    draft = await drafted(database, "a")
    for number in range(times):
        async with database.unit() as unit:
            assert await CallVersions(unit).drop(draft, 7) is (number == 0)
    assert await approved(database, draft) is None
