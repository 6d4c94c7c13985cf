from domain.requests.life import Actor
from storage.absences import Absence, Absences
from storage.staff import EVERYWHERE, Staff
from storage.unit import Call, Database
from tests.storage.examples import DAY, HASSAN, KARIM, NADIA, NOW, SAID, ZAHRA, employ

UNTIL = NOW + 7 * DAY


async def test_only_a_colleague_of_the_same_province_who_is_there_stands_in(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        absences = Absences(unit)
        Staff(unit).grant(ZAHRA, Actor.ADMIN, EVERYWHERE, None, NOW)
        assert [peer.chat_id for peer in await absences.peers(HASSAN, NOW)] == [SAID, NADIA]
        for nobody in (KARIM, ZAHRA, HASSAN, 1):
            assert not await absences.begin(HASSAN, nobody, UNTIL, NOW)
        assert await absences.begin(HASSAN, NADIA, UNTIL, NOW)
        assert await absences.now(HASSAN, NOW) == Absence(HASSAN, NADIA, NOW, UNTIL)
        assert await absences.now(HASSAN, UNTIL) is None
        assert await absences.stands_in_for(NADIA, NOW) == 1
        assert not await absences.begin(SAID, HASSAN, UNTIL, NOW), "who is away stands in for nobody"


async def test_who_works_everywhere_stands_in_everywhere(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        Staff(unit).grant(ZAHRA, Actor.COORDINATOR, EVERYWHERE, None, NOW)
        assert {peer.chat_id for peer in await Absences(unit).peers(KARIM, NOW)} == {ZAHRA}
        assert {peer.chat_id for peer in await Absences(unit).peers(ZAHRA, NOW)} == {HASSAN, SAID, NADIA, KARIM}


async def test_another_absence_takes_the_place_of_the_first_and_coming_back_ends_it(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        absences = Absences(unit)
        await absences.begin(HASSAN, NADIA, UNTIL, NOW)
        await absences.begin(HASSAN, SAID, UNTIL, NOW + DAY)
        away = await absences.now(HASSAN, NOW + DAY)
        assert away is not None
        assert away.stand_in == SAID
        assert await absences.stands_in_for(NADIA, NOW + DAY) == 0
        absences.end(HASSAN, NOW + 2 * DAY)
        assert await absences.now(HASSAN, NOW + 2 * DAY) is None


async def test_absences_are_forgotten_and_erased(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        absences = Absences(unit)
        await absences.begin(HASSAN, NADIA, UNTIL, NOW)
        await absences.begin(SAID, NADIA, UNTIL, NOW)
        absences.forget(UNTIL)
        absences.erase(NADIA)
        assert await unit.fetch(Call("select * from absence", {})) == [[]]
        await absences.begin(HASSAN, SAID, UNTIL, NOW)
        absences.forget(UNTIL + 1)
        assert await absences.now(HASSAN, NOW) is None
