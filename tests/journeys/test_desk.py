"""A request travels: a member, an agent and a coordinator, each with a phone."""

from datetime import timedelta

from domain.requests.kinds import Kind
from domain.requests.life import Actor
from storage.cooperatives import Cooperatives, MemberRole
from tests.journeys.chat import Chat
from tests.journeys.desks import TAROUDANT, Desk, read
from tests.stage import Stage

DESK, TAKE, BACK = "🗂 مكتب الطلبات", "✋ أتكفل به", "➡️ رجوع إلى المكتب"
CORRECT, FORWARD, ACCEPT, REFUSE = "✏️ طلب تصحيح", "🏛 إلى اللجنة الإقليمية", "✅ قبول", "❌ رفض"
NOTE, WRITE, HISTORY = "📝 ملاحظة داخلية", "💬 راسل صاحب الطلب", "🕓 المسار"


async def opened(chat: Chat, reference: str) -> str:
    """The request, opened from the first list that has it."""
    await chat.taps(DESK)
    for which in [label for label in chat.labels if "(" in label]:
        await chat.taps(which)
        if reference in chat.screen:
            return await chat.taps("1")
        await chat.taps(BACK)
    raise AssertionError(f"no list has {reference}")


async def test_a_request_travels_from_the_member_to_a_decision_and_she_is_told_of_every_step(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    coordinator = await desk.staff("نادية", Actor.COORDINATOR)
    member = await desk.member()
    reference = await desk.sent(member, Kind.FUNDING, amount=80_000, cost=200_000)

    await agent.taps(DESK)
    assert agent.labels[0] == "🆕 طلبات جديدة (1)"
    await agent.taps("🆕 طلبات جديدة (1)")
    agent.reads(reference, "تعاونية النور")
    await agent.taps("1")
    agent.reads("جديد، لم يتكفل به أحد بعد", "80.000 درهم", "<b>& بناتهن</b>", "+212661234567")

    await agent.taps(TAKE)
    agent.reads("قيد الدراسة", "أنت من يتتبعه")
    assert reference in await read(member)
    member.reads("وصل طلبك إلى منصة الشباب")

    await agent.taps(FORWARD)
    agent.reads("هل تحيل الطلب", reference)
    await agent.taps("✅ نعم")
    assert "أُحيل على اللجنة الإقليمية" in await read(member)
    assert reference in await read(coordinator), "the committee hears of it"

    await opened(coordinator, reference)
    coordinator.reads("عند اللجنة الإقليمية")
    await coordinator.taps(ACCEPT)
    await coordinator.writes("900000")
    coordinator.reads("لا يمكن أن تفوق الحصة المجموع")
    await coordinator.writes("٨٠ ألف")
    await coordinator.writes("زوروا قسم العمل الاجتماعي يوم الاثنين لتوقيع الاتفاقية")
    coordinator.reads("80.000 درهم")
    await coordinator.taps("✅ اقبل الطلب")
    coordinator.reads("مقبول", "المبلغ الممنوح: 80.000 درهم")
    assert "قُبل طلبك" in await read(member)
    member.reads("قسم العمل الاجتماعي", "80.000 درهم", "زوروا قسم العمل الاجتماعي يوم الاثنين")
    assert await desk.states() == ["accepted"]


async def test_a_correction_names_what_is_wrong_and_until_when_in_the_language_of_the_person(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    member = await desk.member("Zahra", "fr")
    reference = await desk.sent(member)
    await opened(agent, reference)
    await agent.taps(TAKE)
    await agent.taps(CORRECT)
    await agent.writes("Le montant demandé n'est pas indiqué")
    await agent.writes("15/3")
    agent.reads("راجع أجوبتك", "الأحد 15 مارس 2026")
    await agent.taps("📨 اطلب التصحيح")
    agent.reads("ننتظر تصحيحا من صاحب الطلب")
    assert "Le montant demandé n'est pas indiqué" in await read(member)
    member.reads("dimanche 15 mars 2026")


async def test_a_refusal_without_a_reason_is_not_possible_and_its_reason_reaches_the_person(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    member = await desk.member()
    reference = await desk.sent(member)
    await opened(agent, reference)
    await agent.taps(TAKE)
    await agent.taps(REFUSE)
    await agent.writes("لا")
    agent.reads("هذا قصير جدا")
    await agent.writes("التكوين لهذه السنة امتلأ. الدورة القادمة في شتنبر.")
    await agent.taps("❌ ارفض الطلب")
    assert "الدورة القادمة في شتنبر" in await read(member)
    member.reads("60 يوما")
    await agent.taps(BACK)
    assert agent.labels[0] == "🗂 منتهية (1)"


async def test_what_staff_write_to_the_person_reaches_her_as_it_was_written(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    member = await desk.member()
    reference = await desk.sent(member)
    await opened(agent, reference)
    await agent.taps(WRITE)
    await agent.writes("هل <i>الورشة</i> مفتوحة يوم السبت؟ \u202eabc")
    assert "هل <i>الورشة</i> مفتوحة يوم السبت؟ abc" in await read(member)


async def test_a_colleague_takes_a_request_over_and_the_first_one_sees_that(stage: Stage) -> None:
    desk = Desk(stage)
    first, second = await desk.staff("سعيد", Actor.AGENT), await desk.staff("ليلى", Actor.AGENT)
    member = await desk.member()
    reference = await desk.sent(member)
    await opened(first, reference)
    await first.taps(TAKE)
    assert "✋ أتسلمه من زميلي" not in first.labels
    await opened(second, reference)
    await second.taps("✋ أتسلمه من زميلي")
    second.reads("هل تتسلم الطلب")
    await second.taps("✅ نعم")
    second.reads("أنت من يتتبعه")
    await opened(first, reference)
    first.reads("يتتبعه أحد الزملاء")


async def test_a_coordinator_opens_a_decided_request_again_and_the_person_is_told(stage: Stage) -> None:
    desk = Desk(stage)
    coordinator, member = await desk.staff("نادية", Actor.COORDINATOR), await desk.member()
    reference = await desk.sent(member)
    await opened(coordinator, reference)
    await coordinator.taps(TAKE)
    await coordinator.taps(ACCEPT)
    await coordinator.taps("⏭ تجاوز هذا السؤال")
    await coordinator.taps("✅ اقبل الطلب")
    assert "سأخبرك هنا بالخطوة الموالية" in await read(member)
    await coordinator.taps("🔄 أعد فتح الطلب")
    await coordinator.taps("✅ نعم")
    assert "أُعيد فتح طلبك" in await read(member)
    assert await desk.states() == ["in_review"]


async def test_the_news_of_a_cooperative_reach_all_who_act_for_it_and_nobody_else(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    president, manager, worker = [await desk.member(name) for name in ("رقية", "إيجة", "تودة")]
    async with stage.database.unit() as unit:
        rooms = Cooperatives(unit)
        cooperative = rooms.create("تعاونية النور", TAROUDANT, president.phone.id, desk.now)
        rooms.join(cooperative, manager.phone.id, MemberRole.MANAGER, desk.now)
        rooms.join(cooperative, worker.phone.id, MemberRole.MEMBER, desk.now)
    reference = await desk.sent(president, cooperative=cooperative)
    await opened(agent, reference)
    await agent.taps(TAKE)
    for chat in (president, manager):
        assert "وصل طلبك إلى منصة الشباب" in await read(chat)
    assert reference not in await read(worker)


async def test_a_late_request_is_in_the_list_of_late_ones(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    reference = await desk.sent(await desk.member())
    stage.clock.move(timedelta(days=8))
    await agent.taps(DESK)
    assert agent.labels[0] == "⏰ متأخرة (1)"
    await agent.taps("⏰ متأخرة (1)")
    await agent.taps("1")
    agent.reads(reference, "تأخر")


async def test_a_long_list_has_pages(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("سعيد", Actor.AGENT)
    members = [await desk.member(), await desk.member("إيجة")]
    references = [await desk.sent(members[number // 10]) for number in range(17)]
    await agent.taps(DESK)
    await agent.taps("🆕 طلبات جديدة (17)")
    agent.reads(references[0], references[7])
    assert "▶️ السابق" not in agent.labels
    await agent.taps("◀️ التالي")
    await agent.taps("◀️ التالي")
    agent.reads(references[16], "17.")
    assert "◀️ التالي" not in agent.labels
    await agent.taps("17")
    agent.reads(references[16])


async def test_the_desk_opens_in_french_too(stage: Stage) -> None:
    desk = Desk(stage)
    agent = await desk.staff("Karim", Actor.AGENT, language="fr")
    reference = await desk.sent(await desk.member())
    await agent.taps("🗂 Bureau des demandes")
    await agent.taps("🆕 Nouvelles (1)")
    await agent.taps("1")
    await agent.taps("✋ Je la prends")
    agent.reads(reference, "C'est vous qui la suivez")
    await agent.taps("🕓 Historique")
    agent.reads("Plateforme des jeunes : prise en charge")
