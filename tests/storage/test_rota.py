from domain.requests.change import Change
from domain.requests.life import Action, Actor, State
from storage.absences import Absences
from storage.desk import DeskRequests
from storage.requests import OwnRequests
from storage.rota import Rota
from storage.staff import EVERYWHERE, Staff
from storage.unit import Call, Database
from tests.storage.examples import DAY, FATIMA, HASSAN, KHENIFRA, NADIA, NOW, SAID, TIZNIT, ZAHRA, at_desk, employ, sent


async def test_only_a_coordinator_of_the_province_lets_requests_be_given_out(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        rota = Rota(unit)
        assert not await rota.set(KHENIFRA, 5, HASSAN)
        assert not await rota.set(TIZNIT, 5, NADIA)
        assert not await rota.set(EVERYWHERE, 5, NADIA)
        assert await rota.set(KHENIFRA, 5, NADIA)
        assert (await rota.most(KHENIFRA), await rota.most(TIZNIT)) == (5, None)
        Staff(unit).grant(ZAHRA, Actor.COORDINATOR, EVERYWHERE, None, NOW)
        assert await rota.set(EVERYWHERE, 20, ZAHRA)
        assert (await rota.most(KHENIFRA), await rota.most(TIZNIT)) == (5, 20)
        assert await rota.set(KHENIFRA, None, NADIA)
        assert await rota.most(KHENIFRA) == 20


async def test_it_goes_round_and_leaves_out_who_is_away_or_has_a_part_in_it(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        staff, rota = Staff(unit), Rota(unit)
        staff.grant(SAID, Actor.AGENT, KHENIFRA, None, NOW)
        staff.grant(FATIMA, Actor.AGENT, KHENIFRA, None, NOW)
        await rota.set(KHENIFRA, 20, NADIA)
        turns = []
        for number in range(4):
            given = await rota.give(await sent(unit, now=NOW + number), NOW + number)
            assert given is not None
            request, colleague = given
            assert (request.state, request.taken_by) == (State.SUBMITTED, colleague.chat_id)
            turns.append(colleague.chat_id)
        assert turns == [HASSAN, SAID, HASSAN, SAID], "never to her whose request it is"
        await Absences(unit).begin(HASSAN, SAID, NOW + DAY, NOW + 5)
        given = await rota.give(await sent(unit, ZAHRA, now=NOW + 6), NOW + 6)
        assert given is not None
        assert given[1].chat_id == FATIMA


async def test_it_is_given_once_and_the_history_says_that_the_bot_did(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        rota = Rota(unit)
        request = await sent(unit)
        assert await rota.give(request, NOW) is None, "not while nobody wants it so"
        await rota.set(KHENIFRA, 5, NADIA)
        assert await rota.give(request, NOW) is not None
        assert await rota.give(request, NOW) is None
        last = (await OwnRequests(unit, FATIMA).timeline(request))[-1]
        assert (last.action, last.role) == (Action.GIVE, Actor.SYSTEM)
        seen = await at_desk(unit, HASSAN, request.reference)
        assert seen.revision == request.revision + 1
        taken = await DeskRequests(unit, HASSAN).change(seen, Change(Action.TAKE), NOW)
        assert taken.state is State.IN_REVIEW


async def test_what_waits_is_found_page_by_page_and_turns_are_erased(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        rota = Rota(unit)
        await rota.set(KHENIFRA, 1, NADIA)
        requests = [await sent(unit) for _ in range(3)]
        await sent(unit, place=TIZNIT)
        await rota.give(requests[0], NOW)
        first = await rota.waiting(1, 0)
        rest = await rota.waiting(5, first[0].id)
        assert [each.id for each in (*first, *rest)] == [requests[1].id, requests[2].id]
        assert await rota.give(requests[1], NOW) is None, "nobody has room"
        Staff(unit).erase(HASSAN, NOW)
        Staff(unit).grant(SAID, Actor.AGENT, KHENIFRA, None, NOW)
        left = await rota.waiting(5, 0)
        assert [each.id for each in left] == [each.id for each in requests], "whose role has ended receives nothing"
        again = await rota.give(left[0], NOW)
        assert again is not None
        assert again[1].chat_id == SAID
        rota.erase(HASSAN)
        rota.erase(SAID)
        assert await unit.fetch(Call("select * from rota_turn", {})) == [[]]
