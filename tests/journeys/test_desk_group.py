"""The group of a province: how it is linked, and what happens when topics, rights and groups come and go."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot import lanes
from bot.lanes import Work
from bot.service import look_after_the_desk
from bot.ticks import forget_what_is_over
from domain.requests.kinds import Kind
from domain.requests.life import Actor
from domain.requests.request import NewFile
from domain.talk import CLOSED_AFTER
from messages.text import B
from simulator.faults import Fault
from simulator.groups import GENERAL, add_bot
from simulator.messages import visible
from storage.outbox import Priority
from storage.staff import Staff
from storage.unit import Call, Unit
from tests.journeys.chat import Chat
from tests.journeys.desks import KHENIFRA, Desk, read
from tests.journeys.talks import ARRIVED, ASK, Talk, linked, newest, talking
from tests.stage import Stage

TAKE, PAPERS = B("✋ Take it"), B("📎 Papers")


async def test_only_a_coordinator_links_a_group_and_only_when_the_bot_may_work_there(stage: Stage) -> None:
    desk = Desk(stage)
    coordinator, agent = await desk.staff("ليلى", Actor.COORDINATOR), await desk.staff("سعيد", Actor.AGENT)
    group = coordinator.phone.create_group("المكتب", forum=True, administrator=False)
    room = Chat(stage, group)
    await room.writes("/desk@tiwizi_bot")
    room.reads("لا يمكنني العمل هنا بعد", "أن أكون مشرفا", "إدارة المواضيع")
    assert "يكتب هنا موظف من قسم العمل الاجتماعي: /desk" in group.transcript(), (
        "whoever puts the bot there is told what comes next"
    )
    group.make_administrator("can_manage_topics")
    await room.writes("/desk")
    room.reads("إدارة المواضيع")
    assert "أن أكون مشرفا" not in room.screen
    group.make_administrator()
    other = Chat(stage, agent.phone.inside(group.chat))
    await other.writes("/desk")
    other.reads("لا يربط مجموعة")
    await room.writes("/desk خنيفرة")
    room.reads("بإقليم من أقاليمك")
    await room.after(group.speak_as_group("/desk"))
    room.reads("لا أرى من كتب هذا")
    assert await stage.rows("select 1 from desk_group") == []
    await room.writes("/desk")
    room.reads("ارتبطت هذه المجموعة", "تارودانت")
    second = Chat(stage, coordinator.phone.create_group("مكتب آخر", administrator=True))
    await second.writes("/desk تارودانت")
    second.reads("ارتبطت هذه المجموعة")
    assert "ارتبطت مجموعة أخرى" in await read(room)
    assert len(await stage.rows("select 1 from desk_group")) == 1


async def test_whoever_works_everywhere_says_for_which_province(stage: Stage) -> None:
    desk = Desk(stage)
    admin = await desk.staff("ليلى", Actor.ADMIN, "*")
    room = Chat(stage, admin.phone.create_group("المكتب", administrator=True))
    await room.writes("/desk")
    room.reads("لأي إقليم")
    await room.writes("/desk خنيفرة")
    assert await stage.rows("select province from desk_group") == [{"province": KHENIFRA}]


async def test_a_topic_that_is_deleted_or_closed_is_there_again_with_the_next_message(stage: Stage) -> None:
    talk = await talking(stage)
    talk.room.phone.close_topic()
    await talk.room.phone.idle()
    await talk.member.writes("هل من جديد؟")
    assert "هل من جديد؟" in await read(talk.room), "it was opened again"
    assert not talk.room.phone.chat.topics[talk.room.phone.thread or 0].closed
    talk.room.phone.delete_topic()
    await talk.member.writes("أنا أنتظر")
    await stage.settled()
    again = Chat(stage, talk.room.phone.in_topic(talk.reference))
    assert again.phone.thread != talk.room.phone.thread
    hers = newest(again, "أنا أنتظر")
    assert hers.body["message_thread_id"] == again.phone.thread
    assert newest(again, "ما تكتبونه هنا").body["message_thread_id"] == again.phone.thread
    await again.writes("غدا إن شاء الله")
    assert "غدا إن شاء الله" in await talk.heard()


async def test_a_closed_topic_that_may_not_be_opened_is_left_and_staff_work_by_replies(stage: Stage) -> None:
    talk = await talking(stage)
    talk.room.phone.close_topic()
    talk.room.phone.make_administrator("can_manage_topics")
    await talk.room.phone.idle()
    await talk.member.writes("هل من جديد؟")
    await stage.settled()
    group = talk.coordinator.phone.inside(talk.room.phone.chat)
    hers = newest(Chat(stage, group), "هل من جديد؟")
    assert "message_thread_id" not in hers.body
    await talk.room.after(group.send("غدا إن شاء الله", reply_to=hers.id))
    assert "غدا إن شاء الله" in await talk.heard()


async def test_where_no_topic_can_be_made_and_nothing_be_said_outside_of_one_words_and_news_come_in_private(
    stage: Stage,
) -> None:
    talk = await talking(stage)
    agent = await talk.desk.staff("سعيد", Actor.AGENT)
    group = talk.coordinator.phone.inside(talk.room.phone.chat)
    talk.room.phone.delete_topic()
    group.thread = GENERAL
    group.close_topic()
    group.make_administrator("can_manage_topics")
    await group.idle()
    with capture_logs():
        await talk.member.writes("هل من جديد؟")
        assert "هل من جديد؟" in await read(agent)
        await talk.member.writes(talk.reference)
        await talk.member.taps("↩️ اسحب الطلب")
        await talk.member.taps("↩️ نعم، اسحب الطلب")
        assert "سحب" in await read(agent)
    group.make_administrator()
    await group.idle()
    await agent.after(agent.phone.send("وصلت", reply_to=newest(agent, "هل من جديد؟").id))
    assert "وصلت" in newest(Chat(stage, group.in_topic(talk.reference)), "وصلت").text


async def test_news_of_a_request_whose_topic_was_deleted_make_it_again(stage: Stage) -> None:
    talk = await talking(stage)
    agent = await talk.desk.staff("سعيد", Actor.AGENT)
    talk.room.phone.delete_topic()
    await agent.writes(talk.reference)
    await agent.taps(TAKE)
    await stage.settled()
    again = Chat(stage, talk.room.phone.in_topic(talk.reference))
    assert newest(again, "ما تكتبونه هنا").body["message_thread_id"] == again.phone.thread
    assert newest(again, "منصة الشباب").body["message_thread_id"] == again.phone.thread


async def test_the_topic_of_a_request_that_is_over_is_closed_after_a_silence_and_opens_when_she_writes(
    stage: Stage,
) -> None:
    talk = await talking(stage)
    topic = talk.room.phone.chat.topics[talk.room.phone.thread or 0]
    await withdrawn(talk)
    await at_the_desk(talk, CLOSED_AFTER - timedelta(hours=1))
    assert not topic.closed
    await talk.room.writes("شكرا لك")
    await at_the_desk(talk, timedelta(days=2))
    assert not topic.closed, "something was said in it"
    await at_the_desk(talk, CLOSED_AFTER)
    assert topic.closed
    assert "يُفتح من جديد" in newest(talk.room, "انتهى الطلب").text
    await at_the_desk(talk, CLOSED_AFTER)
    assert talk.room.phone.transcript().count("انتهى الطلب") == 1
    await talk.asks("سؤال آخر")
    assert not topic.closed
    assert newest(talk.room, "سؤال آخر").body["message_thread_id"] == topic.id


async def test_what_cannot_be_closed_is_left_and_a_deleted_topic_is_not_made_for_that(stage: Stage) -> None:
    talk = await talking(stage)
    await withdrawn(talk)
    group = talk.coordinator.phone.inside(talk.room.phone.chat)
    group.make_administrator("can_manage_topics")
    await group.idle()
    await at_the_desk(talk, CLOSED_AFTER + timedelta(minutes=1))
    assert await stage.rows("select state from outbox where method = 'after:desk-close'") == [{"state": "sent"}]
    assert "انتهى الطلب" not in talk.room.phone.transcript()
    group.make_administrator()
    await group.idle()
    talk.room.phone.delete_topic()
    await at_the_desk(talk, CLOSED_AFTER)
    assert list(group.chat.topics) == [GENERAL]
    assert await stage.rows("select 1 from desk_topic") == []


async def test_a_question_that_comes_before_its_topic_is_closed_keeps_it_open(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = await talking(stage)
    await withdrawn(talk)
    may_send, slot = asyncio.Event(), stage.program.delivery.budget.slot

    async def wait(chat_id: int, priority: Priority) -> bool:
        if priority is Priority.BULK:
            await may_send.wait()
        return await slot(chat_id, priority)

    monkeypatch.setattr(stage.program.delivery.budget, "slot", wait)
    stage.clock.move(CLOSED_AFTER + timedelta(hours=1))
    await look_after_the_desk(stage.database, stage.clock)
    await talk.member.phone.send(talk.reference)
    await talk.member.phone.press(talk.member.says(ASK))
    await talk.member.phone.send("هل من جديد؟")
    while not await stage.rows("select 1 from talk_message where state = 'waiting'"):  # noqa: ASYNC110 -- as Stage.settled
        await asyncio.sleep(0.005)
    may_send.set()
    await stage.settled()
    assert "هل من جديد؟" in talk.room.phone.transcript()
    assert not talk.room.phone.chat.topics[talk.room.phone.thread or 0].closed


async def withdrawn(talk: Talk) -> None:
    """On a Monday in the forenoon, when there is somebody at the desk."""
    talk.stage.clock.move(timedelta(days=1, hours=1))
    await talk.member.writes(talk.reference)
    await talk.member.taps("↩️ اسحب الطلب")
    await talk.member.taps("↩️ نعم، اسحب الطلب")


async def at_the_desk(talk: Talk, later: timedelta) -> None:
    """What the ticks do after some time."""
    talk.stage.clock.move(later)
    await forget_what_is_over(talk.stage.database, talk.stage.clock)
    await look_after_the_desk(talk.stage.database, talk.stage.clock)
    talk.stage.program.delivery.wake()
    await talk.stage.settled()


async def test_when_telegram_makes_no_more_topics_for_a_while_the_words_wait_and_come_in_order(stage: Stage) -> None:
    desk, coordinator, room = await linked(stage)
    member = await desk.member()
    talk = Talk(desk, member, await desk.sent(member), coordinator, room)
    await talk.opens()
    stage.simulator.world.faults.add(Fault("too_many", "createForumTopic", times=2, seconds=1))
    await member.phone.send("الكلمة الأولى")
    await member.phone.send("الكلمة الثانية")
    for attempt in (1, 2):
        while not await stage.rows(f"select 1 from outbox where attempts = {attempt}"):  # noqa: ASYNC110, S608 -- a number
            await asyncio.sleep(0.005)
        assert "الكلمة" not in room.phone.transcript()
        stage.clock.move(timedelta(seconds=2))
        stage.program.delivery.wake()
    await stage.settled()
    topic = room.phone.in_topic(talk.reference)
    inside = [each.text for each in topic.messages if each.body.get("message_thread_id") == topic.thread]
    assert [words for text in inside for words in ("الأولى", "الثانية") if words in text] == ["الأولى", "الثانية"]
    assert len(topic.chat.topics) == 2, "General, and one topic"


async def test_when_topics_or_the_right_to_make_them_go_staff_work_by_replies(stage: Stage) -> None:
    talk = await talking(stage)
    group = talk.coordinator.phone.inside(talk.room.phone.chat)
    group.make_administrator("can_manage_topics")
    other = await talk.desk.member("هند")
    reference = await talk.desk.sent(other)
    theirs = Talk(talk.desk, other, reference, talk.coordinator, Chat(stage, group))
    await theirs.asks("سؤال هند")
    await theirs.room.after(group.send("جواب لهند", reply_to=newest(theirs.room, "سؤال هند").id))
    assert "جواب لهند" in await theirs.heard()
    group.set_forum(forum=False)
    await talk.member.writes("سؤال بلا مواضيع")
    await stage.settled()
    await theirs.room.after(group.send("جواب بلا مواضيع", reply_to=newest(theirs.room, "سؤال بلا مواضيع").id))
    assert "جواب بلا مواضيع" in await talk.heard()
    group.set_forum(forum=True)
    group.make_administrator()
    await group.idle()
    await talk.member.writes("عادت المواضيع")
    await stage.settled()
    again = newest(Chat(stage, group.in_topic(talk.reference)), "عادت المواضيع")
    assert again.body["is_topic_message"]


async def test_a_group_that_becomes_a_supergroup_goes_on_and_what_was_underway_arrives(stage: Stage) -> None:
    desk, coordinator, room = await linked(stage, forum=False, basic=True)
    member = await desk.member()
    talk = Talk(desk, member, await desk.sent(member), coordinator, room)
    await talk.asks("السؤال الأول")
    await stage.stop_bot()
    await member.phone.send("السؤال الثاني")
    talk.room = Chat(stage, room.phone.upgrade())
    await stage.start_bot()
    await member.phone.idle()
    await stage.settled()
    await talk.room.phone.sees("السؤال الثاني", within=30.0)
    await talk.room.after(talk.room.phone.send("الجواب", reply_to=newest(talk.room, "السؤال الثاني").id))
    assert "الجواب" in newest(member, "يمكنك الجواب هنا").text
    assert await stage.rows("select chat_id from desk_group") == [{"chat_id": talk.room.phone.chat.id}]


async def test_when_the_bot_is_removed_everything_comes_in_private_and_nothing_is_lost(stage: Stage) -> None:
    talk = await talking(stage)
    agent = await talk.desk.staff("سعيد", Actor.AGENT)
    await stage.stop_bot()
    await talk.member.phone.send("قبل الإخراج")
    await stage.start_bot()
    talk.room.phone.remove_bot()
    await talk.member.phone.idle()
    await talk.member.writes("بعد الإخراج")
    said = await read(agent)
    assert "قبل الإخراج" in said
    assert "بعد الإخراج" in said
    assert "أُخرجت من المجموعة" in talk.coordinator.phone.transcript()
    await agent.after(agent.phone.send("أنا معك", reply_to=newest(agent, "بعد الإخراج").id))
    assert "أنا معك" in await talk.heard()
    assert talk.mark(newest(agent, "أنا معك"), agent.phone) == [ARRIVED]


async def test_the_link_counts_only_as_long_as_whoever_made_it_may_make_it(stage: Stage) -> None:
    talk = await talking(stage)
    agent = await talk.desk.staff("سعيد", Actor.AGENT)
    async with stage.database.unit() as unit:
        Staff(unit).erase(talk.coordinator.phone.id, talk.desk.now)
    await talk.member.writes("هل من جديد؟")
    assert "هل من جديد؟" in await read(agent)
    assert "هل من جديد؟" not in talk.room.phone.transcript()
    inside = talk.in_room(agent)
    await inside.writes("كلام في المجموعة")
    inside.reads("لم تعد هذه المجموعة مرتبطة")
    assert "كلام في المجموعة" not in await talk.heard()


async def test_in_the_topic_staff_take_the_request_and_open_its_papers_on_the_record(stage: Stage) -> None:
    desk, coordinator, room = await linked(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    await member.after(member.phone.send_photo())
    photo = next(each.file_id for each in member.phone.messages if each.file_id)
    paper = NewFile("statutes", "photo", str(photo), "u1")
    talk = Talk(desk, member, await desk.sent(member, Kind.TRAINING, files=(paper,)), coordinator, room)
    await talk.asks("متى يبدأ التكوين؟")
    topic = room.phone.in_topic(talk.reference)
    stranger = talk.in_room(await desk.member("غريب"))
    stranger.phone.thread = topic.thread
    for label in (TAKE, PAPERS):
        await stranger.taps(label)
        assert "لا تسمح" in visible(stranger.phone.toast or "")
    inside = talk.in_room(agent)
    inside.phone.thread = topic.thread
    await inside.taps(TAKE)
    assert "منصة الشباب" in await read(member), "she is told who has it"
    assert await desk.states() == ["in_review"]
    await inside.taps(PAPERS)
    await inside.taps("1")
    opened = inside.phone.messages[-1]
    assert opened.kind == "photo"
    assert opened.body["message_thread_id"] == topic.thread
    await member.writes(talk.reference)
    member.reads("اطلع موظف" if "اطلع موظف" in member.screen else "فُتحت")
    await inside.after(inside.phone.press_data(f"k:do:accept:{talk.reference}:2", topic.chat.pinned[-1]))
    assert "على انفراد" in visible(inside.phone.toast or "")
    assert "🔎" in topic.chat.topics[topic.thread or 0].name


async def test_who_erases_everything_leaves_no_trace_in_the_talk(stage: Stage) -> None:
    talk = await talking(stage)
    await talk.room.writes("الجواب")
    assert "متى يبدأ" in talk.room.phone.transcript()
    await talk.member.writes("/privacy")
    await talk.member.taps(B("🗑 Erase everything"))
    await talk.member.taps(B("🗑 Yes, erase it all"))
    await stage.settled()
    assert "متى يبدأ" not in talk.room.phone.transcript(), "what she said is deleted where staff had it"
    here = talk.member.phone.id
    for table, column in (("talk", "chat_id"), ("talk_message", "author"), ("talk_copy", "chat_id")):
        assert await stage.rows(f"select 1 from {table} where {column} = {here}") == []  # noqa: S608 -- names above
    await talk.room.writes("هل أنت هناك؟")
    talk.room.reads("مسح صاحب الطلب كل شيء")
    await talk.coordinator.writes("/privacy")
    await talk.coordinator.taps(B("🗑 Erase everything"))
    await talk.coordinator.taps(B("🗑 Yes, erase it all"))
    assert await stage.rows("select 1 from desk_group") == []


async def test_the_group_is_made_from_a_link_and_parted_from_the_desk(stage: Stage) -> None:
    desk = Desk(stage)
    coordinator = await desk.staff("ليلى", Actor.COORDINATOR)
    await coordinator.writes("/desk")
    await coordinator.taps(B("👥 Groups"))
    coordinator.reads("العمل في مجموعة", "المواضيع")
    assert "startgroup=desk&admin=manage_topics" in str(coordinator.last.body["reply_markup"])
    room = Chat(stage, coordinator.phone.create_group("المكتب", forum=True, administrator=True))
    await room.writes("/start@tiwizi_bot desk")
    room.reads("ارتبطت هذه المجموعة")
    await coordinator.taps("➡️ رجوع إلى المكتب")
    await coordinator.taps(B("👥 Groups"))
    await coordinator.taps("🚫 إنهاء الربط: تارودانت")
    coordinator.reads("هل تنهي ربط مجموعة", "تارودانت", "لن تصل الطلبات إلى المجموعة")
    assert len(await stage.rows("select 1 from desk_group")) == 1
    await coordinator.taps(B("⬅️ Back"))
    assert len(await stage.rows("select 1 from desk_group")) == 1
    await coordinator.taps("🚫 إنهاء الربط: تارودانت")
    await coordinator.taps(B("🚫 Yes, end the link"))
    assert await stage.rows("select 1 from desk_group") == []
    assert "إنهاء الربط" not in "".join(coordinator.labels)
    lines = await stage.rows("select deed from audit where deed = 'group'")
    assert len(lines) == 2


async def test_when_a_role_ends_the_group_is_asked_to_let_nobody_stay(stage: Stage) -> None:
    talk = await talking(stage)
    admin = await talk.desk.staff("هدى", Actor.ADMIN)
    await admin.writes("/staff")
    await admin.taps("2")
    await admin.taps(B("🚫 Take this role back"))
    assert "انتهت مهمة" in talk.room.phone.transcript()
    assert "لربطها من جديد" in talk.room.phone.transcript()


async def test_a_bot_that_is_no_administrator_any_more_says_what_it_no_longer_hears(stage: Stage) -> None:
    talk = await talking(stage)
    group = talk.coordinator.phone.inside(talk.room.phone.chat)
    add_bot(stage.simulator.world, group.chat, talk.coordinator.phone.person, administrator=False)
    await group.idle()
    await stage.settled()
    assert "أن أكون مشرفا" in newest(Chat(stage, group), "لا يمكنني العمل هنا").text


async def test_staff_are_told_when_what_they_wrote_could_not_be_handled(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = await talking(stage)
    monkeypatch.setattr(lanes, "BACKOFF", 0.01)
    handle = stage.program.lanes._handle

    async def fail(unit: Unit, work: Work) -> None:
        await handle(unit, work)
        if "سم" in work.waiting.body:
            raise LookupError("a mistake")

    stage.program.lanes._handle = fail
    with capture_logs():
        await talk.room.phone.send("سم")
        while not await stage.rows("select 1 from inbox where state = 'aside'"):
            stage.clock.move(timedelta(seconds=5))
            await asyncio.sleep(0.01)
        await stage.settled()
    said = newest(talk.room, "أرسلها من جديد")
    assert said.body["message_thread_id"] == talk.room.phone.thread
    assert "سم" not in (await talk.heard()).split()


async def test_where_the_bot_may_no_longer_write_its_words_go_in_private_and_the_linker_hears_why(stage: Stage) -> None:
    talk = await talking(stage)
    agent = await talk.desk.staff("سعيد", Actor.AGENT)
    group = talk.room.phone.chat
    group.members[stage.simulator.world.profile.id].status = "restricted"
    await talk.member.writes("هل من جديد؟")
    assert "هل من جديد؟" in await read(agent)
    assert "لم يعد بإمكاني الكتابة" in talk.coordinator.phone.transcript()


async def test_a_topic_without_its_summary_gets_it_with_the_next_word(stage: Stage) -> None:
    """The program may be stopped after a topic is made and before its summary is there."""
    talk = await talking(stage)
    async with stage.database.unit() as unit:
        unit.write(Call("update desk_topic set summary = null", {}))
    before = len(talk.room.phone.chat.pinned)
    await talk.member.writes("هل من جديد؟")
    assert "هل من جديد؟" in await read(talk.room)
    assert len(talk.room.phone.chat.pinned) == before + 1


async def test_a_paper_that_telegram_lost_is_told_in_the_topic_in_which_it_was_opened(stage: Stage) -> None:
    desk, coordinator, room = await linked(stage)
    member = await desk.member()
    paper = NewFile("statutes", "photo", "no-such-file", "u1")
    talk = Talk(desk, member, await desk.sent(member, files=(paper,)), coordinator, room)
    await talk.asks("متى يبدأ التكوين؟")
    topic = Chat(stage, room.phone.in_topic(talk.reference))
    await topic.taps(PAPERS)
    await topic.taps("1")
    gone = newest(topic, "لم تعد هذه الوثيقة")
    assert gone.body["message_thread_id"] == topic.phone.thread
    assert "أرسل" in await read(member)
