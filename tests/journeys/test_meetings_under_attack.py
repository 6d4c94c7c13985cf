"""What somebody with bad intentions, or bad luck, tries with meetings that are not hers."""

from datetime import time, timedelta

from domain.events.door import wall_code
from domain.events.life import Life
from domain.replacing import replace
from tests.journeys.chat import Chat
from tests.journeys.desks import read
from tests.journeys.meetings import DAY, MEETING, NAME, TITLE, Meetings, counted, open_at_desk
from tests.stage import Stage

COMING = "✅ سأحضر"
HUGE = "9" * 30


async def test_numbers_that_nobody_was_given_break_nothing_at_the_door(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await meetings.keep(agent, MEETING, Life.ANNOUNCED)
    for data in (f"e:out:{NAME}:{HUGE}", f"e:in:{NAME}:{HUGE}", f"e:tick:{NAME}:{HUGE}", f"e:answer:{NAME}:{HUGE}"):
        await agent.after(agent.phone.press_data(data, agent.last.id))
    assert await stage.rows("select * from inbox where state not in ('done')") == []


async def test_words_are_words_whatever_they_hold(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await agent.after(agent.phone.press_data("e:new", agent.last.id))
    await agent.writes("ل" * 3000)
    agent.reads("3.000")
    await agent.writes("<b>لقاء</b> \u202eمقلوب &amp; {n}\n❌ أُلغي هذا اللقاء")
    await agent.writes("تارودانت")
    await agent.taps("تارودانت")
    agent.reads("<b>لقاء</b> مقلوب &amp; {n} ❌ أُلغي هذا اللقاء")
    await agent.taps("💾 احفظ المسودة")
    await agent.taps("👁 كما سيراه الناس")
    agent.reads("<b>لقاء</b> مقلوب &amp; {n} ❌ أُلغي هذا اللقاء")


async def test_nobody_is_let_in_at_a_meeting_that_was_cancelled_while_she_wrote_the_code(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.desk.member()
    await meetings.keep(agent, MEETING, Life.ANNOUNCED)
    await meetings.opened(member)
    await member.taps(COMING)
    meetings.goes_to(DAY, time(9, 30))
    await meetings.opened(member)
    await member.taps("🚪 أنا هنا")
    await meetings.keep(agent, MEETING, Life.CANCELLED)
    await member.writes(wall_code("secret", stage.clock.now()))
    member.reads("أُلغي هذا اللقاء")
    assert await stage.rows("select * from event_visit") == []


async def test_who_has_no_seat_is_sent_to_the_staff_and_not_left_without_an_answer(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, stranger = await meetings.agent(), await meetings.desk.member("حسن")
    await meetings.keep(agent, MEETING, Life.ANNOUNCED)
    meetings.goes_to(DAY, time(9, 30))
    await stranger.after(stranger.phone.press_data(f"e:here:{NAME}", stranger.last.id))
    await stranger.writes(wall_code("secret", stage.clock.now()))
    stranger.reads("اسأل الموظفين عند الباب")
    assert await stage.rows("select * from event_visit") == []


async def test_nobody_is_told_of_an_hour_that_is_past(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.follower()
    await meetings.announced(agent)
    await read(member)
    meetings.goes_to(DAY - timedelta(days=1), time(15))
    await open_at_desk(agent)
    await agent.taps("✏️ غيّره")
    await agent.taps("✏️ الموعد")
    await agent.writes("1 أبريل 2026 على الساعة 9")
    await agent.taps("📣 احفظ وأخبر الجميع")
    agent.reads("هذه الساعة فاتت", "هكذا سيراه الناس")
    assert [row["day"] for row in await stage.rows("select day from event")] == ["2026-04-02"]
    await agent.taps("✏️ الموعد")
    await agent.writes("1 أبريل 2026 على الساعة 20")
    await agent.writes("22:00")
    await agent.taps("📣 احفظ وأخبر الجميع")
    assert "20:00" in await read(member)


async def test_a_reminder_whose_time_is_past_is_neither_offered_nor_taken_from_an_old_button(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.desk.member()
    await meetings.keep(agent, MEETING, Life.ANNOUNCED)
    await meetings.opened(member)
    await member.taps(COMING)
    meetings.goes_to(DAY - timedelta(days=2), time(15))
    await meetings.opened(member)
    await member.taps("🔔 تذكيراتي")
    assert "⏰ قبل 3 أيام" not in member.labels
    assert "⏰ قبل يوم واحد" in member.labels
    await member.after(member.phone.press_data(f"e:ring:{NAME}:4320", member.last.id))
    assert member.phone.toast is not None
    assert "فات وقت هذا التذكير" in member.phone.toast
    await meetings.tick()
    assert "3 أيام" not in await read(agent)


async def test_guests_who_find_no_seat_leave_hers_as_it_is(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await meetings.keep(agent, counted(2), Life.ANNOUNCED)
    first, second = await meetings.desk.member("مريم"), await meetings.desk.member("حسن")
    for member in (first, second):
        await meetings.opened(member)
        await member.taps(COMING)
    await first.taps("👥 معي مرافقون")
    await first.taps("1")
    first.reads("لم يبق مكان لهؤلاء المرافقين", "سجلنا أنك ستحضر")
    assert {row["standing"] for row in await stage.rows("select standing from event_answer")} == {"seated"}


async def asks(chat: Chat, words: str) -> str:
    await chat.after(chat.phone.press_data(f"e:ask:{NAME}", chat.last.id))
    return await chat.writes(words)


async def test_one_person_does_not_fill_the_chats_of_the_staff(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.desk.member()
    await meetings.keep(agent, MEETING, Life.ANNOUNCED)
    for number in range(6):
        await asks(member, f"هل تؤدون مصاريف التنقل؟ ({number})")
    assert len(await stage.rows("select * from event_question")) == 5
    await member.after(member.phone.press_data(f"e:ask:{NAME}", member.last.id))
    member.reads("عدة أسئلة تنتظر الجواب")


async def test_an_answer_to_somebody_who_has_erased_herself_ends_with_a_word(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.desk.member()
    await meetings.keep(agent, MEETING, Life.ANNOUNCED)
    await asks(member, "متى؟")
    await read(agent)
    await agent.taps("💬 أجب")
    await member.after(member.phone.press_data("p:erase", member.last.id))
    await agent.writes("في العاشرة")
    agent.reads("لم يعد هذا السؤال موجودا")


async def test_who_erases_herself_hears_no_more_of_what_is_still_being_told(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.follower()
    await meetings.keep(agent, replace(MEETING, title=MEETING.title))
    meetings.goes_to(DAY - timedelta(days=9), time(22))
    await open_at_desk(agent)
    await agent.taps("📣 أعلن عنه")
    await agent.taps("📣 نعم، أعلن عنه")
    agent.reads("الوقت الآن وقت راحة")
    await member.after(member.phone.press_data("p:erase", member.last.id))
    stage.clock.move(timedelta(hours=12))
    await meetings.tick()
    assert TITLE not in await read(member)
