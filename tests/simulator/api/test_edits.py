from typing import Any

import pytest

from simulator import Phone
from tests.simulator.client import Bot

KEYBOARD = {"inline_keyboard": [[{"text": "نعم", "callback_data": "y"}]]}


@pytest.fixture
async def sent(bot: Bot, phone: Phone) -> dict[str, Any]:
    message: dict[str, Any] = await bot("sendMessage", chat_id=phone.id, text="قبل", reply_markup=KEYBOARD)
    return message


async def test_a_text_is_changed_and_loses_its_keyboard(bot: Bot, phone: Phone, sent: dict[str, Any]) -> None:
    edited = await bot("editMessageText", chat_id=phone.id, message_id=sent["message_id"], text="بعد")
    assert edited["text"] == "بعد"
    assert "edit_date" in edited
    assert "reply_markup" not in edited
    assert (await phone.sees("بعد")).buttons == []


async def test_a_change_that_changes_nothing_is_refused(bot: Bot, phone: Phone, sent: dict[str, Any]) -> None:
    where = {"chat_id": phone.id, "message_id": sent["message_id"], "reply_markup": KEYBOARD}
    refusal = await bot.refused("editMessageText", text="قبل", **where)
    assert refusal.startswith("Bad Request: message is not modified: specified new message content")
    assert "not modified" in await bot.refused("editMessageReplyMarkup", **where)


async def test_a_keyboard_alone_can_be_changed_and_removed(bot: Bot, phone: Phone, sent: dict[str, Any]) -> None:
    where = {"chat_id": phone.id, "message_id": sent["message_id"]}
    other = {"inline_keyboard": [[{"text": "لا", "callback_data": "n"}]]}
    await bot("editMessageReplyMarkup", reply_markup=other, **where)
    assert phone.buttons == ["لا"]
    await bot("editMessageReplyMarkup", **where)
    assert phone.buttons == []


async def test_a_message_takes_no_reply_keyboard_later(bot: Bot, phone: Phone, sent: dict[str, Any]) -> None:
    where = {"chat_id": phone.id, "message_id": sent["message_id"]}
    refusal = await bot.refused("editMessageText", text="x", reply_markup={"keyboard": [["أ"]]}, **where)
    assert refusal == "Bad Request: inline keyboard expected"


async def test_what_is_not_the_bots_cannot_be_edited(bot: Bot, phone: Phone) -> None:
    own = phone.messages[0].id
    refusal = await bot.refused("editMessageText", chat_id=phone.id, message_id=own, text="x")
    assert refusal == "Bad Request: message can't be edited"


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"message_id": 1}, "message to edit not found"),
        ({}, "message identifier is not specified"),
        ({"inline_message_id": "7"}, "MESSAGE_ID_INVALID"),
    ],
)
async def test_a_message_that_is_not_there_is_not_edited(
    bot: Bot, phone: Phone, where: dict[str, object], expected: str
) -> None:
    refusal = await bot.refused("editMessageText", chat_id=phone.id, text="x", **where)
    assert refusal == f"Bad Request: {expected}"


async def test_captions_are_edited_and_texts_have_none(bot: Bot, phone: Phone, sent: dict[str, Any]) -> None:
    document = await bot.form("sendDocument", {"chat_id": str(phone.id), "caption": "a"}, document=("a", b"x"))
    where = {"chat_id": phone.id, "message_id": document["message_id"]}
    edited = await bot("editMessageCaption", caption="<b>b</b>", parse_mode="HTML", **where)
    assert (edited["caption"], len(edited["caption_entities"])) == ("b", 1)
    above = await bot("editMessageCaption", caption="c", show_caption_above_media=True, **where)
    assert above["show_caption_above_media"] is True
    assert "caption" not in await bot("editMessageCaption", **where)
    refusal = await bot.refused("editMessageText", text="x", **where)
    assert refusal == "Bad Request: there is no text in the message to edit"
    text = {"chat_id": phone.id, "message_id": sent["message_id"]}
    refusal = await bot.refused("editMessageCaption", caption="x", **text)
    assert refusal == "Bad Request: there is no caption in the message to edit"


async def test_link_previews_can_be_switched_off_later(bot: Bot, phone: Phone, sent: dict[str, Any]) -> None:
    where = {"chat_id": phone.id, "message_id": sent["message_id"]}
    edited = await bot("editMessageText", text="x", disable_web_page_preview=True, **where)
    assert edited["link_preview_options"] == {"is_disabled": True}


async def test_updates_that_wait_keep_the_message_as_it_was(bot: Bot, phone: Phone, sent: dict[str, Any]) -> None:
    await phone.press("نعم")
    await bot("editMessageText", chat_id=phone.id, message_id=sent["message_id"], text="بعد")
    (update,) = await bot.take()
    assert update["callback_query"]["message"]["text"] == "قبل"
