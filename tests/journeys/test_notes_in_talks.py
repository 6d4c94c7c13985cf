"""What staff note, and what they say to each other, reaches the person by no path through a talk."""

import json
from collections.abc import Awaitable, Callable

import pytest

from bot.api import Api
from domain.requests.life import Actor
from simulator.messages import visible
from storage.staff import Staff
from tests.journeys.chat import Chat
from tests.journeys.desks import Desk
from tests.journeys.talks import NOTED, STAYS, Talk, handled, newest, sends_an_album, talking
from tests.stage import Stage

SECRET = "سر 7391 بين الموظفين"

Path = Callable[[Talk], Awaitable[object]]


async def plainly(talk: Talk) -> None:
    await talk.room.writes(f"/note {SECRET}")


async def for_the_bot_by_name(talk: Talk) -> None:
    await talk.room.writes(f"/note@tiwizi_bot {SECRET}")


async def in_arabic(talk: Talk) -> None:
    await talk.room.writes(f"ملاحظة: {SECRET}")


async def behind_a_direction_mark(talk: Talk) -> None:
    await talk.room.writes(f"\u200f/note {SECRET}")


async def mistyped(talk: Talk) -> None:
    await talk.room.writes(f"/nte {SECRET}")
    talk.room.reads("لا أعرف هذا الأمر")


async def as_a_reply_to_her(talk: Talk) -> None:
    await talk.room.after(talk.room.phone.send(f"/note {SECRET}", reply_to=newest(talk.room, "متى يبدأ").id))


async def as_a_reply_to_a_note(talk: Talk) -> None:
    await talk.room.writes("/note نزورها غدا")
    await talk.room.after(talk.room.phone.send(SECRET, reply_to=newest(talk.room, "نزورها غدا").id))
    assert talk.mark(newest(talk.room, SECRET)) == [STAYS]


async def as_a_reply_to_a_colleague(talk: Talk) -> None:
    said = talk.in_room(await talk.desk.staff("سعيد", Actor.AGENT))
    await talk.room.writes("أهلا بك")
    await said.after(said.phone.send(SECRET, reply_to=newest(talk.room, "أهلا بك").id))


async def under_a_photo(talk: Talk) -> None:
    await talk.room.after(talk.room.phone.send_photo(caption=f"/note {SECRET}"))


async def under_the_first_of_an_album(talk: Talk) -> None:
    await sends_an_album(talk, talk.room, caption=f"/note {SECRET}")


async def under_the_last_of_an_album(talk: Talk) -> None:
    await sends_an_album(talk, talk.room, caption=f"/note {SECRET}", captioned=2)


async def an_answer_that_becomes_a_note(talk: Talk) -> None:
    await talk.room.writes("كلام عادي")
    await talk.room.after(talk.room.phone.edit(newest(talk.room, "كلام عادي").id, f"/note {SECRET}"))
    assert "كلام عادي" not in await talk.heard(), "what became a note is taken back"


async def an_answer_that_becomes_something_like_a_note(talk: Talk) -> None:
    await talk.room.writes("كلام عادي")
    await talk.room.after(talk.room.phone.edit(newest(talk.room, "كلام عادي").id, f"/nto {SECRET}"))


async def a_note_that_becomes_an_answer(talk: Talk) -> None:
    await talk.room.writes("/note نزورها غدا")
    await talk.room.after(talk.room.phone.edit(newest(talk.room, "نزورها غدا").id, SECRET))
    talk.room.reads("الملاحظة تبقى ملاحظة")


async def a_photo_that_becomes_a_note(talk: Talk) -> None:
    photo = await talk.room.phone.send_photo(caption="الورشة")
    await talk.room.phone.idle()
    await talk.stage.settled()
    await talk.room.after(talk.room.phone.edit(photo.id, f"/note {SECRET}"))


async def a_note_that_she_answers(talk: Talk) -> None:
    await plainly(talk)
    await talk.member.writes("هل من جديد؟")


async def chatter_that_is_edited(talk: Talk) -> None:
    await as_a_reply_to_a_note(talk)
    await talk.room.after(talk.room.phone.edit(newest(talk.room, SECRET).id, f"{SECRET}!"))


async def as_a_reply_to_a_sentence_of_the_bot(talk: Talk) -> None:
    await talk.room.writes("/nte كلام")
    sentence = newest(talk.room, "لا أعرف هذا الأمر").id
    await talk.room.after(talk.room.phone.send(SECRET, reply_to=sentence))
    assert talk.mark(newest(talk.room, SECRET)) == [STAYS]


async def forwarded_from_another_chat(talk: Talk) -> None:
    await talk.coordinator.writes(SECRET)
    mine = newest(talk.coordinator, SECRET)
    await talk.coordinator.phone.forward(mine.id, talk.room.phone)
    await talk.room.phone.idle()


async def in_the_general_topic(talk: Talk) -> None:
    everywhere = talk.coordinator.phone.inside(talk.room.phone.chat)
    await everywhere.send(SECRET)
    await everywhere.idle()


async def as_the_name_of_the_topic(talk: Talk) -> None:
    talk.room.phone.rename_topic(SECRET)
    await talk.room.phone.idle()
    await talk.room.writes("أهلا")


async def in_a_topic_that_is_none_of_ours(talk: Talk) -> None:
    await talk.stage.program.api.create_forum_topic(talk.room.phone.chat.id, "استراحة")
    await Chat(talk.stage, talk.room.phone.in_topic("استراحة")).writes(SECRET)


async def by_an_anonymous_administrator(talk: Talk) -> None:
    await talk.room.after(talk.room.phone.speak_as_group(SECRET))
    talk.room.reads("لا أرى من كتب هذا")


async def by_somebody_who_is_no_staff(talk: Talk) -> None:
    stranger = talk.in_room(await talk.desk.member("غريب"))
    await stranger.writes(SECRET)
    stranger.reads("لم يُرسل شيء")


async def by_staff_of_another_province(talk: Talk) -> None:
    other = talk.in_room(await talk.desk.staff("حسن", Actor.AGENT, "05.301"))
    await other.writes(SECRET)


async def by_somebody_whose_role_has_ended(talk: Talk) -> None:
    said = talk.in_room(await talk.desk.staff("سعيد", Actor.AGENT))
    await said.writes("أهلا")
    mine = newest(said, "أهلا")
    async with talk.stage.database.unit() as unit:
        Staff(unit).erase(said.phone.id, talk.desk.now)
    await said.writes(SECRET)
    await said.after(said.phone.edit(mine.id, SECRET))


async def in_her_own_request(talk: Talk) -> None:
    """Whose request it is and is staff too: what colleagues note is not for her, nor can she write as staff."""
    await talk.room.writes(f"/note {SECRET}")
    async with talk.stage.database.unit() as unit:
        Staff(unit).grant(talk.member.phone.id, Actor.AGENT, "09.541", None, talk.desk.now)
    await talk.member.writes(talk.reference)


PATHS: list[Path] = [
    plainly,
    for_the_bot_by_name,
    in_arabic,
    behind_a_direction_mark,
    mistyped,
    as_a_reply_to_her,
    as_a_reply_to_a_note,
    as_a_reply_to_a_colleague,
    under_a_photo,
    under_the_first_of_an_album,
    under_the_last_of_an_album,
    an_answer_that_becomes_a_note,
    an_answer_that_becomes_something_like_a_note,
    a_note_that_becomes_an_answer,
    a_photo_that_becomes_a_note,
    a_note_that_she_answers,
    chatter_that_is_edited,
    as_a_reply_to_a_sentence_of_the_bot,
    forwarded_from_another_chat,
    in_the_general_topic,
    as_the_name_of_the_topic,
    in_a_topic_that_is_none_of_ours,
    by_an_anonymous_administrator,
    by_somebody_who_is_no_staff,
    by_staff_of_another_province,
    by_somebody_whose_role_has_ended,
    in_her_own_request,
]


async def check(talk: Talk) -> None:
    """The secret is nowhere on her phone, nor in anything that she can open."""
    await talk.stage.settled()
    assert SECRET not in json.dumps([message.body for message in talk.member.phone.messages], ensure_ascii=False)
    for typed in (talk.reference, "📂 طلباتي", "/privacy"):
        await talk.member.writes(typed)
        assert SECRET not in visible(talk.member.phone.transcript())


@pytest.mark.parametrize("first", range(4))
async def test_it_reaches_her_by_no_path(stage: Stage, first: int) -> None:
    talk = await talking(stage)
    for path in PATHS[first::4]:
        await path(talk)
        assert SECRET not in await talk.heard(), path.__name__
    await check(talk)
    await talk.room.writes("كلام لها")
    assert "كلام لها" in await talk.heard(), "the way itself is open"


async def test_a_note_is_marked_and_stands_in_the_history_of_staff(stage: Stage) -> None:
    talk = await talking(stage)
    await plainly(talk)
    assert talk.mark(newest(talk.room, SECRET)) == [NOTED]
    [line] = await stage.rows("select action, internal, text from request_event where action = 'note'")
    assert line == {"action": "note", "internal": 1, "text": SECRET}


async def test_without_topics_only_replies_are_answers_and_a_reply_can_be_a_note(stage: Stage) -> None:
    talk = await talking(stage, forum=False)
    hers = newest(talk.room, "متى يبدأ").id
    await talk.room.writes(SECRET)
    await talk.room.after(talk.room.phone.send(f"/note {SECRET}", reply_to=hers))
    await talk.room.after(talk.room.phone.send(SECRET, reply_to=newest(talk.room, f"/note {SECRET}").id))
    await sends_an_album(talk, talk.room, 2, caption=f"/note {SECRET}", captioned=1, reply_to=hers)
    await check(talk)


@pytest.mark.parametrize("written", [f"/note {SECRET}", f"ملاحظة: {SECRET}", f"/nte {SECRET}"])
async def test_in_private_a_reply_can_be_a_note_and_a_mistyped_one_stays_here(stage: Stage, written: str) -> None:
    desk = Desk(stage)
    agent, member = await desk.staff("سعيد", Actor.AGENT), await desk.member()
    talk = Talk(desk, member, await desk.sent(member), agent, agent)
    await talk.asks("متى يبدأ التكوين؟")
    hers = newest(agent, "متى يبدأ").id
    await agent.after(agent.phone.send(written, reply_to=hers))
    await agent.after(agent.phone.send_photo(caption=f"/note {SECRET}", reply_to=hers))
    await agent.after(agent.phone.send("كلام عادي", reply_to=hers))
    await agent.after(agent.phone.edit(newest(agent, "كلام عادي").id, f"/note {SECRET}"))
    await check(talk)
    assert "كلام عادي" not in await talk.heard()


async def test_a_note_that_comes_while_its_answer_is_on_its_way_takes_it_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the call to Telegram and the mark in the database nobody knows yet where the copy is."""
    talk = await talking(stage)
    call = Api.call
    late: list[bool] = []

    async def slowly(self: Api, method: str, parameters: dict[str, object], **more: float) -> object:
        result = await call(self, method, parameters, **more)
        if method == "sendMessage" and parameters["chat_id"] == talk.member.phone.id and not late:
            late.append(True)
            await talk.room.phone.edit(newest(talk.room, "كلام عادي").id, f"/note {SECRET}")
            await talk.room.phone.idle()
            await handled(stage)
        return result

    monkeypatch.setattr(Api, "call", slowly)
    await talk.room.writes("كلام عادي")
    assert late
    await check(talk)
    assert "كلام عادي" not in await talk.heard()


async def test_the_text_of_a_copy_is_what_was_heard_and_not_what_the_message_says_by_then(stage: Stage) -> None:
    talk = await talking(stage)
    await stage.stop_bot()
    await talk.room.phone.send("كلام عادي")
    await talk.room.phone.edit(newest(talk.room, "كلام عادي").id, f"/note {SECRET}")
    await stage.start_bot()
    await talk.room.phone.idle()
    await check(talk)
