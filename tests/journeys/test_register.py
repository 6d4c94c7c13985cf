"""The register of actions: who may read it, and what it tells."""

from domain.requests.life import Actor
from storage.staff import EVERYWHERE
from tests.journeys.chat import Chat
from tests.journeys.desks import KHENIFRA, TAROUDANT, Desk, read
from tests.journeys.test_desk import DESK, HISTORY, NOTE, TAKE, opened
from tests.stage import Stage

REGISTER, SHEET = "🧾 سجل الأعمال", "📄 في ملف جدول"


async def test_a_coordinator_reads_what_was_done_in_her_province_without_anybodys_words(stage: Stage) -> None:
    desk = Desk(stage)
    agent, coordinator = await desk.staff("سعيد", Actor.AGENT), await desk.staff("نادية", Actor.COORDINATOR)
    elsewhere = await desk.staff("يوسف", Actor.COORDINATOR, KHENIFRA)
    member = await desk.member()
    reference = await desk.sent(member)
    await opened(agent, reference)
    await agent.taps(TAKE)
    await agent.taps(NOTE)
    await agent.writes("سر من أسرار المكتب")

    await coordinator.taps(DESK)
    await coordinator.taps(REGISTER)
    await coordinator.taps("اليوم")
    coordinator.reads("التكفل بالطلب", "فتح الطلب", reference, str(agent.phone.id), "بداية مهمة")
    assert "سر من أسرار" not in coordinator.screen
    await coordinator.taps("7 أيام")
    coordinator.reads(reference)

    await elsewhere.taps(DESK)
    await elsewhere.taps(REGISTER)
    await elsewhere.taps("اليوم")
    assert reference not in elsewhere.screen
    await elsewhere.after(elsewhere.phone.press_data(f"au:r:{reference}:0", elsewhere.last.id))
    elsewhere.reads("لا شيء في السجل")
    for chat in (agent, member):
        await chat.after(chat.phone.press_data("au:d:30:0:0", chat.last.id))
        assert "سجل" not in chat.screen


async def test_the_register_of_a_request_leads_to_all_requests_of_its_person_and_to_a_file(stage: Stage) -> None:
    desk = Desk(stage)
    admin = await desk.staff("مينة", Actor.ADMIN, EVERYWHERE)
    agent = await desk.staff("سعيد", Actor.AGENT)
    member = await desk.member()
    first, second = await desk.sent(member), await desk.sent(member)
    foreign = await desk.sent(await desk.member("تودة"))
    for reference in (first, second, foreign):
        await agent.writes(reference)
        await agent.taps(TAKE)
    await admin.writes(first)
    await admin.taps(HISTORY)
    await admin.taps(REGISTER)
    admin.reads(first)
    assert second not in admin.screen
    assert str(member.phone.id) not in admin.screen, "who the person is, is not in it"
    await admin.taps("👤 كل طلبات صاحبه")
    admin.reads(first, second)
    assert foreign not in admin.screen
    await admin.taps(SHEET)
    await read(admin)
    made = await stage.rows("select state from outbox where method = 'make:audit'")
    assert [row["state"] for row in made] == ["sent"]
    rows = await stage.rows("select deed, data from audit where deed = 'export'")
    assert len(rows) == 1
    assert "audit" in rows[0]["data"]


async def test_one_staff_member_is_looked_up_also_when_her_role_has_ended(stage: Stage) -> None:
    desk = Desk(stage)
    admin = await desk.staff("مينة", Actor.ADMIN, TAROUDANT)
    agent = await desk.staff("سعيد", Actor.AGENT)
    reference = await desk.sent(await desk.member())
    await opened(agent, reference)
    await agent.taps(TAKE)
    role = (await stage.rows(f"select id from staff_role where chat_id = {agent.phone.id}"))[0]["id"]  # noqa: S608 -- a number
    await admin.writes("/staff")
    await admin.after(admin.phone.press_data(f"st:end:{role}", admin.last.id))
    await admin.writes("/desk")
    await admin.taps(REGISTER)
    await admin.taps("👥 موظف واحد")
    number = await the_number(admin, agent)
    await admin.taps(number)
    admin.reads(reference, "نهاية مهمة", str(agent.phone.id))


async def the_number(chat: Chat, of: Chat) -> str:
    line = next(line for line in chat.screen.splitlines() if str(of.phone.id) in line)
    return line.partition(".")[0]
