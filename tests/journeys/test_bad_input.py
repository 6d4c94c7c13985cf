"""Whatever happens in the middle of a question: one kind sentence or the question again, and no answer lost."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.ticks import forget_what_is_over
from messages.text import B
from simulator import Phone
from tests.journeys.chat import Chat
from tests.stage import Stage

QUESTION = "كم عمرك؟"
ANSWERS = {"place": "09.541", "legal_form": "cooperative", "sector": None}


async def at_the_age(stage: Stage) -> Chat:
    chat = Chat(stage, stage.phone("زينب"))
    await chat.begins()
    await chat.taps("سوس-ماسة")
    await chat.taps("تارودانت")
    await chat.taps("تعاونية")
    await chat.taps("🤷 لا أعرف")
    chat.reads(QUESTION)
    return chat


async def state(stage: Stage) -> dict[str, Any]:
    [draft] = await stage.rows("select * from draft")
    found: dict[str, Any] = json.loads(draft["state"])
    return found


async def nothing_is_lost(chat: Chat) -> None:
    assert (await state(chat.stage))["answers"] == ANSWERS
    await chat.writes("33")
    chat.reads("هل هي تعاونية نسائية؟")


async def _send(phone: Phone, kind: str) -> None:
    await getattr(phone, f"send_{kind}")()


STRAYS: dict[str, Callable[[Phone], Awaitable[object]]] = {
    "nonsense": lambda phone: phone.send("قلقلقل"),
    "a huge text": lambda phone: phone.send("ب" * 4096),
    "a huge number": lambda phone: phone.send("9" * 4096),
    "a negative age": lambda phone: phone.send("-5"),
    "an impossible age": lambda phone: phone.send("١٥٠"),
    "markup": lambda phone: phone.send("<b>&amp;</b><a href='x'>"),
    "an emoji": lambda phone: phone.send("🎂"),
    "a sticker": lambda phone: phone.send_sticker(),
    "a photo": lambda phone: phone.send_photo(caption="35"),
    "a document": lambda phone: phone.send_document(),
    "a voice note": lambda phone: phone.send_voice(),
    "a video": lambda phone: phone.send_video(),
    "a contact": lambda phone: phone.share_contact(),
    "a location": lambda phone: phone.share_location(30.4, -9.6),
    "a venue": lambda phone: phone.share_venue("سوق", "تارودانت", 30.4, -8.8),
    "an unknown command": lambda phone: phone.send("/abracadabra"),
}


@pytest.mark.parametrize("stray", list(STRAYS))
async def test_what_is_no_answer_is_told_so_and_the_question_stands(stage: Stage, stray: str) -> None:
    chat = await at_the_age(stage)
    await chat.after(STRAYS[stray](chat.phone))
    chat.reads(QUESTION)
    assert len(chat.screen) > len(QUESTION) + 10, "a kind sentence says why"
    await nothing_is_lost(chat)


async def test_an_edited_message_is_told_to_be_sent_again(stage: Stage) -> None:
    chat = await at_the_age(stage)
    await chat.writes("12x")
    mine = max(message.id for message in chat.phone.messages if message.sender_id == chat.phone.id)
    await chat.after(chat.phone.edit(mine, "33"))
    chat.reads("لا أتابع" if "لا أتابع" in chat.screen else QUESTION, QUESTION)
    await nothing_is_lost(chat)


async def test_five_taps_at_once_on_one_button_are_one_step(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("زينب"))
    await chat.begins()
    message = chat.last
    data = next(
        b["callback_data"] for row in message.inline_keyboard for b in row if b["callback_data"].endswith(":>09")
    )
    for _ in range(4):
        await chat.phone.press_data(data, message.id)
    await chat.after(chat.phone.press_data(data, message.id))
    assert (await state(stage))["note"] == {"in": "09"}
    assert len([m for m in chat.phone.messages if "أي إقليم" in m.text or "سوس-ماسة" in m.text]) == 1


async def test_two_answers_at_once_are_taken_in_order(stage: Stage) -> None:
    chat = await at_the_age(stage)
    await chat.phone.send("33")
    await chat.after(chat.phone.send("نعم"))
    assert (await state(stage))["answers"] == ANSWERS | {"age": 33, "womens_cooperative": True}


async def test_a_forged_tap_changes_nothing_and_is_answered(stage: Stage) -> None:
    chat = await at_the_age(stage)
    now = await state(stage)
    run, revision = now["run"], now["revision"]
    for data in (
        f"q:{run}:{revision}:=09.001",
        f"q:{run}:{revision}:ok",
        f"q:{run}:{revision}:keep",
        f"q:{run}:{revision}:edit:place",
        f"q:{run}:{revision - 1}:!skip",
        f"q:{run}:{revision + 1}:!skip",
        f"q:{run}:{10**30}:!skip",
        f"q:ffffff:{revision}:!skip",
        f"q:{run}:{revision}:",
        f"q:{run}:٣:!skip",
        "q:::",
        "q:a:1",
        "x" * 64,
        "ط" * 32,
        " ",
        "\x00\x01",
        "lang:xx",
        "lang:",
        "d:resume:nothing",
        "d:new:",
        "d:erase:eligibility:ffffff",
        "d:new:eligibility:ffffff",
    ):
        await chat.after(chat.phone.press_data(data, chat.last.id))
        await chat.phone.answered()
        assert (await state(stage))["answers"] == ANSWERS, data
    await nothing_is_lost(chat)


async def test_data_of_buttons_that_no_longer_exist_leads_to_the_list(stage: Stage) -> None:
    chat = await at_the_age(stage)
    for data in ("c:card:nothing", "c:papers:nothing", "c:card:"):
        await chat.after(chat.phone.press_data(data, chat.last.id))
        assert "برامج الدعم" in chat.last.text


async def test_last_weeks_button_shows_the_current_question(stage: Stage) -> None:
    chat = await at_the_age(stage)
    old = chat.last
    await chat.writes("33")
    stage.clock.move(timedelta(days=7))
    await stage.restart()
    await chat.after(chat.phone.press_old("🤷 لا أعرف", old.id))
    chat.reads("هل هي تعاونية نسائية؟")
    assert "هذا الزر قديم" in (chat.phone.toast or "")
    assert (await state(stage))["answers"] == ANSWERS | {"age": 33}


@pytest.mark.parametrize("how", ["erased", "expired"])
async def test_a_button_of_answers_that_are_gone_is_told_to_be_old(stage: Stage, how: str) -> None:
    chat = await at_the_age(stage)
    old = chat.last
    if how == "erased":
        await chat.writes("/privacy")
        await chat.taps(B("🗑 Erase everything"))
        await chat.taps(B("🗑 Yes, erase it all"))
    else:
        stage.clock.move(timedelta(days=15))
        await forget_what_is_over(stage.database, stage.clock)
    await chat.after(chat.phone.press_old("🤷 لا أعرف", old.id))
    chat.reads("هذا الزر قديم")
    assert await stage.rows("select * from draft") == []


async def test_outside_a_question_everything_gets_one_kind_sentence(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("زينب"))
    await chat.after(chat.phone.start())
    for deed in (chat.phone.send("كيف الحال؟"), chat.phone.send_sticker(), chat.phone.send_photo()):
        await chat.after(deed)
        assert len(chat.phone.screen) == 1
        assert chat.screen


async def test_in_a_group_the_bot_only_says_where_it_talks(stage: Stage) -> None:
    person = stage.phone("زينب")
    group = Chat(stage, person.create_group("تعاونيتنا"))
    await group.writes("/check")
    assert "https://t.me/" in str(group.last.inline_keyboard)
    assert await stage.rows("select * from draft") == []
    await group.after(group.phone.press_data("d:new:eligibility", group.last.id))
    assert await stage.rows("select * from draft") == []
    mine = max(message.id for message in group.phone.messages if message.sender_id == person.id)
    before = len(group.phone.messages)
    await group.after(group.phone.edit(mine, "/start"))
    assert len(group.phone.messages) == before


async def test_in_a_group_whose_administrator_it_is_it_keeps_out_of_what_people_say_to_each_other(stage: Stage) -> None:
    person = stage.phone("زينب")
    group = person.create_group("تعاونيتنا", administrator=True)
    await group.sees("أتحدث مع كل شخص على انفراد")
    await group.send("السلام عليكم")
    await group.send("@tiwizi_bot واش كاين شي دعم؟")
    await group.sees("أتحدث مع كل شخص على انفراد")
    said = [message for message in group.messages if message.sender_id != person.id]
    assert len(said) == 2, "one when it came, one when it was spoken to; the lane is in order, so no other follows"


ME = {"id": 7, "is_bot": False, "first_name": "زينب", "language_code": "ar"}
PRIVATE = {"id": 7, "type": "private", "first_name": "زينب"}
CHANNEL = {"id": -100, "type": "channel", "title": "قناة"}
ODD: dict[str, dict[str, Any]] = {
    "a channel post": {"channel_post": {"message_id": 1, "date": 1, "chat": CHANNEL, "text": "خبر"}},
    "an edited channel post": {"edited_channel_post": {"message_id": 1, "date": 1, "chat": CHANNEL, "text": "خبر"}},
    "an unknown kind": {"horoscope": {"sign": "lion"}},
    "an unknown kind of nobody": {"poll_of_tomorrow": 5},
    "the bot in a channel": {
        "my_chat_member": {
            "chat": CHANNEL,
            "from": ME,
            "date": 1,
            "old_chat_member": {"user": ME, "status": "left"},
            "new_chat_member": {"user": ME, "status": "member"},
        }
    },
    "a live location that moves": {
        "edited_message": {
            "message_id": 1,
            "date": 1,
            "edit_date": 2,
            "chat": PRIVATE,
            "from": ME,
            "location": {"latitude": 30.0, "longitude": -9.0},
        }
    },
}


@pytest.mark.parametrize("kind", list(ODD))
async def test_what_nobody_expects_an_answer_to_gets_none_and_breaks_nothing(stage: Stage, kind: str) -> None:
    await stage.program.intake.take([{"update_id": 1, **ODD[kind]}])
    await stage.settled()
    assert await stage.rows("select * from outbox") == []
    assert [row["state"] for row in await stage.rows("select state from inbox")] == ["done"]


async def test_an_unknown_kind_from_a_person_gets_a_kind_sentence_and_the_question(stage: Stage) -> None:
    chat = await at_the_age(stage)
    await stage.program.intake.take([{"update_id": 1, "horoscope": {"from": {**ME, "id": chat.phone.id}}}])
    await stage.settled()
    chat.reads(QUESTION)
    await nothing_is_lost(chat)
