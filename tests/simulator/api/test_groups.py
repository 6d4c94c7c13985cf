"""Chats, members, pins and topics: what a bot does in a group."""

from typing import Any

import pytest

from simulator import Phone, Simulator
from simulator.pictures import png
from tests.simulator.client import Bot, Refused


@pytest.fixture
async def group(bot: Bot, phone: Phone) -> Phone:
    """The creator's phone in a forum of which the bot is an administrator."""
    group = phone.create_group("تعاونية أركان", forum=True, administrator=True)
    await bot.take()
    return group


@pytest.fixture
async def other(bot: Bot, group: Phone, simulator: Simulator) -> Phone:
    other = simulator.phone("يوسف").inside(group.chat)
    await bot.take()
    return other


async def test_the_bot_hears_of_its_coming_and_going(bot: Bot, phone: Phone) -> None:
    group = phone.create_group("تعاونية")
    added, service = await bot.take()
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["id"] == 123456
    group.remove_bot()
    (removed,) = await bot.take()
    assert removed["my_chat_member"]["new_chat_member"] == {
        "user": {"id": 123456, "is_bot": True, "first_name": "تيويزي", "username": "tiwizi_bot"},
        "status": "kicked",
        "until_date": 0,
    }


async def test_others_are_heard_of_when_asked_for(bot: Bot, group: Phone, simulator: Simulator) -> None:
    await bot("getUpdates", allowed_updates=["chat_member"])
    other = simulator.phone("يوسف").inside(group.chat)
    other.leave()
    joined, left = [update["chat_member"] for update in await bot.take()]
    assert joined["new_chat_member"]["status"] == "member"
    assert left["new_chat_member"]["status"] == "left"


async def test_privacy_mode_hides_what_is_not_for_the_bot(bot: Bot, phone: Phone) -> None:
    group = phone.create_group("تعاونية")
    await bot.take()
    sent = await bot("sendMessage", chat_id=group.chat.id, text="x")
    await group.send("بيننا")
    await group.send("/start@another_bot")
    await group.send("/start@Tiwizi_Bot")
    await group.send("/help")
    await group.send("جواب", reply_to=sent["message_id"])
    assert [update["message"]["text"] for update in await bot.take()] == ["/start@Tiwizi_Bot", "/help", "جواب"]


async def test_an_administrator_reads_everything(bot: Bot, group: Phone) -> None:
    await group.send("بيننا")
    assert len(await bot.take()) == 1


async def test_a_chat_tells_about_itself(bot: Bot, group: Phone) -> None:
    where = {"chat_id": group.chat.id}
    await bot("setChatTitle", **where, title="اسم جديد")
    await bot("setChatDescription", **where, description="وصف")
    await bot.form("setChatPhoto", {"chat_id": str(group.chat.id)}, photo=("a.png", png()))
    await bot("setChatPermissions", **where, permissions={"can_send_messages": True})
    await bot("pinChatMessage", **where, message_id=group.messages[0].id)
    full = await bot("getChat", **where)
    assert (full["title"], full["description"], full["is_forum"]) == ("اسم جديد", "وصف", True)
    assert full["permissions"]["can_send_messages"] is True
    assert full["permissions"]["can_send_polls"] is False
    assert "photo" in full
    assert "pinned_message" in full
    await bot("deleteChatPhoto", **where)
    assert "photo" not in await bot("getChat", **where)


async def test_a_private_chat_tells_less(bot: Bot, phone: Phone) -> None:
    full = await bot("getChat", chat_id=phone.id)
    assert (full["type"], full["first_name"]) == ("private", "فاطمة")
    assert "permissions" not in full


@pytest.mark.parametrize(
    ("method", "values", "expected"),
    [
        ("setChatTitle", {"title": " "}, "title is empty"),
        ("setChatTitle", {"title": "x" * 129}, "title is too long"),
        ("setChatDescription", {"description": ""}, "chat description is not modified"),
        ("setChatDescription", {"description": "x" * 256}, "chat description is too long"),
        ("setChatPhoto", {"photo": "id"}, "photo must be uploaded as an InputFile"),
        (
            "createChatInviteLink",
            {"member_limit": 1, "creates_join_request": True},
            "member limit can't be specified for links requiring administrator approval",
        ),
        ("revokeChatInviteLink", {"invite_link": "x"}, "INVITE_HASH_INVALID"),
        ("getChatMember", {"user_id": 5}, "invalid user_id specified"),
        ("banChatMember", {"user_id": 700000001}, "can't remove chat owner"),
        ("createForumTopic", {"name": " "}, "TOPIC_TITLE_EMPTY"),
        ("createForumTopic", {"name": "x" * 129}, "TOPIC_TITLE_TOO_LONG"),
        ("createForumTopic", {"name": "x", "icon_color": 5}, "TOPIC_ICON_COLOR_INVALID"),
        ("closeForumTopic", {"message_thread_id": 77}, "message thread not found"),
        ("deleteForumTopic", {"message_thread_id": 1}, "TOPIC_ID_INVALID"),
        ("reopenGeneralForumTopic", {}, "TOPIC_NOT_MODIFIED"),
        ("unhideGeneralForumTopic", {}, "TOPIC_NOT_MODIFIED"),
        ("editGeneralForumTopic", {"name": "General"}, "TOPIC_NOT_MODIFIED"),
        ("pinChatMessage", {"message_id": 77}, "message to pin not found"),
        ("unpinChatMessage", {}, "message to unpin not found"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    bot: Bot, group: Phone, method: str, values: dict[str, Any], expected: str
) -> None:
    assert await bot.refused(method, chat_id=group.chat.id, **values) == f"Bad Request: {expected}"


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("setChatTitle", "not enough rights to change chat title"),
        ("setChatPermissions", "not enough rights to change chat permissions"),
        ("createChatInviteLink", "not enough rights to manage chat invite link"),
        ("banChatMember", "not enough rights to restrict/unrestrict chat member"),
        ("promoteChatMember", "not enough rights"),
        ("pinChatMessage", "not enough rights to manage pinned messages in the chat"),
        ("createForumTopic", "not enough rights to create a topic"),
    ],
)
async def test_a_plain_member_may_do_none_of_it(bot: Bot, phone: Phone, method: str, expected: str) -> None:
    group = phone.create_group("تعاونية", forum=True)
    assert await bot.refused(method, chat_id=group.chat.id) == f"Bad Request: {expected}"


async def test_group_methods_need_a_group_and_topics_a_forum(bot: Bot, phone: Phone) -> None:
    expected = "Bad Request: method is available only for supergroups and groups"
    assert await bot.refused("setChatTitle", chat_id=phone.id, title="x") == expected
    plain = phone.create_group("تعاونية", administrator=True)
    refusal = await bot.refused("createForumTopic", chat_id=plain.chat.id, name="x")
    assert refusal == "Bad Request: the chat is not a forum"


async def test_members_are_counted_listed_restricted_banned_and_promoted(bot: Bot, group: Phone, other: Phone) -> None:
    where = {"chat_id": group.chat.id}
    who = {**where, "user_id": other.id}

    async def status() -> str:
        return str((await bot("getChatMember", **who))["status"])

    assert await bot("getChatMemberCount", **where) == 3
    await bot("restrictChatMember", **who, permissions={})
    assert await status() == "restricted"
    await bot("promoteChatMember", **who, can_pin_messages=True)
    assert await status() == "administrator"
    assert len(await bot("getChatAdministrators", **where)) == 2
    assert len(await bot("getChatAdministrators", **where, return_bots=True)) == 3
    await bot("promoteChatMember", **who)
    assert await status() == "member"
    await bot("banChatMember", **who)
    assert await status() == "kicked"
    await bot("unbanChatMember", **who, only_if_banned=True)
    assert await status() == "left"
    await bot("unbanChatMember", **who, only_if_banned=True)
    assert await bot("getChatMemberCount", **where) == 2


async def test_someone_who_never_came_has_left(bot: Bot, group: Phone, simulator: Simulator) -> None:
    stranger = simulator.phone("خديجة")
    member = await bot("getChatMember", chat_id=group.chat.id, user_id=stranger.id)
    assert member["status"] == "left"


async def test_an_invitation_is_opened_on_a_phone_until_it_is_revoked(
    bot: Bot, group: Phone, simulator: Simulator
) -> None:
    where = {"chat_id": group.chat.id}
    link = (await bot("createChatInviteLink", **where, name="x"))["invite_link"]
    guest = simulator.phone("خديجة")
    await guest.open_link(link)
    assert group.chat.has(guest.id)
    assert (await bot("revokeChatInviteLink", **where, invite_link=link))["is_revoked"] is True
    late = simulator.phone("إبراهيم")
    await late.open_link(await bot("exportChatInviteLink", **where))
    await late.open_link(link)
    assert late.opened == [link]


async def test_pins_are_a_stack(bot: Bot, group: Phone) -> None:
    where = {"chat_id": group.chat.id}
    one, two = [(await bot("sendMessage", **where, text=text))["message_id"] for text in "ab"]
    for number in (one, two, one):
        await bot("pinChatMessage", **where, message_id=number)
    assert group.chat.pinned == [two, one]
    await bot("unpinChatMessage", **where)
    assert group.chat.pinned == [two]
    await bot("unpinAllChatMessages", **where)
    assert group.chat.pinned == []


async def test_a_topic_lives_and_dies(bot: Bot, group: Phone) -> None:
    where = {"chat_id": group.chat.id}
    topic = await bot("createForumTopic", **where, name="أسئلة", icon_custom_emoji_id="7")
    assert (topic["name"], topic["icon_custom_emoji_id"]) == ("أسئلة", "7")
    inside = {**where, "message_thread_id": topic["message_thread_id"]}
    sent = await bot("sendMessage", **inside, text="x")
    assert sent["is_topic_message"] is True
    await group.send("y", thread=topic["message_thread_id"])
    assert (await bot.take())[-1]["message"]["message_thread_id"] == topic["message_thread_id"]
    await bot("editForumTopic", **inside, name="أجوبة")
    await bot("pinChatMessage", **where, message_id=sent["message_id"])
    await bot("unpinAllForumTopicMessages", **inside)
    assert group.chat.pinned == []
    await bot("closeForumTopic", **inside)
    await bot("sendMessage", **inside, text="المشرف يكتب")
    await bot("reopenForumTopic", **inside)
    await bot("deleteForumTopic", **inside)
    assert await bot.refused("sendMessage", **inside, text="x") == "Bad Request: message thread not found"
    assert await bot.refused("closeForumTopic", **inside) == "Bad Request: TOPIC_ID_INVALID"


async def test_who_may_not_manage_topics_cannot_write_into_a_closed_one(bot: Bot, group: Phone) -> None:
    where = {"chat_id": group.chat.id}
    topic = await bot("createForumTopic", **where, name="أسئلة")
    inside = {**where, "message_thread_id": topic["message_thread_id"]}
    await bot("closeForumTopic", **inside)
    await bot("closeGeneralForumTopic", **where)
    await bot("sendMessage", **where, text="x")
    group.make_administrator("can_manage_topics")
    for place in (inside, where):
        assert await bot.refused("sendMessage", **place, text="x") == "Bad Request: TOPIC_CLOSED"


async def test_the_general_topic_is_renamed_closed_and_hidden(bot: Bot, group: Phone) -> None:
    where = {"chat_id": group.chat.id}
    assert "message_thread_id" not in await bot("sendMessage", **where, message_thread_id=1, text="x")
    await bot("editGeneralForumTopic", **where, name="الساحة")
    await bot("closeGeneralForumTopic", **where)
    await bot("reopenGeneralForumTopic", **where)
    await bot("hideGeneralForumTopic", **where)
    await bot("unhideGeneralForumTopic", **where)
    assert group.chat.topics[1].name == "الساحة"
    assert await bot("getForumTopicIconStickers") == []


async def test_nobody_has_a_profile_photo(bot: Bot, phone: Phone) -> None:
    assert (await bot("getUserProfilePhotos", user_id=phone.id))["total_count"] == 0
    with pytest.raises(Refused, match="user not found"):
        await bot("getUserProfilePhotos", user_id=5)
