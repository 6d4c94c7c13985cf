"""At the door, and what follows when a meeting is over: sheet, certificate, thanks, results."""

from datetime import time, timedelta

import pytest

from bot.ticks import forget_what_is_over
from conversations.questions.text import LEAVE_OUT as OPTIONAL
from domain.events.door import wall_code
from domain.events.life import Life
from domain.replacing import replace
from messages.voice import Voice
from simulator.messages import visible
from tests.journeys.chat import Chat
from tests.journeys.desks import KHENIFRA, read
from tests.journeys.meetings import DAY, MEETING, NAME, TITLE, Meetings, counted, open_at_desk
from tests.stage import Stage

COMING = "✅ سأحضر"
LEAVE_OUT = visible(Voice.of("ar").plain(OPTIONAL))


async def at_the_door(meetings: Meetings, *names: str) -> list[Chat]:
    """Staff at the door of the meeting, shortly before it begins, and people who have said that they come."""
    agent = await meetings.agent()
    await meetings.keep(agent, MEETING, Life.ANNOUNCED)
    members = [await meetings.desk.member(name) for name in names]
    for member in members:
        await meetings.opened(member)
        await member.taps(COMING)
    meetings.goes_to(DAY, time(9, 30))
    await open_at_desk(agent)
    await agent.taps("🚪 عند الباب")
    return [agent, *members]


async def ticket(stage: Stage, chat: Chat) -> str:
    answers = await stage.rows("select chat_id, ticket from event_answer")
    return next(str(row["ticket"]) for row in answers if row["chat_id"] == chat.phone.id)


async def test_a_typed_ticket_counts_once_and_the_second_time_says_when_it_was_used(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await at_the_door(meetings, "مريم")
    digits = await ticket(stage, member)
    await agent.taps("🔢 رقم التذكرة")
    await agent.writes(digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))
    agent.reads("دخل شخص واحد")
    stage.clock.move(timedelta(minutes=7))
    await agent.taps("🔢 رقم التذكرة")
    await agent.writes(digits)
    agent.reads("استُعملت هذه التذكرة من قبل", "9:30")
    await agent.taps("🔢 رقم التذكرة")
    await agent.writes("000000" if digits != "000000" else "000001")
    agent.reads("لا تذكرة لهذا اللقاء بهذا الرقم")


async def test_a_mistake_is_taken_back(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await at_the_door(meetings, "مريم")
    await agent.after(agent.phone.start(f"v_{NAME}_{await ticket(stage, member)}"))
    await agent.taps("↩️ ألغ التسجيل")
    agent.reads("لم يدخل أحد بعد")


async def test_only_staff_of_the_meeting_let_people_in(stage: Stage) -> None:
    meetings = Meetings(stage)
    _, member, friend = await at_the_door(meetings, "مريم", "حسن")
    other = await meetings.agent("ليلى", province=KHENIFRA)
    for chat in (member, friend, other):
        await chat.after(chat.phone.start(f"v_{NAME}_{await ticket(stage, member)}"))
        chat.reads("أظهر تذكرتك للموظفين")
    assert await stage.rows("select * from event_visit") == []


async def test_a_list_to_tick_has_names_where_they_were_given(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, named, nameless = await at_the_door(meetings, "مريم", "حسن")
    await named.taps("🎟 تذكرتي")
    named.reads("ورقة الحضور")
    await named.taps("✍️ اسمي في الورقة")
    await named.writes("مريم آيت علي")
    named.reads("أنت في ورقة الحضور: مريم آيت علي")
    await agent.taps("🔢 رقم التذكرة")
    await agent.writes("حسن")
    agent.reads("لا أحد ممن ننتظرهم")
    await agent.taps("🔢 رقم التذكرة")
    await agent.writes("ايت علي")
    assert agent.labels == ["مريم آيت علي", "➡️ إلى الباب"]
    await agent.taps("➡️ إلى الباب")
    await agent.taps("📋 لائحة الحضور")
    assert agent.labels[:2] == ["مريم آيت علي", await ticket(stage, nameless)]
    await agent.taps("مريم آيت علي")
    agent.reads("مريم آيت علي: دخل شخص واحد", "لم يدخل بعد شخص واحد")
    assert "مريم آيت علي" not in agent.labels


async def test_nobody_is_counted_days_before_or_at_what_was_cancelled(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await at_the_door(meetings, "مريم")
    link = f"v_{NAME}_{await ticket(stage, member)}"
    meetings.goes_to(DAY - timedelta(days=1), time(9, 30))
    await agent.after(agent.phone.start(link))
    agent.reads("لم يبدأ تسجيل الحضور بعد", "2 أبريل 2026")
    await agent.taps("➕ بلا تيليغرام")
    await agent.writes("لالة خديجة")
    agent.reads("لم يبدأ تسجيل الحضور بعد")
    meetings.goes_to(DAY, time(9, 30))
    await meetings.keep(agent, MEETING, Life.CANCELLED)
    await agent.after(agent.phone.start(link))
    agent.reads("أُلغي هذا اللقاء", "لا يُسجل الحضور في هذا اللقاء الآن")
    assert await stage.rows("select * from event_visit") == []


async def test_who_has_no_telegram_is_counted_by_name(stage: Stage) -> None:
    meetings = Meetings(stage)
    [agent] = await at_the_door(meetings)
    await agent.taps("➕ بلا تيليغرام")
    await agent.writes("لالة خديجة")
    agent.reads("لالة خديجة", "دخل شخص واحد")


async def test_who_waits_for_a_seat_is_let_in_when_staff_say_so(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await meetings.keep(agent, counted(1), Life.ANNOUNCED)
    first, second = await meetings.desk.member("مريم"), await meetings.desk.member("حسن")
    for member in (first, second):
        await meetings.opened(member)
        await member.taps(COMING)
    meetings.goes_to(DAY, time(9, 30))
    await agent.after(agent.phone.start(f"v_{NAME}_{await ticket(stage, second)}"))
    agent.reads("في لائحة الانتظار")
    await agent.taps("✅ يدخل رغم ذلك")
    assert len(await stage.rows("select * from event_visit")) == 1


async def test_the_code_on_the_wall_lets_her_in_and_guessing_does_not(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member, guesser = await at_the_door(meetings, "مريم", "حسن")
    await agent.taps("🔄 رمز على الحائط")
    code = wall_code("secret", stage.clock.now())
    agent.reads(code)
    await meetings.opened(member)
    await member.taps("🚪 أنا هنا")
    await member.writes(code)
    member.reads("مرحبا بك! سُجل حضورك")
    await meetings.opened(guesser)
    await guesser.taps("🚪 أنا هنا")
    wrong = str((int(code) + 5000) % 10000).zfill(4)
    for _ in range(5):
        await guesser.writes(wrong)
        guesser.reads("ليس هذا هو الرمز")
        await guesser.taps("🔄 حاول من جديد")
    await guesser.writes(code)
    guesser.reads("اسأل الموظفين عند الباب")
    assert [row["way"] for row in await stage.rows("select way from event_visit")] == ["wall"]


@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_sheet_and_certificate_are_made_in_both_languages(stage: Stage, language: str) -> None:
    meetings = Meetings(stage)
    agent, member = await at_the_door(meetings, "مريم")
    await agent.after(agent.phone.start(f"v_{NAME}_{await ticket(stage, member)}"))
    for chat in (agent, member):
        await chat.after(chat.phone.press_data(f"lang:{language}", chat.last.id))
    await agent.after(agent.phone.press_data(f"e:pdf:{NAME}", agent.last.id))
    await agent.after(agent.phone.press_data(f"e:xlsx:{NAME}", agent.last.id))
    await member.after(member.phone.press_data(f"e:cert:{NAME}", member.last.id))
    await member.writes("مريم آيت علي")
    await member.after(member.phone.press_data(f"e:cert:{NAME}", member.last.id))
    sent = await stage.rows("select state from outbox where method like 'make:%'")
    assert [row["state"] for row in sent] == ["sent"] * 3


async def test_a_certificate_is_only_for_those_who_were_there(stage: Stage) -> None:
    meetings = Meetings(stage)
    _, absent = await at_the_door(meetings, "حسن")
    meetings.goes_to(DAY, time(15))
    await meetings.tick()
    await meetings.opened(absent)
    assert "📜 شهادة المشاركة" not in absent.labels
    for data in (f"e:cert:{NAME}", f"e:mark:{NAME}:333"):
        await absent.after(absent.phone.press_data(data, absent.last.id))
    assert await stage.rows("select * from event_feedback") == []
    assert await stage.rows("select * from outbox where method like 'make:%'") == []


async def test_staff_are_asked_what_came_of_it_and_those_concerned_read_it(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await at_the_door(meetings, "مريم")
    await agent.after(agent.phone.start(f"v_{NAME}_{await ticket(stage, member)}"))
    meetings.goes_to(DAY, time(15))
    await meetings.tick()
    assert "انتهى هذا اللقاء" in await read(agent)
    agent.reads("سُجل عند الباب شخص واحد")
    await agent.taps("📝 حصيلة اللقاء")
    for words in ("120 تعاونية بالإقليم", "", "", "فتح نقطة بيع (قسم العمل الاجتماعي)", ""):
        await (agent.writes(words) if words else agent.taps(LEAVE_OUT))
    agent.reads("حُفظ", "120 تعاونية بالإقليم", "فتح نقطة بيع", "قسم العمل الاجتماعي")
    await agent.taps("📝 حصيلة اللقاء")
    await agent.taps("2")
    agent.reads("قيد الإنجاز")
    await open_at_desk(agent)
    await agent.taps("📣 أرسل الحصيلة")
    await agent.taps("📣 نعم، أرسلها")
    agent.reads("أُرسلت إلى شخص واحد")
    assert "فتح نقطة بيع" in await read(member)


async def test_a_voice_note_reaches_the_staff_without_who_spoke(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await at_the_door(meetings, "مريم")
    await agent.after(agent.phone.start(f"v_{NAME}_{await ticket(stage, member)}"))
    meetings.goes_to(DAY, time(15))
    await meetings.tick()
    await read(member)
    for mark in ("😀 نعم", "😀 نعم", "🙁 لا"):
        await member.taps(mark)
    await member.taps("🎤 أضف رسالة صوتية")
    await member.writes("كلمات")
    member.reads("أرسل رسالة صوتية من فضلك")
    await member.after(member.phone.send_voice())
    member.reads("يسمع المنظمون رسالتك بلا اسمك")
    await open_at_desk(agent)
    agent.reads("أبدى رأيه شخص واحد")
    await agent.taps("🎤 رسائل صوتية")
    assert len(await stage.rows("select * from outbox where method = 'sendVoice' and state = 'sent'")) == 1


async def test_erasing_leaves_the_numbers_exact_and_offers_her_seat(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent = await meetings.agent()
    await meetings.keep(agent, counted(1), Life.ANNOUNCED)
    first, second = await meetings.desk.member("مريم"), await meetings.desk.member("حسن")
    for member in (first, second):
        await meetings.opened(member)
        await member.taps(COMING)
    meetings.goes_to(DAY, time(9, 5))
    await agent.after(agent.phone.start(f"v_{NAME}_{await ticket(stage, first)}"))
    await first.writes("/privacy")
    first.reads("اللقاءات: ما تتابعه")
    await first.taps("🗑 امسح كل شيء")
    await first.after(first.phone.press_data("p:erase", first.last.id))
    for table in ("event_answer", "event_notice", "event_question", "event_feedback", "subscription"):
        rows = await stage.rows(f"select * from {table}")  # noqa: S608 -- names above
        assert first.phone.id not in {row["chat_id"] for row in rows}
    [visit] = await stage.rows("select visitor, name from event_visit")
    assert visit["visitor"] != first.phone.id
    assert "🎟" in await read(second)


async def test_names_and_answers_are_forgotten_a_year_after_the_meeting(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await at_the_door(meetings, "مريم")
    await agent.after(agent.phone.start(f"v_{NAME}_{await ticket(stage, member)}"))
    await agent.taps("➕ بلا تيليغرام")
    await agent.writes("لالة خديجة")
    stage.clock.move(timedelta(days=364))
    await forget_what_is_over(stage.database, stage.clock)
    assert len(await stage.rows("select * from event_visit where name is not null")) == 1
    stage.clock.move(timedelta(days=3))
    await forget_what_is_over(stage.database, stage.clock)
    assert await stage.rows("select * from event_visit where name is not null") == []
    for table in ("event_answer", "event_question", "event_notice", "event_feedback"):
        assert await stage.rows(f"select * from {table}") == []  # noqa: S608 -- names above
    assert len(await stage.rows("select * from event_visit")) == 2


async def test_a_past_meeting_is_read_with_its_results(stage: Stage) -> None:
    meetings = Meetings(stage)
    agent, member = await meetings.agent(), await meetings.desk.member()
    await meetings.keep(agent, replace(MEETING, life=Life.HELD), Life.CLOSED)
    await member.writes("/meetings")
    await member.taps("🕓 السابقة")
    await member.taps("1")
    member.reads(TITLE)
