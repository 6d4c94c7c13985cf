import pytest

from catalogue.call import Axis
from domain.figures.funding import Figure, Funded
from domain.requests.life import Actor
from storage.funding import Funding
from storage.staff import EVERYWHERE, Staff
from storage.unit import Call, Database
from tests.storage.examples import HASSAN, KARIM, KHENIFRA, NADIA, NOW, SAID, TIZNIT, employ

ROW = Funded(85, 20_860_515, 13_179_091, 85, 52, 33, 20, 3, Axis.SOLIDARITY_ECONOMY, "argan", 2025, "=حصيلة")
COORDINATOR, ADMIN, STRANGER = 900, 901, 902


@pytest.fixture(autouse=True)
async def staff(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        Staff(unit).grant(COORDINATOR, Actor.COORDINATOR, TIZNIT, None, NOW)
        Staff(unit).grant(ADMIN, Actor.ADMIN, EVERYWHERE, None, NOW)


async def test_a_coordinator_enters_figures_and_all_staff_of_the_province_read_them(database: Database) -> None:
    async with database.unit() as unit:
        assert await Funding(unit, NADIA).enter(ROW, KHENIFRA, NOW)
        for reader in (NADIA, HASSAN, SAID, ADMIN):
            [entered] = await Funding(unit, reader).all(EVERYWHERE, None)
            assert (entered.funded, entered.province) == (ROW, KHENIFRA)
        for other in (KARIM, COORDINATOR, STRANGER):
            assert await Funding(unit, other).all(EVERYWHERE, None) == []
            assert await Funding(unit, other).all(KHENIFRA, None) == []


@pytest.mark.parametrize("who", [HASSAN, SAID, KARIM, COORDINATOR, ADMIN, STRANGER])
async def test_nobody_but_a_coordinator_of_the_province_enters_or_removes(database: Database, who: int) -> None:
    async with database.unit() as unit:
        assert not await Funding(unit, who).enter(ROW, KHENIFRA, NOW)
        await Funding(unit, NADIA).enter(ROW, KHENIFRA, NOW)
        [entered] = await Funding(unit, NADIA).all(KHENIFRA, None)
        assert await Funding(unit, who).remove(entered.key, NOW) is None
        assert await Funding(unit, NADIA).all(KHENIFRA, None) == [entered]


async def test_what_is_removed_is_gone_once(database: Database) -> None:
    async with database.unit() as unit:
        rows = Funding(unit, NADIA)
        await rows.enter(ROW, KHENIFRA, NOW)
        [entered] = await rows.all(KHENIFRA, None)
        assert await rows.remove(entered.key, NOW) == entered
        assert await rows.remove(entered.key, NOW) is None
        assert await rows.all(KHENIFRA, None) == []


async def test_a_year_holds_the_rows_of_that_year(database: Database) -> None:
    async with database.unit() as unit:
        rows = Funding(unit, NADIA)
        await rows.enter(ROW, KHENIFRA, NOW)
        await rows.enter(Funded(1, 10, 5), KHENIFRA, NOW)
        assert len(await rows.all(KHENIFRA, None)) == 2
        assert [each.funded.year for each in await rows.all(KHENIFRA, 2025)] == [2025]
        assert await rows.all(KHENIFRA, 2024) == []


async def test_percentages_that_were_stated_are_not_kept(database: Database) -> None:
    async with database.unit() as unit:
        await Funding(unit, NADIA).enter(Funded(2, 10, 5, percents={Figure.SHARE: 50}), KHENIFRA, NOW)
        [entered] = await Funding(unit, NADIA).all(KHENIFRA, None)
        assert entered.funded == Funded(2, 10, 5)


async def test_who_erases_everything_leaves_the_figures_without_her(database: Database) -> None:
    async with database.unit() as unit:
        for _ in range(2):
            await Funding(unit, NADIA).enter(ROW, KHENIFRA, NOW)
        first, _ = await Funding(unit, NADIA).all(KHENIFRA, None)
        await Funding(unit, NADIA).remove(first.key, NOW)
        Funding(unit, NADIA).erase()
        [rows] = await unit.fetch(Call("select entered_by, removed_by from funding", {}))
        assert [set(row.values()) for row in rows] == [{None}, {None}]
        assert len(await Funding(unit, HASSAN).all(KHENIFRA, None)) == 1
