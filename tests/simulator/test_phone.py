import asyncio
from typing import Any

import pytest

from simulator import Phone, Simulator
from simulator.actions import Impossible
from tests.simulator.client import Bot

KEYBOARD = {"inline_keyboard": [[{"text": "نعم", "callback_data": "y"}, {"text": "لا", "callback_data": "n"}]]}


async def test_a_text_has_telegrams_shape(bot: Bot, phone: Phone) -> None:
    await phone.send(" /help مرحبا ")
    (update,) = await bot.take()
    assert update["message"] == {
        "message_id": phone.messages[-1].id,
        "from": {"id": phone.id, "is_bot": False, "first_name": "فاطمة", "language_code": "ar"},
        "chat": {"id": phone.id, "first_name": "فاطمة", "type": "private"},
        "date": update["message"]["date"],
        "text": "/help مرحبا",
        "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
    }


async def test_a_person_has_all_that_telegram_tells(bot: Bot, simulator: Simulator) -> None:
    phone = simulator.phone("Zahra", language=None, last_name="A", username="zahra_a", person_id=5)
    await phone.start("invite-7")
    (update,) = await bot.take()
    assert update["message"]["text"] == "/start invite-7"
    assert update["message"]["from"] == {
        "id": 5,
        "is_bot": False,
        "first_name": "Zahra",
        "last_name": "A",
        "username": "zahra_a",
    }


async def test_only_what_came_after_the_last_action_is_seen(bot: Bot, phone: Phone) -> None:
    await bot("sendMessage", chat_id=phone.id, text="قديم")
    await phone.sees("قديم")
    await phone.send("x")
    with pytest.raises(AssertionError, match="فاطمة does not see 'قديم'"):
        await phone.sees("قديم", within=0.01)


async def test_sees_waits_for_what_comes_later_and_for_changes(bot: Bot, phone: Phone) -> None:
    waiting = asyncio.create_task(phone.sees("بعد"))
    sent = await bot("sendMessage", chat_id=phone.id, text="قبل")
    await bot("editMessageText", chat_id=phone.id, message_id=sent["message_id"], text="بعد")
    assert (await waiting).id == sent["message_id"]


async def test_direction_marks_and_narrow_spaces_do_not_matter(bot: Bot, phone: Phone) -> None:
    markup = {"keyboard": [["\u200fنعم"]]}
    text = "السؤال \u20683\u2069 من\u00a07"
    await bot("sendMessage", chat_id=phone.id, text=text, reply_markup=markup)
    assert (await phone.sees("السؤال 3 من 7")).text == text
    await phone.press("نعم")
    assert phone.messages[-1].text == "\u200fنعم".strip()


async def test_the_newest_button_with_a_label_is_pressed(bot: Bot, phone: Phone) -> None:
    for text in ("1", "2"):
        await bot("sendMessage", chat_id=phone.id, text=text, reply_markup=KEYBOARD)
    assert phone.buttons == ["نعم", "لا"] * 2
    await phone.press("لا")
    await phone.press_old("نعم", phone.messages[1].id)
    newest, oldest = [update["callback_query"] for update in await bot.take()]
    assert (newest["message"]["text"], newest["data"]) == ("2", "n")
    assert (oldest["message"]["text"], oldest["data"]) == ("1", "y")


async def test_a_press_waits_for_its_button(bot: Bot, phone: Phone) -> None:
    pressing = asyncio.create_task(phone.press("لا"))
    await bot("sendMessage", chat_id=phone.id, text="?", reply_markup=KEYBOARD)
    await pressing
    assert len(await bot.take()) == 1


async def test_a_missing_button_is_answered_with_what_is_there(bot: Bot, phone: Phone) -> None:
    keyboard = {"keyboard": [["القائمة"]]}
    await bot("sendMessage", chat_id=phone.id, text="?", reply_markup=KEYBOARD)
    await bot("sendMessage", chat_id=phone.id, text="؟", reply_markup=keyboard)
    with pytest.raises(AssertionError) as caught:
        await phone.press("ربما", within=0)
    assert "[نعم] [لا]" in str(caught.value)
    assert "⌨ [القائمة]" in str(caught.value)
    for label, number in (("ربما", phone.messages[1].id), ("نعم", 1)):
        with pytest.raises(AssertionError, match="has no button"):
            await phone.press_old(label, number)


async def test_keys_may_ask_for_the_number_or_the_place(bot: Bot, phone: Phone) -> None:
    keys = [[{"text": "رقمي", "request_contact": True}, {"text": "مكاني", "request_location": True}]]
    await bot("sendMessage", chat_id=phone.id, text="?", reply_markup={"keyboard": keys})
    await phone.press("رقمي")
    await phone.press("مكاني")
    contact, location = [update["message"] for update in await bot.take()]
    assert contact["contact"]["user_id"] == phone.id
    assert contact["contact"]["phone_number"] == phone.person.phone_number
    assert location["location"]["latitude"] == phone.person.location[0]


async def test_buttons_may_open_addresses_start_the_bot_or_copy(bot: Bot, phone: Phone) -> None:
    row: list[dict[str, Any]] = [
        {"text": "موقع", "url": "https://tiwizi.ma"},
        {"text": "رابط", "url": "https://t.me/tiwizi_bot?start=abc"},
        {"text": "انسخ", "copy_text": {"text": "TZ-12"}},
        {"text": "تطبيق", "web_app": {"url": "https://a.ma"}},
    ]
    await bot("sendMessage", chat_id=phone.id, text="?", reply_markup={"inline_keyboard": [row]})
    for button in row:
        await phone.press(button["text"])
    assert phone.opened == ["https://tiwizi.ma", "TZ-12"]
    assert [update["message"]["text"] for update in await bot.take()] == ["/start abc"]


async def test_deep_links_of_the_app_start_the_bot_too(bot: Bot, phone: Phone) -> None:
    await phone.open_link("tg://resolve?domain=tiwizi_bot&start=abc")
    await phone.open_link("https://t.me/other_bot?start=abc")
    assert [update["message"]["text"] for update in await bot.take()] == ["/start abc"]


async def test_a_changed_app_can_send_any_data(bot: Bot, phone: Phone) -> None:
    sent = await bot("sendMessage", chat_id=phone.id, text="?", reply_markup=KEYBOARD)
    await phone.press_data("forged", sent["message_id"])
    assert (await bot.take())[0]["callback_query"]["data"] == "forged"


async def test_an_unanswered_press_is_noticed(bot: Bot, phone: Phone) -> None:
    await bot("sendMessage", chat_id=phone.id, text="?", reply_markup=KEYBOARD)
    await phone.press("نعم")
    with pytest.raises(AssertionError, match="was not answered"):
        await phone.answered(within=0.01)
    with pytest.raises(AssertionError, match="did not take all"):
        await phone.idle(within=0.01)
    with pytest.raises(AssertionError, match="sees no toast"):
        await phone.sees_toast("x", within=0.01)


async def test_attachments_of_all_kinds_arrive(bot: Bot, phone: Phone) -> None:
    await phone.send_photo(caption="/x")
    await phone.send_photo(b"GIF89a\x05\0\x06\0")
    await phone.send_document("عقد.pdf")
    await phone.send_voice(duration=9)
    await phone.send_video(caption="x")
    await phone.send_sticker("🌿")
    await phone.share_location(30.1, -9.2)
    await phone.share_venue("المقر", "الشارع 3", 30.1, -9.2)
    messages = [update["message"] for update in await bot.take()]
    assert messages[0]["caption_entities"][0]["type"] == "bot_command"
    assert messages[1]["photo"][0]["width"] == 5
    assert messages[2]["document"]["file_name"] == "عقد.pdf"
    assert messages[3]["voice"]["duration"] == 9
    assert messages[4]["caption"] == "x"
    assert messages[5]["sticker"]["emoji"] == "🌿"
    assert messages[6]["location"] == {"latitude": 30.1, "longitude": -9.2}
    assert messages[7]["venue"]["title"] == "المقر"
    assert "<voice>" in phone.transcript()


async def test_an_album_is_one_update_for_each_photo(bot: Bot, phone: Phone) -> None:
    await phone.send_album(3, caption="صور")
    messages = [update["message"] for update in await bot.take()]
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["صور", None, None]


async def test_somebody_elses_number_can_be_shared(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    other = simulator.phone("يوسف", last_name="ب")
    await phone.share_contact(other.person)
    contact = (await bot.take())[0]["message"]["contact"]
    assert (contact["user_id"], contact["last_name"]) == (other.id, "ب")


async def test_own_messages_are_edited_and_deleted(bot: Bot, phone: Phone) -> None:
    await phone.send("قبل")
    await phone.edit(phone.messages[-1].id, "بعد /x")
    document = await phone.send_document(caption="a")
    await phone.edit(document.id, "b")
    await phone.delete(document.id)
    updates = await bot.take()
    edited = updates[1]["edited_message"]
    assert (edited["text"], edited["entities"][0]["type"]) == ("بعد /x", "bot_command")
    assert "edit_date" in edited
    assert updates[3]["edited_message"]["caption"] == "b"
    assert len(updates) == 4


async def test_a_long_text_goes_as_several_messages(bot: Bot, phone: Phone) -> None:
    await phone.send("س" * 4096 + "🌿" * 10)
    assert [len(update["message"]["text"]) for update in await bot.take()] == [4096, 10]


async def test_what_a_phone_would_not_offer_is_impossible(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    sent = await bot("sendMessage", chat_id=phone.id, text="x", protect_content=True)
    group = phone.create_group("تعاونية")
    other = simulator.phone("يوسف").inside(group.chat)
    for attempt, reason in (
        (phone.send("  "), "empty"),
        (phone.edit(sent["message_id"], "y"), "is not by فاطمة"),
        (phone.delete(1), "there is no message 1"),
        (other.delete(group.messages[0].id), "is not by يوسف"),
        (phone.forward(sent["message_id"], group), "protected"),
    ):
        with pytest.raises(Impossible, match=reason):
            await attempt
    other.leave()
    with pytest.raises(Impossible, match="is not in this chat"):
        await other.send("x")
    phone.block()
    with pytest.raises(Impossible, match="has blocked the bot"):
        await phone.send("x")
    await phone.start()
    assert not phone.blocked


async def test_messages_travel_from_phone_to_phone(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    other = simulator.phone("يوسف")
    await other.start()
    await bot.take()
    sent = await bot("sendMessage", chat_id=phone.id, text="إعلان")
    between = phone.talk_to(other)
    await phone.forward(sent["message_id"], between)
    assert phone.talk_to(other).chat is between.chat
    assert await bot.take() == []
    seen = other.talk_to(phone)
    message = seen.messages[0]
    await seen.forward(message.id, other)
    (update,) = await bot.take()
    assert update["message"]["forward_origin"]["sender_user"]["is_bot"] is True
    assert update["message"]["from"]["id"] == other.id


async def test_an_empty_chat_says_so(simulator: Simulator) -> None:
    assert simulator.phone().transcript() == "(an empty chat)"


async def test_a_service_message_is_of_its_own_kind(bot: Bot, phone: Phone) -> None:
    group = phone.create_group("تعاونية")
    assert group.messages[0].kind == "service"
    assert group.messages[0].file_id is None


async def test_bold_words_and_polls_have_telegrams_shape(bot: Bot, phone: Phone) -> None:
    await phone.send_marked("🌿 <b>غدا</b> &amp; بعده")
    await phone.send_poll("متى؟", "السبت", "الأحد", several=True)
    marked, poll = (update["message"] for update in await bot.take())
    assert (marked["text"], marked["entities"]) == (
        "🌿 غدا & بعده",
        [{"type": "bold", "offset": 3, "length": 3}],
    )
    assert poll["poll"]["question"] == "متى؟"
    assert [option["text"] for option in poll["poll"]["options"]] == ["السبت", "الأحد"]
    assert poll["poll"]["allows_multiple_answers"]
