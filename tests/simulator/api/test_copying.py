import pytest

from simulator import Phone, Simulator
from tests.simulator.client import Bot


@pytest.fixture
async def other(bot: Bot, simulator: Simulator) -> Phone:
    other = simulator.phone("يوسف")
    await other.start()
    await bot.take()
    return other


async def test_a_forwarded_message_names_its_first_author(bot: Bot, phone: Phone, other: Phone) -> None:
    await phone.send("سؤال")
    where = {"from_chat_id": phone.id, "message_id": phone.messages[-1].id}
    first = await bot("forwardMessage", chat_id=other.id, **where)
    assert first["forward_origin"]["sender_user"]["id"] == phone.id
    again = await bot("forwardMessage", chat_id=phone.id, from_chat_id=other.id, message_id=first["message_id"])
    assert again["forward_origin"] == first["forward_origin"]
    assert again["text"] == "سؤال"
    refusal = await bot.refused("editMessageText", chat_id=other.id, message_id=first["message_id"], text="x")
    assert refusal == "Bad Request: message can't be edited"


async def test_a_copy_is_the_bots_own_and_may_have_another_caption(bot: Bot, phone: Phone, other: Phone) -> None:
    await phone.send_document("a.pdf", caption="قديم")
    where = {"chat_id": other.id, "from_chat_id": phone.id, "message_id": phone.messages[-1].id}
    assert set(await bot("copyMessage", **where)) == {"message_id"}
    assert other.messages[-1].text == "قديم"
    assert "forward_origin" not in other.messages[-1].body
    await bot("copyMessage", **where, caption="جديد", show_caption_above_media=True)
    assert other.messages[-1].body["show_caption_above_media"] is True
    await bot("copyMessage", **where, caption="")
    assert other.messages[-1].text == ""


async def test_many_are_forwarded_and_copied_at_once(bot: Bot, phone: Phone, other: Phone) -> None:
    await phone.send_document("a.pdf", caption="نص")
    numbers = [message.id for message in phone.messages]
    where = {"chat_id": other.id, "from_chat_id": phone.id}
    assert len(await bot("forwardMessages", **where, message_ids=[1, *numbers])) == 2
    assert len(await bot("copyMessages", **where, message_ids=numbers, remove_caption=True)) == 2
    assert other.messages[-1].text == ""
    await bot("copyMessages", **where, message_ids=numbers)
    assert other.messages[-1].text == "نص"


async def test_what_cannot_be_forwarded_is_refused(bot: Bot, phone: Phone, other: Phone) -> None:
    where = {"chat_id": other.id, "from_chat_id": phone.id}
    assert await bot.refused("forwardMessage", **where, message_id=1) == "Bad Request: message to forward not found"
    assert await bot.refused("copyMessage", **where, message_id=1) == "Bad Request: message to copy not found"
    guarded = await bot("sendMessage", chat_id=phone.id, text="x", protect_content=True)
    number = guarded["message_id"]
    assert await bot.refused("forwardMessage", **where, message_id=number) == "Bad Request: message can't be forwarded"
    assert await bot.refused("copyMessage", **where, message_id=number) == "Bad Request: message can't be copied"
    await bot("pinChatMessage", chat_id=phone.id, message_id=number)
    notice = phone.messages[-1].id
    assert await bot.refused("copyMessage", **where, message_id=notice) == "Bad Request: message can't be copied"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], "there must be 1-100 message identifiers"),
        ([2, 1], "message identifiers must be in a strictly increasing order"),
        ([1], "message to forward not found"),
    ],
)
async def test_wrong_lists_are_refused(bot: Bot, phone: Phone, other: Phone, numbers: list[int], expected: str) -> None:
    where = {"chat_id": other.id, "from_chat_id": phone.id}
    assert await bot.refused("copyMessages", **where, message_ids=numbers) == f"Bad Request: {expected}"
