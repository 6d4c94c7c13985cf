import pytest

from storage.cooperatives import Cooperative, Cooperatives, MemberRole
from storage.unit import Call, Database
from tests.storage.examples import FATIMA, HASSAN, KHENIFRA, NOW, ZAHRA, sent

NAME = "تعاونية أجدير"


async def test_whoever_notes_a_cooperative_presides_it(database: Database) -> None:
    async with database.unit() as unit:
        cooperatives = Cooperatives(unit)
        key = cooperatives.create(NAME, KHENIFRA, FATIMA, NOW)
        assert await cooperatives.of(FATIMA) == [Cooperative(key, NAME, KHENIFRA, MemberRole.PRESIDENT)]
        assert await cooperatives.of(ZAHRA) == []


async def test_members_see_each_other_the_president_first_and_strangers_nobody(database: Database) -> None:
    async with database.unit() as unit:
        cooperatives = Cooperatives(unit)
        key = cooperatives.create(NAME, KHENIFRA, FATIMA, NOW)
        cooperatives.join(key, ZAHRA, MemberRole.MEMBER, NOW)
        cooperatives.join(key, FATIMA, MemberRole.MEMBER, NOW)
        members = [(one.chat_id, one.role) for one in await cooperatives.members(key, ZAHRA)]
        assert members == [(FATIMA, MemberRole.PRESIDENT), (ZAHRA, MemberRole.MEMBER)]
        assert await cooperatives.members(key, HASSAN) == []


async def test_only_the_president_hands_over_and_only_to_a_member(database: Database) -> None:
    async with database.unit() as unit:
        cooperatives = Cooperatives(unit)
        key = cooperatives.create(NAME, KHENIFRA, FATIMA, NOW)
        assert not await cooperatives.hand_over(key, FATIMA, ZAHRA, NOW)
        cooperatives.join(key, ZAHRA, MemberRole.MANAGER, NOW)
        assert not await cooperatives.hand_over(key, ZAHRA, FATIMA, NOW)
        assert not await cooperatives.hand_over(key, ZAHRA, ZAHRA, NOW)
        assert not await cooperatives.hand_over(key, FATIMA, FATIMA, NOW)
        assert await cooperatives.hand_over(key, FATIMA, ZAHRA, NOW + 1)
        members = [(one.chat_id, one.role, one.since) for one in await cooperatives.members(key, ZAHRA)]
        assert members == [(ZAHRA, MemberRole.PRESIDENT, NOW + 1), (FATIMA, MemberRole.MEMBER, NOW + 1)]


async def test_a_second_president_is_impossible(database: Database) -> None:
    async with database.unit() as unit:
        key = Cooperatives(unit).create(NAME, KHENIFRA, FATIMA, NOW)

    async def second() -> None:
        async with database.unit() as unit:
            Cooperatives(unit).join(key, ZAHRA, MemberRole.PRESIDENT, NOW)

    with pytest.raises(Exception, match=r"membership\.cooperative_id|membership_president"):
        await second()


async def test_one_leaves_oneself_or_by_the_president_who_stays(database: Database) -> None:
    async with database.unit() as unit:
        cooperatives = Cooperatives(unit)
        key = cooperatives.create(NAME, KHENIFRA, FATIMA, NOW)
        for chat_id in (ZAHRA, HASSAN):
            cooperatives.join(key, chat_id, MemberRole.MEMBER, NOW)
        assert not await cooperatives.leave(key, ZAHRA, HASSAN, NOW)
        assert not await cooperatives.leave(key, FATIMA, FATIMA, NOW)
        assert await cooperatives.leave(key, ZAHRA, ZAHRA, NOW)
        assert not await cooperatives.leave(key, ZAHRA, ZAHRA, NOW)
        assert await cooperatives.leave(key, HASSAN, FATIMA, NOW)
        assert [one.chat_id for one in await cooperatives.members(key, FATIMA)] == [FATIMA]


async def test_with_its_last_member_a_cooperative_without_requests_is_erased(database: Database) -> None:
    async with database.unit() as unit:
        cooperatives = Cooperatives(unit)
        empty = cooperatives.create("بلا طلبات", KHENIFRA, FATIMA, NOW)
        busy = cooperatives.create(NAME, KHENIFRA, FATIMA, NOW)
        await sent(unit, cooperative_id=busy)
        cooperatives.erase(FATIMA)
        assert await cooperatives.of(FATIMA) == []
        [rows] = await unit.fetch(Call("select id from cooperative", {}))
        assert [row["id"] for row in rows] == [busy]
        assert empty != busy


async def test_when_a_president_erases_everything_the_eldest_manager_succeeds_her_else_the_eldest_member(
    database: Database,
) -> None:
    async with database.unit() as unit:
        cooperatives = Cooperatives(unit)
        managed = cooperatives.create(NAME, KHENIFRA, FATIMA, NOW)
        plain = cooperatives.create(NAME, KHENIFRA, FATIMA, NOW)
        for key in (managed, plain):
            cooperatives.join(key, ZAHRA, MemberRole.MEMBER, NOW)
        cooperatives.join(managed, HASSAN, MemberRole.MANAGER, NOW)
        cooperatives.erase(FATIMA)
        roles = {one.chat_id: one.role for one in await cooperatives.members(managed, ZAHRA)}
        assert roles == {ZAHRA: MemberRole.MEMBER, HASSAN: MemberRole.PRESIDENT}
        assert [(one.chat_id, one.role) for one in await cooperatives.members(plain, ZAHRA)] == [
            (ZAHRA, MemberRole.PRESIDENT)
        ]
