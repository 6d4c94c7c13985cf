import re

import pytest

from domain.requests.life import Actor
from storage.cooperatives import Cooperatives, MemberRole
from storage.invitations import CooperativeInvitation, Invitations, StaffInvitation
from storage.staff import EVERYWHERE, Staff
from storage.unit import Call, Database
from tests.storage.examples import FATIMA, HASSAN, KARIM, KHENIFRA, NADIA, NOW, ZAHRA

AGENT = StaffInvitation(Actor.AGENT, KHENIFRA, NADIA)


@pytest.fixture(autouse=True)
async def _administrator(database: Database) -> None:
    async with database.unit() as unit:
        Staff(unit).grant(NADIA, Actor.ADMIN, EVERYWHERE, None, NOW)


async def test_an_invitation_gives_its_role_once(database: Database) -> None:
    async with database.unit() as unit:
        token = Invitations(unit).make(AGENT, NOW + 10, NOW)
        assert re.fullmatch(r"[A-Za-z0-9_-]{22}", token)
    async with database.unit() as unit:
        invitations = Invitations(unit)
        assert await invitations.use(StaffInvitation, token, HASSAN, NOW + 1) == AGENT
        assert await invitations.use(StaffInvitation, token, HASSAN, NOW + 2) is None
        assert await invitations.use(StaffInvitation, token, KARIM, NOW + 2) is None
        [role] = await Staff(unit).roles_of(HASSAN)
        assert (role.role, role.province, role.granted_by, role.granted_at) == (Actor.AGENT, KHENIFRA, NADIA, NOW + 1)
        assert await Staff(unit).roles_of(KARIM) == []


async def test_a_used_link_does_not_bring_back_a_role_that_was_taken_away(database: Database) -> None:
    async with database.unit() as unit:
        token = Invitations(unit).make(AGENT, NOW + 10, NOW)
        await Invitations(unit).use(StaffInvitation, token, HASSAN, NOW)
        Staff(unit).erase(HASSAN, NOW)
        assert await Invitations(unit).use(StaffInvitation, token, HASSAN, NOW) is None
        assert await Staff(unit).roles_of(HASSAN) == []


async def test_an_expired_or_unknown_invitation_gives_nothing(database: Database) -> None:
    async with database.unit() as unit:
        token = Invitations(unit).make(AGENT, NOW + 10, NOW)
        assert await Invitations(unit).use(StaffInvitation, token, HASSAN, NOW + 10) is None
        assert await Invitations(unit).use(StaffInvitation, "x" * 22, HASSAN, NOW) is None
        assert await Staff(unit).roles_of(HASSAN) == []


async def test_the_table_does_not_hold_the_token(database: Database) -> None:
    async with database.unit() as unit:
        token = Invitations(unit).make(AGENT, NOW + 10, NOW)
        [rows] = await unit.fetch(Call("select * from invitation", {}))
    assert token not in str(rows)


async def test_an_invitation_leads_into_a_cooperative(database: Database) -> None:
    async with database.unit() as unit:
        cooperative = Cooperatives(unit).create("تعاونية", KHENIFRA, FATIMA, NOW)
        invitation = CooperativeInvitation(MemberRole.MANAGER, cooperative, FATIMA)
        token = Invitations(unit).make(invitation, NOW + 10, NOW)
        assert await Invitations(unit).use(CooperativeInvitation, token, ZAHRA, NOW) == invitation
        assert [one.role for one in await Cooperatives(unit).of(ZAHRA)] == [MemberRole.MANAGER]


async def test_a_token_opens_only_the_door_of_its_kind(database: Database) -> None:
    async with database.unit() as unit:
        token = Invitations(unit).make(AGENT, NOW + 10, NOW)
        assert await Invitations(unit).use(CooperativeInvitation, token, HASSAN, NOW) is None
        assert await Staff(unit).roles_of(HASSAN) == []
        assert await Invitations(unit).use(StaffInvitation, token, HASSAN, NOW) == AGENT


async def test_an_invitation_ends_with_the_role_of_whoever_made_it(database: Database) -> None:
    async with database.unit() as unit:
        token = Invitations(unit).make(AGENT, NOW + 10, NOW)
        Staff(unit).erase(NADIA, NOW)
        Staff(unit).grant(NADIA, Actor.ADMIN, "09.541", None, NOW)
        Staff(unit).grant(NADIA, Actor.AGENT, EVERYWHERE, None, NOW)
        assert await Invitations(unit).use(StaffInvitation, token, HASSAN, NOW) is None


async def test_an_invitation_of_the_command_line_needs_nobody(database: Database) -> None:
    async with database.unit() as unit:
        token = Invitations(unit).make(StaffInvitation(Actor.ADMIN, EVERYWHERE, None), NOW + 10, NOW)
        assert await Invitations(unit).use(StaffInvitation, token, HASSAN, NOW) is not None


async def test_an_invitation_into_a_cooperative_ends_with_the_presidency(database: Database) -> None:
    async with database.unit() as unit:
        cooperatives = Cooperatives(unit)
        key = cooperatives.create("تعاونية", KHENIFRA, FATIMA, NOW)
        cooperatives.join(key, ZAHRA, MemberRole.MANAGER, NOW)
        token = Invitations(unit).make(CooperativeInvitation(MemberRole.MEMBER, key, FATIMA), NOW + 10, NOW)
        assert await cooperatives.hand_over(key, FATIMA, ZAHRA, NOW)
        assert await Invitations(unit).use(CooperativeInvitation, token, KARIM, NOW) is None


async def test_whoever_belongs_to_a_cooperative_is_known_to(database: Database) -> None:
    async with database.unit() as unit:
        key = Cooperatives(unit).create("تعاونية", KHENIFRA, FATIMA, NOW)
        token = Invitations(unit).make(CooperativeInvitation(MemberRole.MEMBER, key, FATIMA), NOW + 10, NOW)
        assert await Invitations(unit).already_in(token, FATIMA) == key
        assert await Invitations(unit).already_in(token, ZAHRA) is None


async def test_what_expired_is_forgotten_and_the_rest_is_kept(database: Database) -> None:
    async with database.unit() as unit:
        invitations = Invitations(unit)
        for expires_at in (NOW + 1, NOW + 2, NOW + 3):
            invitations.make(AGENT, expires_at, NOW)
        invitations.forget(NOW + 3)
        [rows] = await unit.fetch(Call("select expires_at from invitation", {}))
        assert [row["expires_at"] for row in rows] == [NOW + 3]
