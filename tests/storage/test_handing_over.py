"""A request is given to a colleague, or joined with the same one sent again."""

import pytest

from domain.requests.change import Change, NotFitting
from domain.requests.life import Action, Actor, State
from domain.requests.lists import List
from domain.requests.request import Request, Wanted
from storage.cooperatives import Cooperatives, MemberRole
from storage.desk import DeskRequests
from storage.request_scope import Overtaken
from storage.requests import OwnRequests
from storage.staff import EVERYWHERE, Staff
from storage.unit import Database, Unit
from tests.storage.examples import (
    FATIMA,
    HASSAN,
    KARIM,
    KHENIFRA,
    NADIA,
    NOW,
    SAID,
    TIZNIT,
    ZAHRA,
    at_desk,
    employ,
    paper,
    sent,
    taken,
)


@pytest.fixture(autouse=True)
async def staff(database: Database) -> None:
    await employ(database)


def give(to: int) -> Change:
    return Change(Action.GIVE, to=to)


async def mine(unit: Unit, staff: int) -> list[str]:
    return [request.reference for request in await DeskRequests(unit, staff).page(List.MINE, NOW)]


async def test_a_request_that_was_given_is_in_the_list_of_whoever_got_it_and_keeps_its_clock(
    database: Database,
) -> None:
    async with database.unit() as unit:
        new = await at_desk(unit, HASSAN, (await sent(unit)).reference)
        given = await DeskRequests(unit, HASSAN).change(new, give(NADIA), NOW)
        assert (given.state, given.taken_by, given.deadline) == (State.SUBMITTED, NADIA, new.deadline)
        assert await mine(unit, NADIA) == [new.reference]
        assert await mine(unit, HASSAN) == []
        seen = await at_desk(unit, NADIA, new.reference)
        kept = await DeskRequests(unit, NADIA).change(seen, Change(Action.TAKE), NOW)
        assert (kept.state, kept.taken_by) == (State.IN_REVIEW, NADIA)


@pytest.mark.parametrize("to", [KARIM, FATIMA, ZAHRA, 1])
async def test_it_is_not_given_to_somebody_without_rights(database: Database, to: int) -> None:
    async with database.unit() as unit:
        Staff(unit).grant(ZAHRA, Actor.ADMIN, EVERYWHERE, None, NOW)
        Staff(unit).grant(FATIMA, Actor.AGENT, KHENIFRA, None, NOW)  # it is her own request
        new = await at_desk(unit, HASSAN, (await sent(unit)).reference)
        assert to not in {each.chat_id for each in await DeskRequests(unit, HASSAN).colleagues(new, NOW)}
        with pytest.raises(NotFitting):
            await DeskRequests(unit, HASSAN).change(new, give(to), NOW)


async def test_not_to_a_member_of_its_cooperative_either(database: Database) -> None:
    async with database.unit() as unit:
        cooperative = Cooperatives(unit).create("تعاونية النور", KHENIFRA, FATIMA, NOW)
        Cooperatives(unit).join(cooperative, NADIA, MemberRole.MEMBER, NOW)
        new = await at_desk(unit, HASSAN, (await sent(unit, cooperative_id=cooperative)).reference)
        assert [each.chat_id for each in await DeskRequests(unit, HASSAN).colleagues(new, NOW)] == [SAID]
        with pytest.raises(NotFitting):
            await DeskRequests(unit, HASSAN).change(new, give(NADIA), NOW)


async def test_two_who_give_it_at_once_give_it_once(database: Database) -> None:
    async with database.unit() as unit:
        new = await at_desk(unit, HASSAN, (await sent(unit)).reference)
        await DeskRequests(unit, HASSAN).change(new, give(NADIA), NOW)
        with pytest.raises(Overtaken):
            await DeskRequests(unit, NADIA).change(new, give(SAID), NOW)


def into(request: Request) -> Change:
    return Change(Action.MERGE, into=request.reference)


async def test_of_two_the_same_one_goes_on_with_the_papers_of_both(database: Database) -> None:
    async with database.unit() as unit:
        kept = await sent(unit, files=(paper("a"), paper("b")))
        double = await sent(unit, files=(paper("b"), paper("c")))
        desk = DeskRequests(unit, HASSAN)
        seen = await taken(unit, HASSAN, double.reference)
        wanted = Change(Action.ASK_CORRECTION, corrections=(Wanted("statutes", "ينقص التوقيع"),))
        seen = await desk.change(seen, wanted, NOW)
        assert [twin.reference for twin in await desk.twins(seen)] == [kept.reference]
        over = await desk.change(seen, into(kept), NOW)
        assert (over.state, over.merged_into, over.decided_at) == (State.WITHDRAWN, kept.id, NOW)
        assert over == await at_desk(unit, HASSAN, double.reference)
        assert [file.unique_id for file in await desk.files(kept)] == ["unique-a", "unique-b", "unique-c"]
        assert all(correction.done_at is not None for correction in await desk.corrections(over))
        own = OwnRequests(unit, FATIMA)
        last = [(await own.timeline(each))[-1] for each in (kept, over)]
        assert [(event.action, event.data) for event in last] == [
            (Action.MERGE, {"from": double.reference}),
            (Action.MERGE, {"into": kept.reference}),
        ]
        again = await own.change(over, Change(Action.REOPEN), NOW)
        assert (again.state, again.merged_into) == (State.SUBMITTED, None)


async def test_requests_of_different_people_or_cooperatives_are_not_joined(database: Database) -> None:
    async with database.unit() as unit:
        cooperative = Cooperatives(unit).create("تعاونية النور", KHENIFRA, FATIMA, NOW)
        desk, first = DeskRequests(unit, HASSAN), await at_desk(unit, HASSAN, (await sent(unit)).reference)
        others = [await sent(unit, ZAHRA), await sent(unit, cooperative_id=cooperative), await sent(unit, place=TIZNIT)]
        assert await desk.twins(first) == []
        for other in (*others, first):
            with pytest.raises(NotFitting):
                await desk.change(first, into(other), NOW)


async def test_a_question_that_waits_or_an_end_keeps_them_apart(database: Database) -> None:
    async with database.unit() as unit:
        desk, own = DeskRequests(unit, HASSAN), OwnRequests(unit, FATIMA)
        first, second = await sent(unit), await sent(unit)
        await own.change(first, Change(Action.ASK, "متى؟"), NOW)
        with pytest.raises(NotFitting):
            await desk.change(await at_desk(unit, HASSAN, first.reference), into(second), NOW)
        await own.change(first, Change(Action.WITHDRAW), NOW)
        with pytest.raises(NotFitting):
            await desk.change(await at_desk(unit, HASSAN, second.reference), into(first), NOW)
