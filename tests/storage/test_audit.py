"""The register of actions: what is noted by itself, who reads it, and that it only grows."""

import re
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.audit import Deed, Line
from domain.requests.change import Change
from domain.requests.life import Action, Actor
from storage.audit import Audit, Period, Whole
from storage.cooperatives import Cooperatives, MemberRole
from storage.desk import DeskRequests
from storage.invitations import Invitations, StaffInvitation
from storage.staff import EVERYWHERE, ROLES, Staff
from storage.statements import FOLDER, statements
from storage.unit import Call, Database, Unit
from tests.storage.examples import (
    DAY,
    FATIMA,
    HASSAN,
    KARIM,
    KHENIFRA,
    NADIA,
    NOW,
    TIZNIT,
    ZAHRA,
    at_desk,
    employ,
    sent,
    taken,
)

ALWAYS = Period(0, NOW * 2)
ADMIN = 899


class Undo(Exception):
    """Ends a transaction without a trace."""


async def read(unit: Unit, reader: int, wanted: Period | Whole = ALWAYS) -> list[Line]:
    return await Audit(unit).search(reader, wanted, 100)


async def test_roles_invitations_and_their_ends_are_noted_by_themselves(database: Database) -> None:
    async with database.unit() as unit:
        staff = Staff(unit)
        staff.grant(ADMIN, Actor.ADMIN, EVERYWHERE, None, NOW)
        staff.grant(ADMIN, Actor.ADMIN, EVERYWHERE, None, NOW)  # again: nothing happens, and nothing is noted
        token = Invitations(unit).make(StaffInvitation(Actor.AGENT, KHENIFRA, ADMIN), NOW + DAY, NOW)
        await Invitations(unit).use(StaffInvitation, token, HASSAN, NOW)
        [role] = await staff.roles_of(HASSAN)
        await staff.revoke(role.id, ADMIN, NOW)
        assert await staff.revoke(role.id, ADMIN, NOW) is None
        staff.erase(HASSAN, NOW)
        lines = await read(unit, ADMIN)
    told = [(line.deed, line.by, line.about, line.province) for line in reversed(lines)]
    assert told == [
        (Deed.GRANT, None, ADMIN, EVERYWHERE),
        (Deed.INVITE, ADMIN, None, KHENIFRA),
        (Deed.GRANT, ADMIN, HASSAN, KHENIFRA),
        (Deed.REVOKE, ADMIN, HASSAN, KHENIFRA),
    ]
    assert lines[0].data == {"role": "agent"}


async def test_what_happened_to_a_request_is_told_from_its_history_and_not_doubled(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        request = await sent(unit)
        await taken(unit, HASSAN, request.reference)
        await DeskRequests(unit, HASSAN).change(
            await at_desk(unit, HASSAN, request.reference), Change(Action.NOTE, "سر"), NOW
        )
        Audit(unit).note(HASSAN, Deed.LOOK, NOW, request=request.id)
        whole = await read(unit, NADIA, Whole(request.reference))
        assert [line.deed for line in whole] == [Deed.LOOK, Action.NOTE, Action.TAKE, Action.SUBMIT]
        assert [line.by for line in whole] == [HASSAN, HASSAN, HASSAN, None]
        assert "سر" not in str(whole)
        assert str(FATIMA) not in str(whole)
        stored = await unit.fetch(Call("select deed from audit where request_id is not null", {}))
        assert [row["deed"] for row in stored[0]] == ["look"]
        period = await read(unit, NADIA, Period(NOW, NOW + 1, HASSAN))
        assert {line.deed for line in period} == {Deed.LOOK, Action.NOTE, Action.TAKE, Deed.GRANT}
        assert await read(unit, NADIA, Period(NOW + 1, NOW + 2)) == []


async def test_all_requests_of_a_person_are_found_by_one_of_them_as_far_as_the_reader_may(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        first, second, far = await sent(unit), await sent(unit), await sent(unit, place=TIZNIT)
        foreign = await sent(unit, ZAHRA)
        found = {line.reference for line in await read(unit, NADIA, Whole(first.reference, person=True))}
        assert found == {first.reference, second.reference}
        assert {line.reference for line in await read(unit, NADIA, Whole(first.reference))} == {first.reference}
        assert await read(unit, NADIA, Whole(far.reference, person=True)) != []  # hers are looked for, not that one
        assert far.reference not in str(await read(unit, NADIA, Whole(far.reference, person=True)))
        assert foreign.reference not in str(await read(unit, NADIA, Whole(first.reference, person=True)))


PLACES = st.sampled_from([KHENIFRA, TIZNIT, EVERYWHERE])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(role=st.sampled_from(ROLES), place=PLACES, noted=PLACES, leaves=st.booleans())
async def test_only_coordinators_and_administrators_of_the_place_read_it(
    database: Database, role: Actor, place: str, noted: str, *, leaves: bool
) -> None:
    with suppress(Undo):
        async with database.unit() as unit:
            Staff(unit).grant(KARIM, role, place, None, NOW)
            if leaves:
                Staff(unit).erase(KARIM, NOW)
            Audit(unit).note(NADIA, Deed.EXPORT, NOW + 5, province=noted)
            request = await sent(unit, place=TIZNIT if noted == EVERYWHERE else noted)
            reads = role in {Actor.COORDINATOR, Actor.ADMIN} and not leaves
            lines = await read(unit, KARIM, Period(NOW + 5, NOW + 6))
            assert bool(lines) == (reads and place in {noted, EVERYWHERE})
            whole = await read(unit, KARIM, Whole(request.reference))
            assert bool(whole) == (reads and place in {request.province, EVERYWHERE})
            assert await Audit(unit).may_read(KARIM) == reads
            raise Undo


async def test_nobody_reads_it_of_a_request_of_her_own_or_of_her_cooperative(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        Staff(unit).grant(FATIMA, Actor.COORDINATOR, KHENIFRA, None, NOW)
        cooperative = Cooperatives(unit).create("تعاونية النور", KHENIFRA, FATIMA, NOW)
        Cooperatives(unit).join(cooperative, NADIA, MemberRole.MEMBER, NOW)
        own, theirs = await sent(unit), await sent(unit, cooperative_id=cooperative)
        for request in (own, theirs):
            await taken(unit, HASSAN, request.reference)
            assert await read(unit, FATIMA, Whole(request.reference)) == []
        assert {line.reference for line in await read(unit, FATIMA)} == {None}
        assert theirs.reference not in str(await read(unit, NADIA))
        assert own.reference in str(await read(unit, NADIA))


async def test_staff_are_listed_for_whoever_reads_also_when_they_left(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        Staff(unit).erase(HASSAN, NOW)
        listed = {known.chat_id: known.held for known in await Audit(unit).staff(NADIA, 50)}
        assert listed.keys() >= {HASSAN, NADIA}
        assert KARIM not in listed
        assert (listed[HASSAN], listed[NADIA]) == (False, True)
        assert await Audit(unit).staff(HASSAN, 50) == []


async def test_who_erases_everything_is_nobodys_subject_any_more(database: Database) -> None:
    async with database.unit() as unit:
        Staff(unit).grant(ADMIN, Actor.ADMIN, EVERYWHERE, None, NOW)
        Staff(unit).grant(HASSAN, Actor.AGENT, KHENIFRA, ADMIN, NOW)
        Audit(unit).leave(HASSAN)
        assert {line.about for line in await read(unit, ADMIN)} == {ADMIN, None}


def test_the_register_is_only_added_to_except_when_somebody_leaves_it() -> None:
    changing = re.compile(r"\b(?:update|delete from|replace into)\s+audit\b")
    found = {
        (path.stem, name)
        for path in FOLDER.glob("*.sql")
        for name, sql in statements(path.stem).items()
        if changing.search(sql)
    }
    assert found == {("audit", "leave")}
