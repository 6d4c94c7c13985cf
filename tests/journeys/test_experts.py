"""An expert from outside reads one request, by a link for one use, and the person sees it."""

from datetime import timedelta

from domain.requests.life import Actor
from simulator.messages import visible
from storage.staff import Staff
from tests.journeys.chat import Chat
from tests.journeys.desks import TAROUDANT, Desk, read
from tests.stage import Stage
from tests.storage.examples import paper

INVITE, LINK, PAPERS, OPINION = "🎓 دعوة خبير", "🔗 إنشاء رابط", "📎 الوثائق", "📝 رأيك"
CLOSED, SECRET = "هذا الطلب غير متاح لك", "+212661234567"


async def linked(agent: Chat, reference: str) -> str:
    """A link as an agent makes it."""
    await agent.writes(reference)
    await agent.taps(INVITE)
    await agent.taps(LINK)
    return next(word for word in agent.screen.split() if word.startswith("https://"))


async def test_an_expert_reads_one_request_and_nothing_else_and_the_person_sees_it(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    reference = await desk.sent(member, files=tuple(paper(f"{number}") for number in range(41)))
    other = await desk.sent(member)
    link = await linked(agent, reference)

    expert = Chat(stage, stage.phone("الدكتورة"))
    await expert.after(expert.phone.open_link(link))
    expert.reads(reference, "<b>& بناتهن</b>", "تقرأ هذا الطلب وحده")
    assert SECRET not in expert.screen, "how to reach the person is not for her"
    assert reference in await read(agent)
    await expert.taps(PAPERS)
    await expert.taps("◀️ التالي")
    expert.reads("41.")
    assert "40." not in expert.screen
    await expert.taps("41")
    await member.writes(reference)
    member.reads("طُلب رأي خبير خارجي", "خبير خارجي")

    await expert.writes(reference)
    await expert.taps(OPINION)
    await expert.writes("المشروع مربح إذا نُقلت الورشة")
    expert.reads("رأيك عند الموظفين")
    assert "المشروع مربح" in await read(agent)
    await member.writes(reference)
    assert "المشروع مربح" not in "".join(visible(message.text) for message in member.phone.messages)

    for name in (other, "TW-0000-0000"):
        await expert.writes(name)
        assert other not in expert.screen
    await expert.after(expert.phone.press_data(f"x:one:{other}", expert.last.id))
    expert.reads(CLOSED)
    await expert.writes("/desk")
    expert.reads("مكتب الطلبات خاص بالموظفين")


async def test_a_forwarded_link_lets_only_the_first_in_who_can_be_shut_out_with_a_tap(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    reference = await desk.sent(member, files=(paper("a"),))
    link = await linked(agent, reference)
    await member.after(member.phone.open_link(link))
    member.reads("استُعملت هذه الدعوة من قبل")  # nobody is an expert of her own request
    stranger, expert = Chat(stage, stage.phone("غريب")), Chat(stage, stage.phone("الدكتورة"))
    await stranger.after(stranger.phone.open_link(link))
    stranger.reads(reference)
    await expert.after(expert.phone.open_link(link))
    expert.reads("استُعملت هذه الدعوة من قبل")
    await read(agent)
    await agent.taps("🚫 أوقف اطلاع هذا الخبير")
    for data in (f"x:one:{reference}", f"x:papers:{reference}", f"x:paper:{reference}:1", f"x:say:{reference}"):
        await stranger.after(stranger.phone.press_data(data, stranger.last.id))
        assert CLOSED in visible(stranger.last.text)
    await stranger.writes(reference)
    assert "لا أجد هذا الطلب" in stranger.screen


async def test_her_time_ends_with_a_month_with_the_request_and_with_the_role_of_who_invited_her(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    expert = Chat(stage, stage.phone("الدكتورة"))
    references = [await desk.sent(member) for _ in range(3)]
    for reference in references:
        await expert.after(expert.phone.open_link(await linked(agent, reference)))
        expert.reads(reference)
    await member.writes(references[0])
    await member.taps("↩️ اسحب الطلب")
    await member.taps("↩️ نعم، اسحب الطلب")
    await expert.after(expert.phone.press_data(f"x:one:{references[0]}", expert.last.id))
    expert.reads(CLOSED)
    stage.clock.move(timedelta(days=29))
    await expert.after(expert.phone.press_data(f"x:one:{references[1]}", expert.last.id))
    expert.reads(references[1])
    stage.clock.move(timedelta(days=1))
    await expert.after(expert.phone.press_data(f"x:one:{references[1]}", expert.last.id))
    expert.reads(CLOSED)
    late = await linked(agent, references[2])
    async with stage.database.unit() as unit:
        Staff(unit).erase(agent.phone.id, desk.now)
    second = Chat(stage, stage.phone("المهندس"))
    await second.after(second.phone.open_link(late))
    second.reads("استُعملت هذه الدعوة من قبل")


async def test_who_erases_everything_leaves_no_trace_as_an_expert(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT, TAROUDANT), await desk.member()
    reference = await desk.sent(member, files=(paper("a"),))
    expert = Chat(stage, stage.phone("الدكتورة"))
    await expert.after(expert.phone.open_link(await linked(agent, reference)))
    await expert.taps(PAPERS)
    await expert.taps("1")
    await expert.writes("/privacy")
    expert.reads("رأيك طُلب بصفة خبير")
    await expert.taps("🗑 امسح كل شيء")
    await expert.taps("🗑 نعم، امسح كل شيء")
    left = [await stage.rows(f"select * from {table}") for table in ("expert", "audit", "request_event", "absence")]  # noqa: S608 -- our own names
    assert str(expert.phone.id) not in str(left)
