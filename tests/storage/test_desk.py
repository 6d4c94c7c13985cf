import asyncio
from contextlib import suppress
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.requests.change import Change, Incomplete, NotTheLevel
from domain.requests.kinds import Kind
from domain.requests.life import Action, Actor, NotAllowed, Refused, State
from domain.requests.lists import List, list_of
from domain.requests.reference import make
from domain.requests.request import Helped, Request, Wanted
from storage.cooperatives import Cooperatives, MemberRole
from storage.desk import DeskRequests
from storage.people import People, Person
from storage.request_scope import Gone, Overtaken
from storage.requests import OwnRequests
from storage.staff import EVERYWHERE, ROLES, Reachable, Staff
from storage.unit import Call, Database
from tests.storage.examples import (
    DAY,
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
)

TAKE = Change(Action.TAKE)
MONEY: dict[str, Any] = {"kind": Kind.FUNDING, "amount": 90_000, "total_cost": 100_000}


@pytest.fixture(autouse=True)
async def staff(database: Database) -> None:
    await employ(database)


async def lists(database: Database, staff: int, now: int = NOW) -> dict[List, list[str]]:
    """The references in every list that has any."""
    async with database.unit() as unit:
        desk = DeskRequests(unit, staff)
        found = {which: [one.reference for one in await desk.page(which, now)] for which in List}
        assert {which: len(references) for which, references in found.items()} == await desk.counts(now)
    return {which: references for which, references in found.items() if references}


async def test_a_new_request_is_in_the_list_of_its_province_only(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit)
    assert await lists(database, HASSAN) == {List.NEW: [request.reference]}
    assert await lists(database, KARIM) == {}
    assert await lists(database, FATIMA) == {}


async def test_a_request_travels_through_the_lists(database: Database) -> None:
    async with database.unit() as unit:
        name = (await sent(unit, **MONEY)).reference
        hassan, nadia = DeskRequests(unit, HASSAN), DeskRequests(unit, NADIA)
        request = await hassan.change(await at_desk(unit, HASSAN, name), TAKE, NOW)
    assert await lists(database, HASSAN) == {List.MINE: [name]}
    assert await lists(database, NADIA) == {List.COLLEAGUES: [name]}
    assert await lists(database, NADIA, NOW + 100 * DAY) == {List.LATE: [name]}
    async with database.unit() as unit:
        hassan, nadia = DeskRequests(unit, HASSAN), DeskRequests(unit, NADIA)
        wanted = Change(Action.ASK_CORRECTION, corrections=(Wanted("statutes", "ينقص التوقيع"),))
        request = await hassan.change(request, wanted, NOW)
    assert await lists(database, HASSAN, NOW + 400 * DAY) == {List.WAITING: [name]}
    async with database.unit() as unit:
        hassan, nadia = DeskRequests(unit, HASSAN), DeskRequests(unit, NADIA)
        request = await OwnRequests(unit, FATIMA).change(request, Change(Action.CORRECT), NOW)
        request = await hassan.change(await at_desk(unit, HASSAN, name), Change(Action.FORWARD_PROVINCIAL), NOW)
    assert await lists(database, HASSAN) == {List.COMMITTEE: [name]}
    async with database.unit() as unit:
        nadia = DeskRequests(unit, NADIA)
        request = await nadia.change(await at_desk(unit, NADIA, name), Change(Action.ACCEPT, "", 80_000), NOW)
        assert (request.state, request.decided_amount, request.decided_at) == (State.ACCEPTED, 80_000, NOW)
    assert await lists(database, HASSAN) == {List.DECIDED: [name]}


async def test_the_oldest_request_comes_first_and_the_newest_decision_and_pages_follow(database: Database) -> None:
    async with database.unit() as unit:
        names = [(await sent(unit, now=NOW + number)).reference for number in range(5)]
        desk = DeskRequests(unit, HASSAN)
        pages = [[one.reference for one in await desk.page(List.NEW, NOW, page, 2)] for page in range(4)]
        assert pages == [names[:2], names[2:4], names[4:], []]
        for number, name in enumerate(names):
            request = await desk.change(await at_desk(unit, HASSAN, name), TAKE, NOW)
            await desk.change(request, Change(Action.REFUSE, "خارج الموضوع"), NOW + number)
        assert [one.reference for one in await desk.page(List.DECIDED, NOW)] == names[::-1]


async def test_two_staff_take_the_same_request_and_one_is_told_who_was_faster(database: Database) -> None:
    async with database.unit() as unit:
        Staff(unit).grant(SAID, Actor.AGENT, KHENIFRA, None, NOW)
        name = (await sent(unit)).reference
        seen = {staff: await at_desk(unit, staff, name) for staff in (HASSAN, SAID)}

    async def take(staff: int) -> Request | Overtaken:
        async with database.unit() as unit:
            try:
                return await DeskRequests(unit, staff).change(seen[staff], TAKE, NOW)
            except Overtaken as overtaken:
                return overtaken

    results = await asyncio.gather(take(HASSAN), take(SAID), take(HASSAN))
    [winner] = [one for one in results if isinstance(one, Request)]
    losers = [one for one in results if isinstance(one, Overtaken)]
    assert len(losers) == 2
    for loser in losers:
        assert (loser.current.state, loser.current.taken_by) == (State.IN_REVIEW, winner.taken_by)
        assert (loser.last.action, loser.last.role, loser.last.by) == (Action.TAKE, Actor.AGENT, winner.taken_by)
    async with database.unit() as unit:
        history = await DeskRequests(unit, HASSAN).timeline(winner)
    assert [event.action for event in history] == [Action.SUBMIT, Action.TAKE]


async def test_a_move_between_reading_and_writing_is_noticed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.unit() as unit:
        desk = DeskRequests(unit, HASSAN)
        old = await at_desk(unit, HASSAN, (await sent(unit)).reference)
        new = await desk.change(old, TAKE, NOW)
        answers = iter([old, new])

        async def current(_: Request) -> Request:
            return next(answers)

        monkeypatch.setattr(desk, "_current", current)
        with pytest.raises(Overtaken) as caught:
            await desk.change(old, TAKE, NOW)
        assert caught.value.current == new


async def test_a_role_taken_back_between_reading_and_writing_is_noticed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.unit() as unit:
        Staff(unit).grant(SAID, Actor.AGENT, KHENIFRA, None, NOW)
        desk = DeskRequests(unit, SAID)
        seen = await at_desk(unit, SAID, (await sent(unit)).reference)
        assert set(seen.acting) == {Actor.AGENT, Actor.LOCAL}
        unit.write(
            Call("update staff_role set revoked_at = 1 where chat_id = :chat and role = 'agent'", {"chat": SAID})
        )

        async def current(_: Request) -> Request:
            return seen

        monkeypatch.setattr(desk, "_current", current)
        with pytest.raises(Gone):
            await desk.change(seen, TAKE, NOW)


async def test_a_request_of_another_province_is_not_found_and_the_attempt_is_noted(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit, files=(paper("a"),))
        seen = await at_desk(unit, HASSAN, request.reference)
        [file] = await DeskRequests(unit, HASSAN).files(seen)
        desk = DeskRequests(unit, KARIM)
        assert await desk.by_reference(request.reference, NOW) is None
        assert await desk.by_reference(make(1), NOW) is None
        assert await desk.timeline(seen) == []
        assert await desk.corrections(seen) == []
        assert await desk.readers(seen) == []
        assert await desk.open_file(seen, file.key, NOW) is None
        with pytest.raises(Gone):
            await desk.change(seen, TAKE, NOW)
        [rows] = await unit.fetch(Call("select chat_id, reference, at from request_denied", {}))
        assert [dict(row) for row in rows] == [{"chat_id": KARIM, "reference": request.reference, "at": NOW}]


async def test_a_role_taken_back_in_the_middle_of_an_action_ends_it(database: Database) -> None:
    async with database.unit() as unit:
        request = await at_desk(unit, HASSAN, (await sent(unit)).reference)
        Staff(unit).erase(HASSAN, NOW)
        with pytest.raises(Gone):
            await DeskRequests(unit, HASSAN).change(request, TAKE, NOW)
        with pytest.raises(Gone):
            await DeskRequests(unit, HASSAN).change(request, Change(Action.NOTE, "ملاحظة"), NOW)
    assert await lists(database, HASSAN) == {}


async def test_a_role_in_the_state_is_needed_too(database: Database) -> None:
    async with database.unit() as unit:
        request = await at_desk(unit, SAID, (await sent(unit)).reference)
        assert request.acting == (Actor.LOCAL,)
        with pytest.raises(NotAllowed):
            await DeskRequests(unit, SAID).change(request, TAKE, NOW)


async def test_nobody_works_on_her_own_request_or_her_cooperatives(database: Database) -> None:
    async with database.unit() as unit:
        own = await sent(unit, HASSAN)
        cooperative = Cooperatives(unit).create("تعاونية", KHENIFRA, FATIMA, NOW)
        Cooperatives(unit).join(cooperative, HASSAN, MemberRole.MEMBER, NOW)
        theirs = await sent(unit, FATIMA, cooperative_id=cooperative)
        for name in (own.reference, theirs.reference):
            seen = await at_desk(unit, HASSAN, name)
            assert seen.acting == ()
            with pytest.raises(NotAllowed):
                await DeskRequests(unit, HASSAN).change(seen, TAKE, NOW)
        helped = await sent(unit, HASSAN, helped=Helped("رقية", "requests-aloud-1"))
        assert (await at_desk(unit, HASSAN, helped.reference)).acting == (Actor.AGENT,)


async def test_who_filled_a_request_in_for_somebody_follows_it_and_does_not_decide_it(database: Database) -> None:
    async with database.unit() as unit:
        helped = await sent(unit, HASSAN, helped=Helped("رقية", "requests-aloud-1"))
        desk = DeskRequests(unit, HASSAN)
        followed = await desk.change(await at_desk(unit, HASSAN, helped.reference), TAKE, NOW)
        for action in (Action.ACCEPT, Action.REFUSE):
            with pytest.raises(NotAllowed):
                await desk.change(followed, Change(action, "كلمة"), NOW)


async def test_what_colleagues_note_about_her_own_request_is_not_before_her_nor_is_it_in_her_lists(
    database: Database,
) -> None:
    async with database.unit() as unit:
        own = await sent(unit, HASSAN)
        cooperative = Cooperatives(unit).create("تعاونية", KHENIFRA, FATIMA, NOW)
        Cooperatives(unit).join(cooperative, HASSAN, MemberRole.MEMBER, NOW)
        theirs = await sent(unit, FATIMA, cooperative_id=cooperative)
        for request in (own, theirs):
            seen = await at_desk(unit, NADIA, request.reference)
            await DeskRequests(unit, NADIA).change(seen, Change(Action.NOTE, "سر"), NOW)
            mine = await at_desk(unit, HASSAN, request.reference)
            actions = [event.action for event in await DeskRequests(unit, HASSAN).timeline(mine)]
            assert actions == [Action.SUBMIT]
        other = await sent(unit, ZAHRA)
        helped = await sent(unit, HASSAN, helped=Helped("رقية", "requests-aloud-1"))
    assert await lists(database, HASSAN) == {List.NEW: [other.reference, helped.reference]}
    assert len((await lists(database, NADIA))[List.NEW]) == 4


async def test_a_note_is_read_by_staff_and_never_by_the_person(database: Database) -> None:
    async with database.unit() as unit:
        request = await at_desk(unit, HASSAN, (await sent(unit)).reference)
        await DeskRequests(unit, HASSAN).change(request, Change(Action.NOTE, "سر"), NOW)
        history = await DeskRequests(unit, SAID).timeline(request)
        assert [(event.action, event.text, event.internal, event.by) for event in history] == [
            (Action.SUBMIT, "", False, FATIMA),
            (Action.NOTE, "سر", True, HASSAN),
        ]
        assert [event.action for event in await OwnRequests(unit, FATIMA).timeline(request)] == [Action.SUBMIT]


async def test_opening_a_file_is_written_where_the_person_can_read_it(database: Database) -> None:
    async with database.unit() as unit:
        request = await at_desk(unit, HASSAN, (await sent(unit, files=(paper("a"),))).reference)
        other = await at_desk(unit, HASSAN, (await sent(unit, files=(paper("b"),))).reference)
        desk = DeskRequests(unit, HASSAN)
        [file], [stranger] = await desk.files(request), await desk.files(other)
        assert await desk.open_file(request, file.key, NOW) == file
        assert await desk.open_file(request, stranger.key, NOW) is None
        last = (await OwnRequests(unit, FATIMA).timeline(request))[-1]
        assert (last.action, last.role, last.data) == (Action.OPEN_FILE, Actor.AGENT, {"file": file.key})


async def test_a_refusal_needs_a_reason_and_money_an_amount_and_the_right_level(database: Database) -> None:
    async with database.unit() as unit:
        hassan, nadia, said = (DeskRequests(unit, staff) for staff in (HASSAN, NADIA, SAID))
        name = (await sent(unit, **MONEY)).reference
        request = await hassan.change(await at_desk(unit, HASSAN, name), TAKE, NOW)
        with pytest.raises(Incomplete):
            await hassan.change(request, Change(Action.REFUSE, "  "), NOW)
        with pytest.raises(NotTheLevel):
            await hassan.change(request, Change(Action.REFUSE, "لا"), NOW)
        await hassan.change(request, Change(Action.FORWARD_LOCAL), NOW)
        with pytest.raises(NotTheLevel):
            await said.change(await at_desk(unit, SAID, name), Change(Action.ACCEPT, amount=10), NOW)
        await said.change(await at_desk(unit, SAID, name), Change(Action.FORWARD_PROVINCIAL), NOW)
        at_nadia = await at_desk(unit, NADIA, name)
        with pytest.raises(Incomplete):
            await nadia.change(at_nadia, Change(Action.ACCEPT), NOW)
        with pytest.raises(Refused, match="100001 is more than 100000"):
            await nadia.change(at_nadia, Change(Action.ACCEPT, amount=100_001), NOW)
        refused = await nadia.change(at_nadia, Change(Action.REFUSE, "القطاع غير مشمول"), NOW)
        assert (refused.state, refused.reason) == (State.REFUSED, "القطاع غير مشمول")


async def test_those_are_told_who_sent_it_or_act_for_its_cooperative(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA, "ar"))
        People(unit).put(Person(ZAHRA, "fr"))
        request = await at_desk(unit, HASSAN, (await sent(unit)).reference)
        desk = DeskRequests(unit, HASSAN)
        assert await desk.readers(request) == [Reachable(FATIMA, "ar")]
        cooperative = Cooperatives(unit).create("تعاونية", KHENIFRA, FATIMA, NOW)
        Cooperatives(unit).join(cooperative, ZAHRA, MemberRole.MANAGER, NOW)
        Cooperatives(unit).join(cooperative, KARIM, MemberRole.MEMBER, NOW)
        theirs = await at_desk(unit, HASSAN, (await sent(unit, cooperative_id=cooperative)).reference)
        assert set(await desk.readers(theirs)) == {Reachable(FATIMA, "ar"), Reachable(ZAHRA, "fr")}
        await OwnRequests(unit, FATIMA).erase(NOW)
        assert await desk.readers(request) == []


PLACES = st.sampled_from([KHENIFRA, TIZNIT, "05.091"])
HOLDINGS = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(ROLES), PLACES | st.just(EVERYWHERE), st.booleans()), max_size=8
)


class Undo(Exception):
    """Ends an example and takes back what it wrote."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(holdings=HOLDINGS, places=st.lists(PLACES, max_size=4))
async def test_staff_see_and_change_what_is_in_their_provinces_and_nothing_else(
    database: Database, holdings: list[tuple[int, Actor, str, bool]], places: list[str]
) -> None:
    leavers = {chat for chat, _, _, leaves in holdings if leaves}
    with suppress(Undo):
        async with database.unit() as unit:
            for chat, role, province, _ in holdings:
                Staff(unit).grant(chat, role, province, None, NOW)
            for chat in leavers:
                Staff(unit).erase(chat, NOW)
            requests = [await sent(unit, place=place) for place in places]
            for chat in range(1, 5):
                roles = [(role, there) for who, role, there, _ in holdings if who == chat and chat not in leavers]
                for request in requests:
                    here = {role for role, there in roles if there in {request.province, EVERYWHERE}}
                    await sees_only(DeskRequests(unit, chat), request, here)
            raise Undo


async def sees_only(desk: DeskRequests, request: Request, roles: set[Actor]) -> None:
    """Whoever holds these roles in the province of the request finds it, or finds nothing."""
    seen = await desk.by_reference(request.reference, NOW)
    listed = [one for which in List for one in await desk.page(which, NOW) if one.id == request.id]
    assert listed == ([seen] if seen else [])
    assert (set(seen.acting) if seen else set()) == roles
    for action, able in ((Action.NOTE, roles), (Action.TAKE, roles & {Actor.AGENT, Actor.COORDINATOR})):
        try:
            await desk.change(request, Change(action, "كلمة"), NOW)
        except Gone:
            assert not roles
        except (NotAllowed, Overtaken):
            assert action is Action.TAKE
            assert roles
        else:
            assert able


async def test_the_sql_and_the_rule_put_a_request_into_the_same_list(database: Database) -> None:
    async with database.unit() as unit:
        name = (await sent(unit)).reference
    for state, taken_by, due in product(State, (None, HASSAN, SAID), (None, NOW - 1, NOW, NOW + 1)):
        async with database.unit() as unit:
            values = {"state": state.value, "taken_by": taken_by, "due": due}
            unit.write(Call("update request set state = :state, taken_by = :taken_by, deadline = :due", values))
        assert await lists(database, HASSAN) == {list_of(state, taken_by, due, {HASSAN}, NOW): [name]}
