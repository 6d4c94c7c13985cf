"""Joining, leaving, being promoted: one change of a member, and all who hear of it."""

from simulator.chats import PRESENT, Chat, Member
from simulator.messages import Json
from simulator.world import World

# What an administrator without limits may do; a bot that is made one gets these.
ALL_RIGHTS: Json = {
    "can_be_edited": False,
    "is_anonymous": False,
    **dict.fromkeys(
        (
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_promote_members",
            "can_change_info",
            "can_invite_users",
            "can_post_stories",
            "can_edit_stories",
            "can_delete_stories",
            "can_pin_messages",
            "can_manage_topics",
        ),
        True,
    ),
}


def set_member(world: World, chat: Chat, user_id: int, status: str, details: Json, *, by: Json) -> None:
    """Change how someone stands in a group.

    The bot hears of itself as `my_chat_member`, of others as `chat_member`; the group sees a line when someone
    comes or goes.
    """
    is_bot = user_id == world.profile.id
    user = world.profile.user() if is_bot else world.people[user_id].user()
    member = chat.members.setdefault(user_id, Member(user, "left"))
    old = member.json()
    member.status, member.details = status, details
    if is_bot:
        tell_of_itself(world, chat, old, member, by=by)
    else:
        world.tell("chat_member", _change(world, chat, old, member, by), chat)
    _say(world, chat, old["status"], member, by)
    world.events.publish("chat", lambda: {"chat": chat.id})
    if not is_bot:
        world.events.publish("person", lambda: {"person": user_id})


def tell_of_itself(world: World, chat: Chat, old: Json, bot: Member, *, by: Json) -> None:
    """Let the bot know how it stands in a chat now, also where it no longer is."""
    world.updates.push("my_chat_member", _change(world, chat, old, bot, by), chat.id)


def _change(world: World, chat: Chat, old: Json, member: Member, by: Json) -> Json:
    return {
        "chat": chat.json(),
        "from": by,
        "date": int(world.clock()),
        "old_chat_member": old,
        "new_chat_member": member.json(),
    }


def _say(world: World, chat: Chat, before: str, member: Member, by: Json) -> None:
    was, is_now = before in PRESENT, member.status in PRESENT
    if was == is_now or not chat.is_group:
        return
    content = {"new_chat_members": [member.user]} if is_now else {"left_chat_member": member.user}
    world.tell("message", world.post(chat, by, content).body, chat)
