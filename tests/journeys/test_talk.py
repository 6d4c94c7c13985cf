"""A person and staff talk through the bot: in a group with topics, in one without, and in private."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import NetworkError

from bot import talking as talking_module
from bot.api import Api
from domain.requests.life import Actor
from domain.talk import OPEN_FOR
from messages.text import B
from simulator.messages import visible
from storage.unit import Call, Database
from tests.journeys.chat import Chat
from tests.journeys.desks import Desk, read
from tests.journeys.talks import ARRIVED, BLOCKED, END, READY, STAYS, Talk, handled, newest, sends_an_album, talking
from tests.stage import Stage


async def test_a_question_comes_into_a_topic_of_its_own_and_the_answer_goes_back(stage: Stage) -> None:
    talk = await talking(stage)
    talk.member.reads("أُرسل سؤالك")
    assert "كتب صاحب الطلب" in newest(talk.room, "متى يبدأ التكوين؟").text
    assert talk.reference in visible(talk.room.phone.chat.messages[talk.room.phone.chat.pinned[-1]].text)
    assert "+212" not in talk.room.phone.transcript(), "a number to call is nothing for a group"
    await talk.room.writes("يوم الإثنين إن شاء الله")
    assert "يوم الإثنين" in await read(talk.member)
    assert "ليلى" not in talk.member.phone.transcript()
    assert talk.mark(newest(talk.room, "يوم الإثنين")) == [ARRIVED]
    await talk.member.writes("شكرا")
    assert talk.member.screen == "", "the bot keeps silent"
    assert "شكرا" in talk.room.phone.transcript()
    topics = talk.room.phone.chat.topics
    assert sum(talk.reference in visible(topic.name) for topic in topics.values()) == 1


async def test_every_kind_is_carried_both_ways_and_an_album_stays_one(stage: Stage) -> None:
    talk = await talking(stage)
    for writer, reader in ((talk.member, talk.room), (talk.room, talk.member)):
        before = len(reader.phone.messages)
        await writer.after(writer.phone.send_photo(caption="الورشة"))
        await writer.after(writer.phone.send_voice())
        await writer.after(writer.phone.send_video())
        await writer.after(writer.phone.send_document())
        await writer.after(writer.phone.send_sticker())
        await writer.after(writer.phone.share_location(30.4, -8.8))
        await sends_an_album(talk, writer, caption="ثلاث صور")
        came = [message for message in reader.phone.messages[before:] if message.kind not in {"text", "service"}]
        assert [message.kind for message in came] == [
            *("photo", "voice", "video", "document", "sticker", "location"),
            *["photo"] * 3,
        ]
        assert "الورشة" in came[0].text
        assert "ثلاث صور" in came[6].text
        assert len({message.body["media_group_id"] for message in came[6:]}) == 1
    asked = await stage.rows("select count(*) as lines from request_event where action = 'ask'")
    assert asked == [{"lines": 8}], "an album is one line"


async def test_what_is_edited_is_edited_on_the_other_side(stage: Stage) -> None:
    talk = await talking(stage)
    await talk.room.writes("يوم الإثنين")
    await talk.room.after(talk.room.phone.edit(newest(talk.room, "يوم الإثنين").id, "يوم الثلاثاء"))
    assert "يوم الثلاثاء" in await talk.heard()
    assert "يوم الإثنين" not in await talk.heard()
    await talk.member.after(talk.member.phone.edit(newest(talk.member, "متى يبدأ").id, "أين يبدأ التكوين؟"))
    assert "أين يبدأ التكوين؟" in talk.room.phone.transcript()
    photo = await talk.room.phone.send_photo(caption="الباب الأول")
    await talk.room.phone.idle()
    await stage.settled()
    await talk.room.after(talk.room.phone.edit(photo.id, "الباب الثاني"))
    assert "الباب الثاني" in await talk.heard()
    assert "الباب الأول" not in await talk.heard()
    assert "يوم الإثنين" not in visible(await talk.member.writes(talk.reference)), "her history has the new words only"


async def test_an_answer_is_taken_back_by_replying_delete(stage: Stage) -> None:
    talk = await talking(stage)
    await talk.room.writes("كلام بالخطأ")
    assert "كلام بالخطأ" in await talk.heard()
    wrong = newest(talk.room, "كلام بالخطأ")
    await talk.room.after(talk.room.phone.send("/delete", reply_to=wrong.id))
    talk.room.reads("سُحبت الرسالة")
    assert "كلام بالخطأ" not in await talk.heard()
    assert "كلام بالخطأ" not in visible(await talk.member.writes(talk.reference))


async def test_the_talk_ends_by_a_tap_after_a_day_or_by_staff_and_the_bot_answers_again(stage: Stage) -> None:
    talk = await talking(stage)
    await talk.member.taps(END)
    talk.member.reads("انتهى الحديث مع الموظفين")
    await talk.member.writes("من هنا؟")
    talk.member.reads("لم أفهم")
    await talk.room.writes("تفضلي")
    await read(talk.member)
    await talk.member.writes("عندي سؤال آخر")
    assert talk.member.screen == "", "an answer of staff opens the talk again"
    stage.clock.move(OPEN_FOR + timedelta(minutes=1))
    await talk.member.writes("هل من جديد؟")
    talk.member.reads("لم أفهم")
    await talk.room.writes("نعم")
    await talk.room.writes("/end")
    assert "انتهى الحديث مع الموظفين" in await read(talk.member)
    await talk.member.writes("هل من جديد؟")
    talk.member.reads("لم أفهم")


async def test_keys_commands_and_an_open_question_are_not_swallowed_by_the_talk(stage: Stage) -> None:
    talk = await talking(stage)
    await talk.member.writes("/help")
    talk.member.reads("منصة الشباب")
    await talk.member.writes("📂 طلباتي")
    talk.member.reads(talk.reference)
    await talk.member.writes("/check")
    await talk.member.writes("تارودانت")
    assert "تارودانت" not in await read(talk.room), "it answers the question that is open"
    answer = newest(talk.room, "متى يبدأ")
    await talk.room.writes("غدا")
    await read(talk.member)
    await talk.member.after(talk.member.phone.send("سأحضر", reply_to=newest(talk.member, "غدا").id))
    assert "سأحضر" in talk.room.phone.transcript(), "a reply goes to staff whatever is open"
    assert answer.id


async def test_without_topics_staff_reply_to_the_card_or_to_her_words(stage: Stage) -> None:
    talk = await talking(stage, forum=False)
    await talk.room.writes("كلام بين الموظفين")
    await talk.room.after(talk.room.phone.send("يوم الإثنين", reply_to=newest(talk.room, "متى يبدأ").id))
    await talk.room.after(talk.room.phone.send("ومعك الوثائق", reply_to=newest(talk.room, "بخاصية «الرد»").id))
    heard = await talk.heard()
    assert "يوم الإثنين" in heard
    assert "ومعك الوثائق" in heard
    assert "كلام بين الموظفين" not in heard


async def test_in_private_staff_reply_and_see_each_other(stage: Stage) -> None:
    desk = Desk(stage)
    said, nadia = await desk.staff("سعيد", Actor.AGENT), await desk.staff("نادية", Actor.AGENT)
    member = await desk.member()
    talk = Talk(desk, member, await desk.sent(member), said, said)
    await talk.asks("متى يبدأ التكوين؟")
    assert "متى يبدأ التكوين؟" in await read(nadia)
    await said.after(said.phone.send("يوم الإثنين", reply_to=newest(said, "متى يبدأ").id))
    assert "يوم الإثنين" in await talk.heard()
    assert "أجاب زميل" in await read(nadia)
    assert "يوم الإثنين" in nadia.screen
    await nadia.after(nadia.phone.send("لا، الثلاثاء", reply_to=newest(nadia, "أجاب زميل").id))
    nadia.reads("هذا جواب لزميل")
    assert "الثلاثاء" not in await talk.heard()
    assert talk.mark(newest(said, "يوم الإثنين"), said.phone) == [ARRIVED]


async def test_a_name_is_shown_to_her_only_when_staff_want_it(stage: Stage) -> None:
    talk = await talking(stage)
    await talk.coordinator.writes("/sign الأستاذة ليلى")
    await talk.room.writes("أهلا")
    assert "الأستاذة ليلى" in await talk.heard()
    await talk.coordinator.writes("/sign")
    await talk.room.writes("مع السلامة")
    assert "الأستاذة" not in newest(talk.member, "مع السلامة").text


async def test_staff_are_told_when_she_has_blocked_the_bot(stage: Stage) -> None:
    talk = await talking(stage)
    talk.member.phone.block()
    await talk.room.writes("يوم الإثنين")
    await stage.settled()
    talk.room.reads("لم تصل")
    assert talk.mark(newest(talk.room, "يوم الإثنين")) == [BLOCKED]


async def test_a_colleague_is_answered_without_the_person_hearing(stage: Stage) -> None:
    talk = await talking(stage)
    said = talk.in_room(await talk.desk.staff("سعيد", Actor.AGENT))
    await talk.room.writes("يوم الإثنين")
    await said.after(said.phone.send("هل أنت متأكدة؟", reply_to=newest(talk.room, "يوم الإثنين").id))
    assert talk.mark(newest(said, "هل أنت متأكدة")) == [STAYS]
    assert "متأكدة" not in await talk.heard()
    await said.writes("أكدنا الموعد")
    assert "أكدنا الموعد" in await talk.heard()


async def test_a_card_number_and_what_cannot_be_carried_do_not_leave(stage: Stage) -> None:
    talk = await talking(stage)
    await talk.member.writes("بطاقتي JB123456")
    talk.member.reads("رقم بطاقة")
    assert "JB123456" not in talk.room.phone.transcript()
    assert not await stage.rows("select 1 from request_event where text like '%JB123456%'")


async def test_ready_answers_are_read_before_they_are_sent_in_her_language(stage: Stage) -> None:
    talk = await talking(stage)
    await talk.room.taps(READY)
    await talk.room.taps("صورة أوضح")
    talk.room.reads("هل أرسل هذا", "السلام عليكم مريم", talk.reference)
    assert "ضوء النهار" not in await talk.heard()
    preview = talk.room.last.id
    await talk.room.taps("✅ أرسله")
    assert "السلام عليكم مريم" in await talk.heard()
    await talk.room.after(talk.room.phone.press_data(f"kr:send:{talk.reference}:clearer", preview))
    assert (await talk.heard()).count("ضوء النهار") == 1, "a second tap sends nothing"
    assert talk.mark(newest(talk.room, "ضوء النهار")) == [ARRIVED]


async def test_a_coordinator_adds_answers_of_her_desk_which_hold_name_and_number(stage: Stage) -> None:
    talk = await talking(stage)
    lead = talk.coordinator
    await lead.writes(talk.reference)
    await lead.taps(READY)
    await lead.taps("➕ أضف جوابا")
    for words in ("الموعد", "أهلا {name}، موعدك بخصوص {reference} يوم الخميس", "Bonjour {name}, {reference}"):
        await lead.writes(words)
    await lead.taps("الموعد")
    await lead.taps("✅ أرسله")
    assert f"أهلا مريم، موعدك بخصوص {talk.reference} يوم الخميس" in await talk.heard()
    said = talk.in_room(await talk.desk.staff("سعيد", Actor.AGENT))
    await said.taps(READY)
    assert "الموعد" in said.labels
    assert "➕ أضف جوابا" not in said.labels
    await lead.writes(talk.reference)
    await lead.taps(READY)
    await lead.taps("الموعد")
    await lead.taps("🗑 احذفه من اللائحة")
    assert "الموعد" not in lead.labels


async def test_an_open_question_is_left_only_when_she_taps_answer(stage: Stage) -> None:
    talk = await talking(stage)
    await talk.member.writes("/check")
    await talk.room.writes("يوم الإثنين")
    await stage.settled()
    await talk.member.writes("تيزنيت")
    assert "تيزنيت" not in talk.room.phone.transcript()
    await talk.member.taps("💬 أجب")
    talk.member.reads("اكتب سؤالك")
    assert "يوم الإثنين" in talk.member.phone.transcript(), "what staff said stays where it was read"
    await talk.member.writes("سأحضر")
    assert "سأحضر" in talk.room.phone.transcript()


async def test_words_that_grow_and_shrink_are_whole_on_the_other_side(stage: Stage) -> None:
    talk = await talking(stage)
    long = " ".join(["كلام"] * 800)
    await talk.room.writes("قصير")
    answer = newest(talk.room, "قصير").id
    await talk.room.after(talk.room.phone.edit(answer, f"{long} نهاية"))
    assert "نهاية" in await talk.heard()
    await talk.room.after(talk.room.phone.edit(answer, "قصير جدا"))
    assert "نهاية" not in await talk.heard()
    assert "قصير جدا" in await talk.heard()
    await talk.room.after(talk.room.phone.edit(answer, f"{long} خاتمة"))
    assert "خاتمة" in await talk.heard()


async def test_of_long_words_only_the_part_that_did_not_arrive_is_sent_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = await talking(stage)
    call = Api.call
    broken: list[str] = []

    async def breaks_once(api: Api, method: str, parameters: dict[str, Any], **named: Any) -> Any:
        if "كلام" in parameters.get("text", "") and not broken:
            broken.append(method)
            raise NetworkError("the connection broke")
        return await call(api, method, parameters, **named)

    monkeypatch.setattr(Api, "call", breaks_once)
    await talk.member.phone.send(" ".join(["كلام"] * 815))
    while not await stage.rows("select 1 from outbox where attempts > 0"):  # noqa: ASYNC110 -- as Stage.settled
        await asyncio.sleep(0.005)
    stage.clock.move(timedelta(seconds=5))
    stage.program.delivery.wake()
    await stage.settled()
    texts = [visible(each.text) for each in talk.room.phone.messages]
    assert [sum(words in text for text in texts) for words in ("كتب صاحب الطلب", "كلام")] == [2, 1]
    await talk.room.after(talk.room.phone.send("وصلت", reply_to=newest(talk.room, "كلام").id))
    assert "وصلت" in await talk.heard()


async def test_whose_request_it_is_no_longer_is_not_taken_for_staff(stage: Stage) -> None:
    talk = await talking(stage)
    await talk.room.writes("يوم الإثنين")
    await read(talk.member)
    answer = newest(talk.member, "يوم الإثنين").id
    async with stage.database.unit() as unit:
        unit.write(Call("update request set chat_id = 1 where reference = :reference", {"reference": talk.reference}))
    await talk.member.after(talk.member.phone.send("سأحضر", reply_to=answer))
    talk.member.reads("لا أجد هذا الطلب")
    assert "سأحضر" not in talk.room.phone.transcript()
    for command in ("/note كلام", "/delete", "/end", "/sign فلانة"):
        await talk.member.writes(command)
        talk.member.reads("لا أعرف هذا الأمر")


async def test_in_private_staff_end_the_talk_by_a_reply(stage: Stage) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    talk = Talk(desk, member, await desk.sent(member), agent, agent)
    await talk.asks("متى يبدأ التكوين؟")
    await agent.writes("/end")
    agent.reads("ردا على رسالة من الحديث مع صاحب الطلب")
    await agent.after(agent.phone.send("/end", reply_to=newest(agent, "متى يبدأ").id))
    assert "انتهى الحديث مع الموظفين" in await read(member)


async def test_a_file_of_an_album_that_comes_late_comes_alone(stage: Stage) -> None:
    talk = await talking(stage)
    first, _ = await talk.room.phone.send_album(2, caption="صورتان")
    await talk.room.phone.idle()
    await handled(stage)
    stage.clock.move(timedelta(seconds=2))
    await stage.settled()
    album = {"media_group_id": first.body["media_group_id"], "photo": first.body["photo"]}
    stage.simulator.actions.send(
        talk.room.phone.person,
        talk.room.phone.chat,
        {**album, "message_thread_id": talk.room.phone.thread, "is_topic_message": True},
    )
    await talk.room.phone.idle()
    await handled(stage)
    stage.clock.move(timedelta(seconds=2))
    await stage.settled()
    assert [message.kind for message in talk.member.phone.messages].count("photo") == 3


async def test_what_was_on_its_way_when_she_erased_everything_is_deleted_there(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = await talking(stage)
    call = Api.call
    late: list[bool] = []

    async def slowly(self: Api, method: str, parameters: dict[str, object], **more: float) -> object:
        result = await call(self, method, parameters, **more)
        if method == "sendMessage" and "كلام أخير" in str(parameters.get("text")) and not late:
            late.append(True)
            await talk.member.phone.press("🗑 نعم، امسح كل شيء")
            await talk.member.phone.idle()
            await handled(stage)
        return result

    await talk.member.writes("/privacy")
    await talk.member.taps(B("🗑 Erase everything"))
    monkeypatch.setattr(Api, "call", slowly)
    await talk.member.phone.send("كلام أخير")
    await talk.member.phone.idle()
    await stage.settled()
    assert late
    assert "كلام أخير" not in talk.room.phone.transcript()


async def test_a_talk_about_a_request_that_was_joined_with_another_goes_on_there(stage: Stage) -> None:
    talk = await talking(stage)
    kept = await talk.desk.sent(talk.member)
    async with stage.database.unit() as unit:
        joined = (
            "update request set state = 'withdrawn', merged_into = (select id from request where reference = :kept) "
        )
        unit.write(Call(joined + "where reference = :old", {"kept": kept, "old": talk.reference}))
    await talk.member.writes("هل من جديد؟")
    await stage.settled()
    there = Chat(stage, talk.room.phone.in_topic(kept))
    assert newest(there, "هل من جديد؟").body["message_thread_id"] == there.phone.thread


async def test_an_answer_that_was_on_its_way_when_she_erased_everything_reaches_nobody(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = await talking(stage)
    await talk.member.writes("/privacy")
    await talk.member.taps(B("🗑 Erase everything"))
    hears = talking_module._hears
    late: list[bool] = []

    async def slowly(database: Database, chat_id: int, passing: talking_module.Passing) -> bool:
        if not late:
            late.append(True)
            await talk.member.phone.press("🗑 نعم، امسح كل شيء")
            await talk.member.phone.idle()
            await handled(stage)
        return await hears(database, chat_id, passing)

    monkeypatch.setattr(talking_module, "_hears", slowly)
    await talk.room.writes("جواب متأخر")
    await stage.settled()
    assert late
    assert "جواب متأخر" not in talk.member.phone.transcript()
    hers = await stage.rows(f"select 1 from talk_copy where chat_id = {talk.member.phone.id}")  # noqa: S608 -- a number
    assert hers == []


async def test_a_contact_that_she_shares_reaches_staff_as_a_number(stage: Stage) -> None:
    talk = await talking(stage)
    await talk.member.after(talk.member.phone.share_contact())
    [told] = await stage.rows("select text from request_event where action = 'ask' order by id desc limit 1")
    assert told["text"]
    assert told["text"] in talk.room.phone.transcript()
