"""Work changes hands: given to a colleague, in turn, while one is away; and the same request sent twice."""

from domain.requests.life import Actor
from tests.journeys.asking_for_support import member as asking
from tests.journeys.chat import Chat
from tests.journeys.desks import Desk, read
from tests.journeys.test_desk import DESK, HISTORY, TAKE, opened
from tests.stage import Stage

GIVE, TWICE, YES = "🤝 إسناده إلى زميل", "🔗 أُرسل مرتين", "✅ نعم"
ABSENCE, AWAY, TURN, ASK = "🏖 الغياب", "🏖 سأغيب", "🔁 بالتناوب", "❓ اطرح سؤالا"


async def test_a_request_is_given_to_a_colleague_who_is_told_and_takes_it(stage: Stage) -> None:
    desk = Desk(stage)
    agent, other = await desk.staff("سعيد", Actor.AGENT), await desk.staff("ليلى", Actor.AGENT)
    member = await desk.member()
    reference = await desk.sent(member)
    await opened(agent, reference)
    await agent.taps(GIVE)
    agent.reads("إلى من تسند", str(other.phone.id))
    await agent.taps("1")
    agent.reads("يتتبعه أحد الزملاء")
    assert "أسند إليك زميل" in await read(other)
    await other.taps(TAKE)
    other.reads("أنت من يتتبعه")
    assert "وصل طلبك إلى منصة الشباب" in await read(member)
    assert await desk.states() == ["in_review"]


async def test_a_forged_button_gives_it_to_nobody_without_rights(stage: Stage) -> None:
    desk = Desk(stage)
    agent, stranger = await desk.staff("سعيد", Actor.AGENT), await desk.member("غريب")
    reference = await desk.sent(await desk.member())
    await opened(agent, reference)
    await agent.after(agent.phone.press_data(f"k:give:{reference}:1:{stranger.phone.id}", agent.last.id))
    agent.reads("لا يمكن ذلك في حالة الطلب الآن")
    assert reference not in await read(stranger)
    await stranger.after(stranger.phone.press_data(f"k:give:{reference}:1:{stranger.phone.id}", stranger.last.id))
    assert await stage.rows("select taken_by from request") == [{"taken_by": None}]


async def test_the_same_request_sent_twice_becomes_one_and_the_person_is_told(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    kept, double = await desk.sent(member), await desk.sent(member)
    await agent.writes(double)
    await agent.taps(TWICE)
    agent.reads(kept)
    await agent.taps("1")
    agent.reads("هل تضم", kept, double)
    await agent.taps(YES)
    assert await desk.states() == ["submitted", "withdrawn"]
    told = await read(member)
    assert "صارا طلبا واحدا" in told
    assert kept in told
    await member.taps("📂 افتح طلبي")
    member.reads(kept)
    await member.writes(double)
    member.reads("ضُم إلى الطلب " + kept)
    await member.taps(f"📂 افتح {kept}")
    member.reads(kept)


async def test_while_one_is_away_her_stand_in_hears_of_her_requests_and_finds_them_among_his(stage: Stage) -> None:
    desk = Desk(stage)
    agent, other = await desk.staff("سعيد", Actor.AGENT), await desk.staff("ليلى", Actor.AGENT)
    member = await desk.member()
    reference = await desk.sent(member)
    await opened(agent, reference)
    await agent.taps(TAKE)
    await agent.taps(HISTORY)
    assert "🧾 سجل الأعمال" not in agent.labels, "an agent does not read the register"
    await agent.taps("➡️ رجوع إلى الطلب")
    await agent.writes("/desk")
    await agent.taps(ABSENCE)
    await agent.taps(AWAY)
    await agent.taps("1")
    await agent.taps("الأحد 8 مارس 2026")
    agent.reads("أنت في غياب، وتعود يوم الأحد 8 مارس 2026")
    assert "أنت من ينوب عنه" in await read(other)
    await asks(member, reference, "متى الجواب؟")
    assert "متى الجواب؟" in await read(other)
    await other.taps(DESK)
    assert "✋ طلبات أتكفل بها (1)" in other.labels
    await agent.writes("/desk")
    await agent.taps(ABSENCE)
    await agent.taps("👋 عدت إلى العمل")
    assert "لم تعد تنوب عنه" in await read(other)
    await asks(member, reference, "وماذا عن الوثائق؟")
    assert "وماذا عن الوثائق؟" in await read(agent)
    assert "وماذا عن الوثائق؟" not in await read(other)


async def asks(member: Chat, reference: str, words: str) -> None:
    await member.writes("/cancel")
    await member.writes(reference)
    await member.taps(ASK)
    await member.writes(words)


async def test_new_requests_are_given_out_in_turn_up_to_the_limit_of_the_coordinator(stage: Stage) -> None:
    desk = Desk(stage)
    coordinator = await desk.staff("نادية", Actor.COORDINATOR)
    agents = [await desk.staff("سعيد", Actor.AGENT), await desk.staff("ليلى", Actor.AGENT)]
    await coordinator.taps(DESK)
    await coordinator.taps(TURN)
    await coordinator.taps("5")
    coordinator.reads("بحد أقصى 5")
    for name in ("مريم", "تودة"):
        await asking(stage, name).asks_for_training()
    heard = [await read(agent) for agent in agents]
    assert all("حان دورك" in said for said in heard)
    await agents[0].taps(TAKE)
    assert sorted(row["taken_by"] for row in await stage.rows("select taken_by from request")) == sorted(
        agent.phone.id for agent in agents
    )
    await agents[1].after(agents[1].phone.press_data("ro:set:09.541:0", agents[1].last.id))
    for forged in ("ro:set:05.301:5", "ro:set:*:5", "ro:set:zz:5", "ro:set:09.541:7"):
        await coordinator.after(coordinator.phone.press_data(forged, coordinator.last.id))
    assert await stage.rows("select province, most from rota") == [{"province": "09.541", "most": 5}]
    await coordinator.taps("⏹ بدون تناوب")
    coordinator.reads("يتكفل بها أول من يأخذها")
