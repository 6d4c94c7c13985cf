"""What people do to a group and its topics, and what the bot hears of it."""

import pytest

from simulator import Phone, Simulator
from tests.simulator.client import Bot


@pytest.fixture
def group(simulator: Simulator) -> Phone:
    return simulator.phone("ليلى").create_group("المكتب", forum=True, administrator=True)


async def test_the_bot_hears_when_a_topic_is_closed_and_not_when_it_is_deleted(group: Phone, bot: Bot) -> None:
    made = await bot("createForumTopic", chat_id=group.chat.id, name="TW-1")
    topic, where = group.in_topic("TW-1"), {"chat_id": group.chat.id, "message_thread_id": made["message_thread_id"]}
    await bot.take()
    topic.rename_topic("شيء آخر")
    topic.close_topic()
    topic.reopen_topic()
    heard = [update["message"] for update in await bot.take()]
    assert [
        sorted(each.keys() & {"forum_topic_edited", "forum_topic_closed", "forum_topic_reopened"}) for each in heard
    ] == [
        ["forum_topic_edited"],
        ["forum_topic_closed"],
        ["forum_topic_reopened"],
    ]
    topic.delete_topic()
    assert await bot.take() == []
    assert await bot.refused("sendMessage", **where, text="x") == "Bad Request: message thread not found"


async def test_what_answers_nothing_in_a_topic_seems_to_answer_its_first_message(group: Phone, bot: Bot) -> None:
    made = await bot("createForumTopic", chat_id=group.chat.id, name="TW-1")
    await group.in_topic("TW-1").send("x")
    message = (await bot.take())[-1]["message"]
    assert message["reply_to_message"]["message_id"] == made["message_thread_id"]


async def test_a_group_that_is_upgraded_gets_another_id_and_takes_nothing_under_the_old_one(
    simulator: Simulator, bot: Bot
) -> None:
    old = simulator.phone("ليلى").create_group("المكتب", basic=True)
    await bot("sendMessage", chat_id=old.chat.id, text="x")
    await bot.take()
    new = old.upgrade()
    assert new.chat.type == "supergroup"
    joined, *told = await bot.take()
    assert joined["my_chat_member"]["chat"]["id"] == new.chat.id
    assert [joined["my_chat_member"][of]["status"] for of in ("old_chat_member", "new_chat_member")] == [
        "left",
        "member",
    ]
    heard = [update["message"] for update in told]
    assert [each.get("migrate_to_chat_id") for each in heard] == [new.chat.id, None]
    assert heard[1]["migrate_from_chat_id"] == old.chat.id
    assert "upgraded" in await bot.refused("sendMessage", chat_id=old.chat.id, text="x")
    await bot("sendMessage", chat_id=new.chat.id, text="x")


async def test_behind_an_anonymous_administrator_the_bot_sees_the_group(group: Phone, bot: Bot) -> None:
    await bot.take()
    await group.speak_as_group("x")
    [update] = await bot.take()
    assert update["message"]["sender_chat"]["id"] == group.chat.id
    assert update["message"]["from"]["username"] == "GroupAnonymousBot"
