from collections import Counter

import pytest

from domain.figures.requests import LIMITS, Dimension, counted
from domain.requests.change import Change
from domain.requests.kinds import Kind
from domain.requests.life import Action, Actor
from storage.desk import DeskRequests
from storage.figures import Figures, Span
from storage.staff import EVERYWHERE, Staff
from storage.unit import Call, Database
from tests.storage.examples import DAY, FATIMA, HASSAN, KARIM, KHENIFRA, NADIA, NOW, TIZNIT, ZAHRA, employ, sent

ADMIN, STRANGER = 900, 901
ALWAYS = Span(EVERYWHERE, 0, 2**60)


@pytest.fixture(autouse=True)
async def staff(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        Staff(unit).grant(ADMIN, Actor.ADMIN, EVERYWHERE, None, NOW)
        for place, chat in ((KHENIFRA, FATIMA), ("05.301.01.01", ZAHRA), (TIZNIT, FATIMA)):
            await sent(unit, chat, place=place)


async def provinces(database: Database, staff: int, span: Span = ALWAYS) -> dict[str, int]:
    async with database.unit() as unit:
        return counted(await Figures(unit, staff).groups(span, NOW), Dimension.PROVINCE)


async def test_staff_count_what_lies_in_their_provinces_and_nobody_else_counts_anything(database: Database) -> None:
    assert await provinces(database, HASSAN) == {KHENIFRA: 2}
    assert await provinces(database, KARIM) == {TIZNIT: 1}
    assert await provinces(database, ADMIN) == {KHENIFRA: 2, TIZNIT: 1}
    assert await provinces(database, STRANGER) == {}
    async with database.unit() as unit:
        Staff(unit).erase(HASSAN, NOW)
    assert await provinces(database, HASSAN) == {}


async def test_the_province_that_is_asked_for_never_widens_what_one_may_see(database: Database) -> None:
    assert await provinces(database, HASSAN, Span(TIZNIT, 0, 2**60)) == {}
    assert await provinces(database, ADMIN, Span(TIZNIT, 0, 2**60)) == {TIZNIT: 1}
    async with database.unit() as unit:
        figures = Figures(unit, HASSAN)
        assert await figures.listed(Span(TIZNIT, 0, 2**60), 10) == []
        assert await figures.decided(Span(TIZNIT, 0, 2**60)) == []


async def test_a_span_holds_what_was_sent_in_it(database: Database) -> None:
    assert await provinces(database, ADMIN, Span(EVERYWHERE, NOW, NOW + 1)) == {KHENIFRA: 2, TIZNIT: 1}
    assert await provinces(database, ADMIN, Span(EVERYWHERE, NOW + 1, 2**60)) == {}
    assert await provinces(database, ADMIN, Span(EVERYWHERE, 0, NOW)) == {}


async def test_what_was_joined_with_another_request_is_counted_once(database: Database) -> None:
    async with database.unit() as unit:
        unit.write(
            Call("update request set merged_into = (select max(id) from request) where place = :p", {"p": KHENIFRA})
        )
    assert await provinces(database, ADMIN) == {KHENIFRA: 1, TIZNIT: 1}


async def test_days_until_a_decision_are_counted_in_the_steps_of_the_domain(database: Database) -> None:
    """The limits stand in the SQL once more; here they are compared."""
    days = [1, *[limit for limit, _ in LIMITS], *[limit + 1 for limit, _ in LIMITS]]
    async with database.unit() as unit:
        for at, day in enumerate(days):
            request = await sent(unit, project=f"{at}")
            values = {"id": request.id, "at": NOW + day * DAY}
            unit.write(Call("update request set state = 'refused', decided_at = :at where id = :id", values))
        groups = await Figures(unit, HASSAN).groups(ALWAYS, NOW)
    cells = counted(groups, Dimension.DELAY)
    assert [cells[each] for each in ("7", "15", "30", "60", "longer")] == [2, 2, 2, 2, 1]
    assert cells["on_time"] == 2


async def test_the_list_tells_of_requests_and_not_of_persons(database: Database) -> None:
    async with database.unit() as unit:
        listed = await Figures(unit, ADMIN).listed(ALWAYS, 2)
    assert len(listed) == 2, "no more than asked for"
    assert Counter(one.province for one in listed) == {TIZNIT: 1, KHENIFRA: 1}, "the newest"
    assert not {"phone", "chat_id", "description", "helped_name", "douar"} & set(listed[0].__struct_fields__)


async def test_what_was_accepted_and_funded_here_is_known_to_the_report(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit, kind=Kind.FUNDING, amount=90_000, total_cost=100_000, sector="argan")
        desk = DeskRequests(unit, NADIA)
        seen = await desk.by_reference(request.reference, NOW)
        assert seen is not None
        for change in (Change(Action.TAKE), Change(Action.FORWARD_PROVINCIAL), Change(Action.ACCEPT, amount=80_000)):
            seen = await desk.change(seen, change, NOW)
        [decided] = await Figures(unit, NADIA).decided(ALWAYS)
        assert await Figures(unit, KARIM).decided(ALWAYS) == []
    assert (decided.granted, decided.total_cost, decided.sector, decided.cooperative) == (
        80_000,
        100_000,
        "argan",
        False,
    )
    assert decided.year == 2026
