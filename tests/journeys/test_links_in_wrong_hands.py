"""Invitations in wrong hands: of another kind, of somebody who may no longer give them, of whoever is in already."""

import asyncio

from domain.requests.life import Actor
from messages.text import B
from simulator.messages import visible
from storage.staff import EVERYWHERE
from tests.journeys.asking_for_support import Member, member
from tests.journeys.chat import Chat
from tests.journeys.desks import TAROUDANT, Desk
from tests.journeys.test_cooperatives import LINK, MANAGER, MEMBERS, invited, president
from tests.journeys.test_staff import USED
from tests.stage import Stage


async def link_of(chat: Member) -> str:
    """A link for a manager, as the president gets it."""
    await chat.writes("/cooperative")
    await chat.taps("1")
    await chat.taps(MANAGER)
    found = LINK.search(visible(chat.last.text))
    assert found is not None
    return found[1]


async def test_a_staff_link_gives_no_role_behind_the_back_of_whoever_made_it(stage: Stage) -> None:
    desk = Desk(stage)
    link = await desk.invitation(Actor.ADMIN, EVERYWHERE)
    thief = Chat(stage, stage.phone("غريب"))
    await thief.after(thief.phone.start("c_" + link.removeprefix("s_")))
    assert await stage.rows("select * from staff_role") == []
    meant = Chat(stage, stage.phone("نادية"))
    await meant.after(meant.phone.start(link))
    meant.reads("مرحبا بك في الفريق")


async def test_a_link_into_a_cooperative_opens_no_other_door(stage: Stage) -> None:
    first = await president(stage)
    link = await link_of(first)
    stranger = member(stage, "غريب")
    await stranger.after(stranger.phone.start("s_" + link.removeprefix("c_")))
    stranger.reads(USED)
    assert len(await stage.rows("select * from membership")) == 1
    await stranger.after(stranger.phone.start(link))
    assert len(await stage.rows("select * from membership")) == 2


async def test_whoever_is_no_longer_administrator_comes_back_by_no_link_of_her_own(stage: Stage) -> None:
    desk = Desk(stage)
    admin, other = await desk.staff("مينة", Actor.ADMIN, EVERYWHERE), await desk.staff("هند", Actor.ADMIN, EVERYWHERE)
    kept = await desk.invitation(Actor.ADMIN, EVERYWHERE, by=admin.phone.id)
    await other.writes("/staff")
    roles = {role["chat_id"]: role["id"] for role in await stage.rows("select * from staff_role")}
    await other.after(other.phone.press_data(f"st:end:{roles[admin.phone.id]}", other.last.id))
    await admin.after(admin.phone.start(kept))
    admin.reads(USED)
    left = await stage.rows("select chat_id from staff_role where revoked_at is null")
    assert left == [{"chat_id": other.phone.id}]


async def test_a_former_president_comes_back_by_no_link_of_her_own(stage: Stage) -> None:
    first = await president(stage)
    second = await invited(first, "المسيرة")
    kept = await link_of(first)
    await first.writes("/cooperative")
    await first.taps("1")
    await first.taps(MEMBERS)
    await first.taps("2")
    await first.taps(B("👑 Make her the president"))
    await first.taps(B("✅ Yes"))
    await second.writes("/cooperative")
    await second.taps("1")
    await second.taps(MEMBERS)
    await second.taps("2")
    await second.taps(B("🚪 End the membership"))
    await first.after(first.phone.start(kept))
    first.reads("هذه الدعوة")
    assert len(await stage.rows("select * from membership where until is null")) == 1


async def test_whoever_belongs_already_does_not_use_a_link_up(stage: Stage) -> None:
    first = await president(stage)
    link = await link_of(first)
    await first.after(first.phone.start(link))
    first.reads("تعاونية <الأمل>")
    assert "انضم شخص" not in first.screen
    other = member(stage, "المسيرة")
    await other.after(other.phone.start(link))
    other.reads("تعاونية <الأمل>", "تطلب الدعم باسمها")


async def test_a_link_opened_in_a_group_is_not_used_up(stage: Stage) -> None:
    desk = Desk(stage)
    link = await desk.invitation(Actor.AGENT, TAROUDANT)
    phone = stage.phone("سعيد")
    group = Chat(stage, phone.create_group("تعاونيتنا"))
    await group.writes(f"/start@{stage.simulator.world.profile.username} {link}")
    await group.writes(f"/start {link}")
    assert await stage.rows("select * from staff_role") == []
    chat = Chat(stage, phone)
    await chat.after(chat.phone.start(link))
    chat.reads("مرحبا بك في الفريق")


async def test_a_link_that_six_open_at_once_gives_one_role(stage: Stage) -> None:
    link = await Desk(stage).invitation(Actor.AGENT, TAROUDANT)
    phones = [stage.phone(f"{number}") for number in range(6)]
    await asyncio.gather(*(phone.start(link) for phone in phones))
    for phone in phones:
        await phone.idle()
    await stage.settled()
    assert len(await stage.rows("select * from staff_role")) == 1
