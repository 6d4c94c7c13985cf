"""What stays of requests after a person has erased everything: docs/requests.md promises it."""

from typing import Any

import pytest

from domain.requests.change import Change
from domain.requests.life import Action, Actor, State
from domain.requests.request import Helped, Rating, Wanted
from storage.cooperatives import Cooperatives, MemberRole
from storage.desk import DeskRequests
from storage.requests import OwnRequests
from storage.unit import Call, Database, Unit
from tests.storage.examples import (
    FATIMA,
    HASSAN,
    KARIM,
    KHENIFRA,
    NOW,
    ZAHRA,
    at_desk,
    employ,
    paper,
    sent,
    taken,
)

SECRET = "رقية بنت علي"
TABLES = (
    "select * from request",
    "select * from request_event",
    "select * from request_file",
    "select * from correction",
    "select * from rating",
    "select * from request_denied",
    "select * from invitation",
)


@pytest.fixture(autouse=True)
async def staff(database: Database) -> None:
    await employ(database)


async def everything(unit: Unit) -> str:
    """All that is stored about requests."""
    rows = await unit.fetch(*(Call(table, {}) for table in TABLES))
    return str([[dict(row) for row in table] for table in rows])


async def full_request(unit: Unit, **fields: Any) -> str:
    """A request with words and files of every sort, decided and rated; its reference."""
    words: dict[str, Any] = {"project": SECRET, "douar": SECRET, "description": SECRET, "phone": "+212661234567"}
    request = await sent(unit, files=(paper("a"),), **{**words, **fields})
    desk, own = DeskRequests(unit, HASSAN), OwnRequests(unit, FATIMA)
    await taken(unit, HASSAN, request.reference)
    await desk.change(request, Change(Action.NOTE, SECRET), NOW)
    await own.change(request, Change(Action.ASK, SECRET), NOW)
    wanted = Change(Action.ASK_CORRECTION, corrections=(Wanted("statutes", SECRET),))
    asked = await desk.change(await at_desk(unit, HASSAN, request.reference), wanted, NOW)
    done = await own.change(asked, Change(Action.CORRECT, files=(paper("b"),)), NOW)
    await desk.change(done, Change(Action.REFUSE, "خارج القطاع"), NOW)
    await own.rate(done, Rating(1, SECRET, "voice-1"), NOW)
    return request.reference


async def test_her_own_request_keeps_what_was_decided_and_nothing_of_her(database: Database) -> None:
    async with database.unit() as unit:
        name = await full_request(unit)
        assert SECRET in await everything(unit)
        await OwnRequests(unit, FATIMA).erase(NOW + 9)
        left = await everything(unit)
        for trace in (SECRET, str(FATIMA), "661234567", "file-", "voice-1"):
            assert trace not in left
        kept = await at_desk(unit, HASSAN, name)
        assert (kept.state, kept.reason, kept.province, kept.decided_at) == (
            State.REFUSED,
            "خارج القطاع",
            KHENIFRA,
            NOW,
        )
        history = await DeskRequests(unit, HASSAN).timeline(kept)
        assert [(event.action, event.by) for event in history][-3:] == [
            (Action.REFUSE, HASSAN),
            (Action.RATE, None),
            (Action.ERASE, None),
        ]
        assert await OwnRequests(unit, FATIMA).by_reference(name, NOW) is None


async def test_her_open_request_ends(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit)
        await OwnRequests(unit, FATIMA).erase(NOW + 9)
        ended = await at_desk(unit, HASSAN, request.reference)
        assert (ended.state, ended.decided_at, ended.deadline, ended.chat_id) == (State.WITHDRAWN, NOW + 9, None, None)
        assert ended.revision > request.revision


async def test_nobody_waits_for_a_correction_of_hers_any_more(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit)
        await taken(unit, HASSAN, request.reference)
        wanted = Change(Action.ASK_CORRECTION, corrections=(Wanted("statutes", SECRET),))
        await DeskRequests(unit, HASSAN).change(await at_desk(unit, HASSAN, request.reference), wanted, NOW)
        await OwnRequests(unit, FATIMA).erase(NOW + 9)
        ended = await at_desk(unit, HASSAN, request.reference)
        [correction] = await DeskRequests(unit, HASSAN).corrections(ended)
        assert (correction.why, correction.done_at) == ("", NOW + 9)


async def test_her_cooperatives_request_goes_on_without_her(database: Database) -> None:
    async with database.unit() as unit:
        cooperative = Cooperatives(unit).create("تعاونية", KHENIFRA, FATIMA, NOW)
        Cooperatives(unit).join(cooperative, ZAHRA, MemberRole.MANAGER, NOW)
        request = await sent(unit, cooperative_id=cooperative, files=(paper("a"),))
        await OwnRequests(unit, FATIMA).erase(NOW)
        assert str(FATIMA) not in await everything(unit)
        own = OwnRequests(unit, ZAHRA)
        [kept] = await own.all()
        assert (kept.id, kept.state, kept.description, kept.chat_id) == (
            request.id,
            State.SUBMITTED,
            request.description,
            None,
        )
        assert len(await own.files(kept)) == 1


async def test_the_request_of_a_cooperative_that_has_nobody_but_her_is_hers(database: Database) -> None:
    async with database.unit() as unit:
        cooperative = Cooperatives(unit).create("تعاونية", KHENIFRA, FATIMA, NOW)
        Cooperatives(unit).join(cooperative, ZAHRA, MemberRole.MANAGER, NOW)
        assert await Cooperatives(unit).leave(cooperative, ZAHRA, ZAHRA, NOW)
        request = await sent(unit, cooperative_id=cooperative, description=SECRET)
        await OwnRequests(unit, FATIMA).erase(NOW)
        Cooperatives(unit).erase(FATIMA)
        assert SECRET not in await everything(unit)
        assert (await at_desk(unit, HASSAN, request.reference)).state is State.WITHDRAWN


async def test_what_an_agent_filled_in_for_somebody_stays_hers(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit, HASSAN, helped=Helped("رقية", "requests-aloud-1"), phone="+212661234567")
        await OwnRequests(unit, HASSAN).erase(NOW)
        kept = await at_desk(unit, HASSAN, request.reference)
        assert (kept.state, kept.helped, kept.phone, kept.chat_id) == (
            State.SUBMITTED,
            request.helped,
            request.phone,
            None,
        )
        assert kept.acting == (Actor.AGENT,)


async def test_others_keep_their_requests(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit, ZAHRA, files=(paper("a"),))
        await OwnRequests(unit, FATIMA).erase(NOW)
        assert await OwnRequests(unit, ZAHRA).all() == [request]
        assert len(await OwnRequests(unit, ZAHRA).timeline(request)) == 1


async def test_her_attempts_at_other_requests_are_forgotten(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit, ZAHRA)
        await OwnRequests(unit, FATIMA).by_reference(request.reference, NOW)
        await DeskRequests(unit, KARIM).by_reference(request.reference, NOW)
        await OwnRequests(unit, FATIMA).erase(NOW)
        [rows] = await unit.fetch(Call("select chat_id from request_denied", {}))
        assert [row["chat_id"] for row in rows] == [KARIM]
