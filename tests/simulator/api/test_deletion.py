from simulator import Phone, Simulator
from tests.simulator.client import Bot


async def test_messages_of_both_sides_are_deleted_in_a_private_chat(bot: Bot, phone: Phone) -> None:
    sent = await bot("sendMessage", chat_id=phone.id, text="x")
    await bot("pinChatMessage", chat_id=phone.id, message_id=sent["message_id"])
    for message in phone.messages:
        assert await bot("deleteMessage", chat_id=phone.id, message_id=message.id) is True
    assert phone.messages == []
    refusal = await bot.refused("deleteMessage", chat_id=phone.id, message_id=sent["message_id"])
    assert refusal == "Bad Request: message to delete not found"


async def test_after_two_days_a_message_stays(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    sent = await bot("sendMessage", chat_id=phone.id, text="x")
    simulator.clock.advance(48 * 3600 + 1)
    refusal = await bot.refused("deleteMessage", chat_id=phone.id, message_id=sent["message_id"])
    assert refusal == "Bad Request: message can't be deleted for everyone"


async def test_a_plain_member_deletes_only_its_own_messages(bot: Bot, phone: Phone) -> None:
    group = phone.create_group("التعاونية")
    await group.send("/x")
    where = {"chat_id": group.chat.id, "message_id": group.messages[-1].id}
    assert await bot.refused("deleteMessage", **where) == "Bad Request: message can't be deleted"


async def test_many_are_deleted_at_once_and_missing_ones_passed_over(bot: Bot, phone: Phone) -> None:
    numbers = [(await bot("sendMessage", chat_id=phone.id, text="x"))["message_id"] for _ in range(3)]
    assert await bot("deleteMessages", chat_id=phone.id, message_ids=[1, *numbers]) is True
    assert len(phone.messages) == 1
    refusal = await bot.refused("deleteMessages", chat_id=phone.id, message_ids=list(range(101)))
    assert refusal == "Bad Request: there must be 1-100 message identifiers"
