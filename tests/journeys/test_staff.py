"""Roles: given by a link for one use, listed, taken back at once."""

from datetime import timedelta

from domain.requests.life import Actor
from simulator.messages import visible
from storage.staff import EVERYWHERE
from tests.journeys.chat import Chat
from tests.journeys.desks import KHENIFRA, Desk, read
from tests.journeys.test_desk import DESK
from tests.stage import Stage

USED = "استُعملت هذه الدعوة من قبل"


async def test_a_link_gives_a_role_once_and_says_what_it_is(stage: Stage) -> None:
    desk = Desk(stage)
    link = await desk.invitation(Actor.COORDINATOR, KHENIFRA)
    first, second = Chat(stage, stage.phone("نادية")), Chat(stage, stage.phone("يوسف"))
    await first.after(first.phone.start(link))
    first.reads("مرحبا بك في الفريق", "قسم العمل الاجتماعي، خنيفرة", DESK)
    assert DESK in visible(str(first.phone.keyboard))
    await second.after(second.phone.start(link))
    second.reads(USED)
    await second.writes("/desk")
    second.reads("مكتب الطلبات خاص بالموظفين")
    await first.after(first.phone.start(link))
    first.reads(USED, "مهامك: قسم العمل الاجتماعي، خنيفرة")
    assert len(await stage.rows("select * from staff_role")) == 1


async def test_a_link_whose_time_is_over_gives_nothing(stage: Stage) -> None:
    desk = Desk(stage)
    admin = await desk.staff("مينة", Actor.ADMIN, EVERYWHERE)
    await invited(admin)
    address = address_in(admin)
    stage.clock.move(timedelta(days=8))
    late = Chat(stage, stage.phone("يوسف"))
    await late.after(late.phone.open_link(address))
    late.reads(USED)


async def invited(admin: Chat) -> str:
    """An invitation as an administrator makes it in the chat: an agent of Taroudant."""
    await admin.writes("/staff")
    await admin.taps("➕ دعوة موظف")
    await admin.taps("منصة الشباب")
    await admin.taps("في إقليم واحد")
    await admin.taps("سوس-ماسة")
    return await admin.taps("تارودانت")


def address_in(admin: Chat) -> str:
    return next(word for word in admin.screen.split() if word.startswith("https://"))


async def test_an_administrator_invites_in_the_chat_and_is_told_when_the_link_was_used(stage: Stage) -> None:
    desk = Desk(stage)
    admin = await desk.staff("مينة", Actor.ADMIN, EVERYWHERE)
    await invited(admin)
    admin.reads("دعوة إلى فريق تيويزي: منصة الشباب، تارودانت", "8 مارس 2026")
    colleague = Chat(stage, stage.phone("سعيد"))
    await colleague.after(colleague.phone.open_link(address_in(admin)))
    colleague.reads("مهمتك: منصة الشباب، تارودانت")
    assert "قُبلت دعوتك: منصة الشباب، تارودانت" in await read(admin)


async def test_an_administrator_of_one_province_invites_to_no_other(stage: Stage) -> None:
    desk = Desk(stage)
    admin = await desk.staff("مينة", Actor.ADMIN, KHENIFRA)
    await invited(admin)
    admin.reads("يمكنك الدعوة فقط إلى الأقاليم التي أنت مسؤول عنها")
    assert await stage.rows("select * from invitation where made_by is not null") == []


async def test_a_role_is_listed_and_taken_back_at_once(stage: Stage) -> None:
    desk = Desk(stage)
    admin = await desk.staff("مينة", Actor.ADMIN, EVERYWHERE)
    agent = await desk.staff("سعيد", Actor.AGENT)
    await desk.sent(await desk.member())
    await agent.taps(DESK)
    assert agent.labels[0] == "🆕 طلبات جديدة (1)"
    await admin.writes("/staff")
    admin.reads("منصة الشباب، تارودانت", "إدارة تيويزي، كل الأقاليم", "(أنت)")
    number = next(line for line in admin.screen.splitlines() if "منصة الشباب" in line).partition(".")[0]
    await admin.taps(number)
    admin.reads("إذا سحبتها انتهت في الحين")
    await admin.taps("🚫 اسحب هذه المهمة")
    assert "منصة الشباب" not in admin.screen
    assert "انتهت مهمتك: منصة الشباب، تارودانت" in await read(agent)
    await agent.taps("🆕 طلبات جديدة (1)")
    assert "تعاونية النور" not in agent.screen


async def test_a_second_tap_on_taking_back_harms_nothing(stage: Stage) -> None:
    desk = Desk(stage)
    admin = await desk.staff("مينة", Actor.ADMIN, EVERYWHERE)
    agent = await desk.staff("سعيد", Actor.AGENT)
    [role] = await stage.rows(f"select id from staff_role where chat_id = {agent.phone.id}")  # noqa: S608 -- a number
    await admin.writes("/staff")
    for _ in range(2):
        await admin.after(admin.phone.press_data(f"st:end:{role['id']}", admin.last.id))
    assert (await read(agent)).count("انتهت مهمتك") == 1


async def test_a_role_may_come_back_by_a_new_link(stage: Stage) -> None:
    desk = Desk(stage)
    admin = await desk.staff("مينة", Actor.ADMIN, EVERYWHERE)
    agent = await desk.staff("سعيد", Actor.AGENT)
    [role] = await stage.rows(f"select id from staff_role where chat_id = {agent.phone.id}")  # noqa: S608 -- a number
    await admin.writes("/staff")
    await admin.after(admin.phone.press_data(f"st:end:{role['id']}", admin.last.id))
    await desk.staff("سعيد", Actor.AGENT)
    await agent.taps(DESK)
    agent.reads("منصة الشباب، تارودانت")


async def test_an_agent_takes_back_nobodys_role(stage: Stage) -> None:
    desk = Desk(stage)
    agent, other = await desk.staff("سعيد", Actor.AGENT), await desk.staff("ليلى", Actor.AGENT)
    [role] = await stage.rows(f"select id from staff_role where chat_id = {other.phone.id}")  # noqa: S608 -- a number
    await agent.after(agent.phone.press_data(f"st:end:{role['id']}", agent.last.id))
    agent.reads("لا يرى الفريق إلا من يتولى")
    [kept] = await stage.rows(f"select revoked_at from staff_role where id = {role['id']}")  # noqa: S608 -- a number
    assert kept["revoked_at"] is None


async def test_a_link_that_nobody_made_is_a_greeting(stage: Stage) -> None:
    for payload in ("poster-2024", "s", "x", "%D8%A7"):
        chat = Chat(stage, stage.phone("يوسف"))
        await chat.after(chat.phone.start(payload))
        chat.reads("مرحبا بك! أنا تيويزي")
    chat = Chat(stage, stage.phone("يوسف"))
    await chat.after(chat.phone.start("s_"))
    chat.reads(USED, "اطلب دعوة جديدة")
    await chat.after(chat.phone.start("x_"))
    chat.reads(USED, "اطلب دعوة جديدة")


async def test_the_end_of_a_role_can_be_read_under_privacy_too(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    await agent.writes("/privacy")
    agent.reads("مهمتك في الفريق")
    await member.writes("/privacy")
    assert "مهمتك في الفريق" not in member.screen
