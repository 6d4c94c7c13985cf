import pytest

from simulator import Phone, Simulator
from tests.simulator.client import Bot


async def test_a_message_has_telegrams_shape(bot: Bot, phone: Phone) -> None:
    message = await bot("sendMessage", chat_id=phone.id, text="<b>مرحبا</b>", parse_mode="HTML")
    assert message == {
        "message_id": message["message_id"],
        "from": {"id": 123456, "is_bot": True, "first_name": "تيويزي", "username": "tiwizi_bot"},
        "chat": {"id": phone.id, "first_name": "فاطمة", "type": "private"},
        "date": message["date"],
        "text": "مرحبا",
        "entities": [{"type": "bold", "offset": 0, "length": 5}],
    }


async def test_an_unknown_chat_and_one_that_was_never_started_are_not_found(bot: Bot, simulator: Simulator) -> None:
    stranger = simulator.phone("يوسف")
    for chat_id in (42, stranger.id, "@nobody"):
        assert await bot.refused("sendMessage", chat_id=chat_id, text="x") == "Bad Request: chat not found"
    assert await bot.refused("sendMessage", text="x") == "Bad Request: chat_id is empty"


async def test_someone_met_in_a_group_only_cannot_be_written_to(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    group = phone.create_group("التعاونية")
    stranger = simulator.phone("يوسف").inside(group.chat)
    expected = "Forbidden: bot can't initiate conversation with a user"
    assert await bot.refused("sendMessage", chat_id=stranger.id, text="x") == expected


async def test_a_bot_that_is_blocked_is_told_so(bot: Bot, phone: Phone) -> None:
    phone.block()
    assert phone.blocked
    expected = "Forbidden: bot was blocked by the user"
    assert await bot.refused("sendMessage", chat_id=phone.id, text="x") == expected
    phone.unblock()
    await bot("sendMessage", chat_id=phone.id, text="x")
    kicked, back = [update["my_chat_member"] for update in await bot.take()]
    assert (kicked["old_chat_member"]["status"], kicked["new_chat_member"]["status"]) == ("member", "kicked")
    assert back["new_chat_member"]["status"] == "member"


async def test_blocking_twice_is_blocking_once(bot: Bot, phone: Phone) -> None:
    phone.block()
    phone.block()
    assert len(await bot.take()) == 1


async def test_a_bot_that_was_removed_from_a_group_is_told_so(bot: Bot, phone: Phone) -> None:
    group = phone.create_group("التعاونية")
    group.remove_bot()
    expected = "Forbidden: bot was kicked from the supergroup chat"
    assert await bot.refused("sendMessage", chat_id=group.chat.id, text="x") == expected


async def test_a_bot_that_left_a_group_is_no_member(bot: Bot, phone: Phone) -> None:
    group = phone.create_group("التعاونية")
    await bot("leaveChat", chat_id=group.chat.id)
    expected = "Forbidden: bot is not a member of the supergroup chat"
    assert await bot.refused("sendMessage", chat_id=group.chat.id, text="x") == expected
    refusal = await bot.refused("leaveChat", chat_id=phone.id)
    assert refusal == "Bad Request: chat member status can't be changed in private chats"


async def test_a_restricted_bot_may_not_write(bot: Bot, phone: Phone) -> None:
    group = phone.create_group("التعاونية")
    group.chat.members[123456].status = "restricted"
    refusal = await bot.refused("sendMessage", chat_id=group.chat.id, text="x")
    assert refusal == "Bad Request: not enough rights to send text messages to the chat"


async def test_a_group_with_a_name_is_found_by_it(bot: Bot, phone: Phone) -> None:
    group = phone.create_group("التعاونية")
    group.chat.username = "Tiwizi_Group"
    group.chat.renamed()
    message = await bot("sendMessage", chat_id="@tiwizi_group", text="x")
    assert message["chat"]["username"] == "Tiwizi_Group"


async def test_answers_hold_the_message_they_answer(bot: Bot, phone: Phone) -> None:
    asked = phone.messages[0].id
    reply = await bot("sendMessage", chat_id=phone.id, text="x", reply_parameters={"message_id": asked, "quote": "/st"})
    assert reply["reply_to_message"]["text"] == "/start"
    assert reply["quote"] == {"text": "/st", "position": 0}
    older = await bot("sendMessage", chat_id=phone.id, text="x", reply_to_message_id=reply["message_id"])
    assert "reply_to_message" not in older["reply_to_message"]


async def test_an_answer_to_nothing_is_refused_unless_allowed(bot: Bot, phone: Phone) -> None:
    refusal = await bot.refused("sendMessage", chat_id=phone.id, text="x", reply_parameters={"message_id": 1})
    assert refusal == "Bad Request: message to be replied not found"
    allowed = {"message_id": 1, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await bot("sendMessage", chat_id=phone.id, text="x", reply_parameters=allowed)
    quote = {"message_id": phone.messages[0].id, "quote": "no"}
    refusal = await bot.refused("sendMessage", chat_id=phone.id, text="x", reply_parameters=quote)
    assert refusal == "Bad Request: QUOTE_TEXT_INVALID"


async def test_options_are_shown_in_the_message(bot: Bot, phone: Phone) -> None:
    message = await bot(
        "sendMessage",
        chat_id=phone.id,
        text="https://tiwizi.ma",
        protect_content=True,
        message_effect_id="5104841245755180586",
        link_preview_options={"is_disabled": True},
    )
    assert message["has_protected_content"] is True
    assert message["effect_id"] == "5104841245755180586"
    assert message["link_preview_options"] == {"is_disabled": True}
    older = await bot("sendMessage", chat_id=phone.id, text="x", disable_web_page_preview=True)
    assert older["link_preview_options"] == {"is_disabled": True}


async def test_business_and_channel_options_are_refused(bot: Bot, phone: Phone) -> None:
    refusal = await bot.refused("sendMessage", chat_id=phone.id, text="x", business_connection_id="b")
    assert refusal == "Bad Request: business connection not found"
    refusal = await bot.refused("sendMessage", chat_id=phone.id, text="x", direct_messages_topic_id=3)
    assert refusal == "Bad Request: chat is not a direct messages chat"


async def test_a_reply_keyboard_belongs_to_the_phone_and_not_to_the_message(bot: Bot, phone: Phone) -> None:
    message = await bot("sendMessage", chat_id=phone.id, text="x", reply_markup={"keyboard": [["أ", "ب"]]})
    assert "reply_markup" not in message
    assert phone.keyboard == [["أ", "ب"]]
    await bot("sendMessage", chat_id=phone.id, text="x", reply_markup={"remove_keyboard": True})
    assert phone.keyboard == []


async def test_a_keyboard_for_one_time_can_be_unfolded_and_used_again(bot: Bot, phone: Phone) -> None:
    keyboard = {"keyboard": [["أ"]], "one_time_keyboard": True}
    await bot("sendMessage", chat_id=phone.id, text="x", reply_markup=keyboard)
    await phone.press("أ")
    assert phone.keyboard == [["أ"]]
    await phone.press("أ")
    assert [message.text for message in phone.messages[-2:]] == ["أ", "أ"]


async def test_a_selective_keyboard_is_for_who_was_answered(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    group = phone.create_group("التعاونية", administrator=True)
    other = simulator.phone("يوسف").inside(group.chat)
    await group.send("/x")
    await bot(
        "sendMessage",
        chat_id=group.chat.id,
        text="x",
        reply_parameters={"message_id": group.messages[-1].id},
        reply_markup={"keyboard": [["أ"]], "selective": True},
    )
    assert (group.keyboard, other.keyboard) == ([["أ"]], [])


@pytest.mark.parametrize(
    ("values", "expected"),
    [({"action": "dancing"}, "wrong parameter action in request"), ({"message_thread_id": 5}, "thread not found")],
)
async def test_wrong_chat_actions_are_refused(bot: Bot, phone: Phone, values: dict[str, object], expected: str) -> None:
    arguments = {"chat_id": phone.id, "action": "typing", **values}
    assert expected in await bot.refused("sendChatAction", **arguments)


async def test_the_bot_can_show_that_it_types(bot: Bot, phone: Phone) -> None:
    assert await bot("sendChatAction", chat_id=phone.id, action="typing") is True
