import pytest

from simulator import Phone, Simulator
from simulator.actions import Impossible
from tests.simulator.client import Bot


async def test_a_button_that_is_not_there_cannot_be_pressed(phone: Phone, simulator: Simulator) -> None:
    with pytest.raises(Impossible, match="no such button"):
        simulator.actions.press(phone.person, phone.chat, phone.messages[0].id, 0, 0)


async def test_nobody_writes_into_a_closed_or_missing_topic(bot: Bot, phone: Phone) -> None:
    group = phone.create_group("منتدى", forum=True, administrator=True)
    topic = await bot("createForumTopic", chat_id=group.chat.id, name="أسئلة")
    await bot("closeForumTopic", chat_id=group.chat.id, message_thread_id=topic["message_thread_id"])
    for thread in (topic["message_thread_id"], 99):
        with pytest.raises(Impossible, match="nobody can write"):
            await group.send("x", thread=thread)
    await group.send("x", thread=1)
    assert "message_thread_id" not in group.messages[-1].body


async def test_answering_keeps_the_answered_message(bot: Bot, phone: Phone) -> None:
    await phone.send("x", reply_to=phone.messages[0].id)
    await phone.send("y", reply_to=phone.messages[-1].id)
    first, second = [update["message"]["reply_to_message"] for update in await bot.take()]
    assert first["text"] == "/start"
    assert "reply_to_message" not in second
