import pytest

from domain.requests.life import Actor
from storage.people import People, Person
from storage.staff import EVERYWHERE, Reachable, Staff
from storage.unit import Database, Unit
from tests.storage.examples import FATIMA, HASSAN, KARIM, KHENIFRA, NADIA, NOW, SAID, TIZNIT


async def held(unit: Unit, chat_id: int) -> list[tuple[Actor, str]]:
    return [(role.role, role.province) for role in await Staff(unit).roles_of(chat_id)]


async def test_a_role_is_held_once_until_it_is_taken_back_and_can_be_given_again(database: Database) -> None:
    async with database.unit() as unit:
        staff = Staff(unit)
        staff.grant(NADIA, Actor.ADMIN, EVERYWHERE, None, NOW)
        for _ in range(2):
            staff.grant(HASSAN, Actor.AGENT, KHENIFRA, NADIA, NOW)
        [role] = await staff.roles_of(HASSAN)
        assert (role.role, role.province, role.granted_by, role.granted_at) == (Actor.AGENT, KHENIFRA, NADIA, NOW)
        assert await staff.revoke(role.id, NADIA, NOW) == role
        assert await staff.revoke(role.id, NADIA, NOW) is None
        assert await held(unit, HASSAN) == []
        staff.grant(HASSAN, Actor.AGENT, KHENIFRA, NADIA, NOW)
        assert await held(unit, HASSAN) == [(Actor.AGENT, KHENIFRA)]


@pytest.mark.parametrize("role", [Actor.MEMBER, Actor.SYSTEM])
async def test_what_is_no_role_of_staff_is_not_given(database: Database, role: Actor) -> None:
    async with database.unit() as unit:
        with pytest.raises(ValueError, match=role.value):
            Staff(unit).grant(HASSAN, role, KHENIFRA, None, NOW)


async def test_an_administrator_sees_and_takes_back_only_in_her_provinces(database: Database) -> None:
    async with database.unit() as unit:
        staff = Staff(unit)
        staff.grant(NADIA, Actor.ADMIN, KHENIFRA, None, NOW)
        staff.grant(HASSAN, Actor.AGENT, KHENIFRA, NADIA, NOW)
        staff.grant(KARIM, Actor.AGENT, TIZNIT, None, NOW)
        staff.grant(SAID, Actor.COORDINATOR, EVERYWHERE, None, NOW)
        assert [role.chat_id for role in await staff.held(NADIA)] == [NADIA, HASSAN]
        for chat_id in (HASSAN, SAID, FATIMA):
            assert await staff.held(chat_id) == []
        for chat_id in (KARIM, SAID):
            [role] = await staff.roles_of(chat_id)
            assert await staff.revoke(role.id, NADIA, NOW) is None
        [own] = await staff.roles_of(HASSAN)
        assert await staff.revoke(own.id, HASSAN, NOW) is None
        assert await staff.may_grant(NADIA, KHENIFRA)
        for admin, province in ((NADIA, TIZNIT), (NADIA, EVERYWHERE), (HASSAN, KHENIFRA), (SAID, KHENIFRA)):
            assert not await staff.may_grant(admin, province)


async def test_an_administrator_of_all_provinces_reaches_everything(database: Database) -> None:
    async with database.unit() as unit:
        staff = Staff(unit)
        staff.grant(NADIA, Actor.ADMIN, EVERYWHERE, None, NOW)
        staff.grant(KARIM, Actor.AGENT, TIZNIT, None, NOW)
        assert len(await staff.held(NADIA)) == 2
        assert await staff.may_grant(NADIA, TIZNIT)
        assert await staff.may_grant(NADIA, EVERYWHERE)


async def test_new_requests_are_told_to_agents_or_else_to_coordinators(database: Database) -> None:
    async with database.unit() as unit:
        staff = Staff(unit)
        People(unit).put(Person(HASSAN, "fr"))
        staff.grant(NADIA, Actor.COORDINATOR, KHENIFRA, None, NOW)
        staff.grant(SAID, Actor.LOCAL, KHENIFRA, None, NOW)
        assert await staff.agents_of(KHENIFRA) == [Reachable(NADIA, None)]
        staff.grant(HASSAN, Actor.AGENT, KHENIFRA, None, NOW)
        staff.grant(HASSAN, Actor.AGENT, EVERYWHERE, None, NOW)
        staff.grant(KARIM, Actor.AGENT, TIZNIT, None, NOW)
        assert await staff.agents_of(KHENIFRA) == [Reachable(HASSAN, "fr")]
        staff.erase(HASSAN, NOW)
        assert await staff.agents_of(KHENIFRA) == [Reachable(NADIA, None)]


async def test_a_person_is_staff_while_she_holds_a_role(database: Database) -> None:
    async def is_staff() -> bool:
        async with database.unit() as unit:
            [rows] = await unit.fetch(People.who_is(HASSAN))
        person = People.read(rows)
        assert person is not None
        return person.staff

    async with database.unit() as unit:
        People(unit).put(Person(HASSAN, "ar"))
    assert not await is_staff()
    async with database.unit() as unit:
        Staff(unit).grant(HASSAN, Actor.AGENT, KHENIFRA, None, NOW)
        People(unit).put(Person(HASSAN, "fr"))
    assert await is_staff()
    async with database.unit() as unit:
        Staff(unit).erase(HASSAN, NOW)
    assert not await is_staff()
