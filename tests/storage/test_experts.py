"""What an expert from outside may see, in the SQL."""

import re

import pytest

from domain.requests.change import Change
from domain.requests.life import Action, Actor, NotAllowed
from storage.cooperatives import Cooperatives
from storage.experts import LINK_VALID, READS_FOR, ExpertRequests, Experts
from storage.request_scope import Gone
from storage.requests import OwnRequests
from storage.staff import Staff
from storage.statements import statements
from storage.unit import Database, Unit
from tests.storage.examples import FATIMA, HASSAN, KARIM, KHENIFRA, NADIA, NOW, at_desk, employ, paper, sent

EXPERT, OTHER = 950, 951
AFTER_LINK = NOW + int(LINK_VALID.total_seconds() * 1000)
AFTER_READING = NOW + int(READS_FOR.total_seconds() * 1000)


@pytest.fixture(autouse=True)
async def staff(database: Database) -> None:
    await employ(database)


async def invited(unit: Unit, reference: str) -> str:
    return Experts(unit).invite(await at_desk(unit, HASSAN, reference), HASSAN, NOW)


async def test_a_link_opens_one_request_once_until_it_is_over(database: Database) -> None:
    async with database.unit() as unit:
        request, other = await sent(unit, files=(paper("a"),)), await sent(unit)
        token, late = await invited(unit, request.reference), await invited(unit, request.reference)
        experts = Experts(unit)
        assert await experts.use("made-up", EXPERT, NOW) is None
        joined = await experts.use(token, EXPERT, AFTER_LINK - 1)
        assert joined is not None
        assert (joined.reference, joined.invited_by) == (request.reference, HASSAN)
        assert await experts.use(token, OTHER, NOW) is None
        assert await experts.use(token, EXPERT, NOW) is None
        assert await experts.use(late, OTHER, AFTER_LINK) is None
        requests = ExpertRequests(unit, EXPERT, NOW)
        seen = await requests.by_reference(request.reference, NOW)
        assert seen is not None
        assert seen.acting == (Actor.EXPERT,)
        assert [file.file_id for file in await requests.files(seen)] == ["file-a"]
        assert await requests.by_reference(other.reference, NOW) is None
        assert await requests.until(seen) == AFTER_LINK - 1 + AFTER_READING - NOW
        later = ExpertRequests(unit, EXPERT, AFTER_LINK + AFTER_READING - NOW)
        assert await later.by_reference(request.reference, NOW) is None


async def test_she_opens_papers_and_gives_an_opinion_and_moves_nothing(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit, files=(paper("a"),))
        await Experts(unit).use(await invited(unit, request.reference), EXPERT, NOW)
        requests = ExpertRequests(unit, EXPERT, NOW)
        seen = await requests.by_reference(request.reference, NOW)
        assert seen is not None
        [file] = await requests.files(seen)
        assert await requests.open_file(seen, file.key) == file
        assert await requests.open_file(seen, 1) is None
        await requests.change(seen, Change(Action.NOTE, "مشروع جيد"), NOW)
        for action in (Action.TAKE, Action.ACCEPT, Action.ANSWER, Action.GIVE, Action.WITHDRAW):
            with pytest.raises(NotAllowed):
                await requests.change(seen, Change(action, "كلمة", to=NADIA), NOW)
        assert "مشروع جيد" not in str(await requests.timeline(seen)), "not even her own note: it is for staff"
        told = await OwnRequests(unit, FATIMA).timeline(request)
        assert [(event.action, event.role) for event in told][-1] == (Action.OPEN_FILE, Actor.EXPERT)
        assert "مشروع جيد" not in str(told)


async def test_nobody_is_an_expert_of_her_own_request_or_of_her_cooperatives(database: Database) -> None:
    async with database.unit() as unit:
        cooperative = Cooperatives(unit).create("تعاونية النور", KHENIFRA, FATIMA, NOW)
        for request in (await sent(unit), await sent(unit, cooperative_id=cooperative)):
            assert await Experts(unit).use(await invited(unit, request.reference), FATIMA, NOW) is None


async def test_her_access_ends_with_the_role_behind_it_and_when_staff_of_the_province_say_so(
    database: Database,
) -> None:
    async with database.unit() as unit:
        request = await sent(unit)
        experts = Experts(unit)
        joined = await experts.use(await invited(unit, request.reference), EXPERT, NOW)
        assert joined is not None
        assert not await experts.end(request, joined.id, KARIM, NOW), "he works in another province"
        assert await experts.of(request, KARIM, NOW) == []
        [known] = await experts.of(request, NADIA, NOW)
        assert (known.chat_id, known.invited_by) == (EXPERT, HASSAN)
        assert await experts.end(request, joined.id, NADIA, NOW)
        assert not await experts.end(request, joined.id, NADIA, NOW)
        with pytest.raises(Gone):
            await ExpertRequests(unit, EXPERT, NOW).change(request, Change(Action.NOTE, "رأي"), NOW)
        unused = await invited(unit, request.reference)
        [waiting] = await experts.of(request, HASSAN, NOW)
        assert waiting.chat_id is None
        await experts.use(unused, EXPERT, NOW)
        assert await ExpertRequests(unit, EXPERT, NOW).by_reference(request.reference, NOW) is not None
        another = await invited(unit, request.reference)
        Staff(unit).erase(HASSAN, NOW)
        assert await ExpertRequests(unit, EXPERT, NOW).by_reference(request.reference, NOW) is None
        assert await experts.use(another, OTHER, NOW) is None


async def test_what_has_ended_long_ago_is_forgotten_and_what_holds_is_not(database: Database) -> None:
    async with database.unit() as unit:
        request, experts = await sent(unit), Experts(unit)
        await experts.use(await invited(unit, request.reference), EXPERT, NOW)
        await invited(unit, request.reference)
        experts.forget(AFTER_LINK)
        assert len(await experts.of(request, HASSAN, NOW)) == 2
        experts.forget(AFTER_LINK + 1)
        assert [each.chat_id for each in await experts.of(request, HASSAN, NOW)] == [EXPERT]
        assert await experts.knows(EXPERT)
        experts.erase(EXPERT)
        assert not await experts.knows(EXPERT)
        assert await experts.of(request, HASSAN, NOW) == []


def test_every_statement_with_a_request_carries_the_scope() -> None:
    for name in ("by_reference", "by_id", "timeline", "files", "corrections"):
        sql = statements("experts")[name]
        assert re.search(r"expert\.chat_id = :chat_id and expert\.until > :now", sql), name
        assert "request.decided_at is null" in sql, name
        assert "staff_role.chat_id = expert.invited_by and staff_role.revoked_at is null" in sql, name
    assert "request_event.internal = 0" in statements("experts")["timeline"]
