"""Who is in a group, and what they may do there."""

from typing import Any

from simulator.api.profile import ADMINISTRATOR_RIGHTS
from simulator.api.registry import ChatId, method
from simulator.api.sending import find_chat
from simulator.chats import Chat, Member
from simulator.errors import bad_request
from simulator.membership import set_member
from simulator.messages import Json
from simulator.world import World

RIGHTS = (
    *ADMINISTRATOR_RIGHTS,
    "can_pin_messages",
    "can_manage_topics",
    "can_post_messages",
    "can_edit_messages",
    "can_manage_direct_messages",
    "can_manage_tags",
)


def require_right(world: World, chat: Chat, right: str, refusal: str) -> None:
    """The bot needs an administrator's right here.

    Raises:
        ApiError: 400 with Telegram's refusal for this action.
    """
    member = chat.members.get(world.profile.id)
    if member is None or member.status != "administrator" or not member.details.get(right):
        raise bad_request(refusal)


def group_of(world: World, chat_id: ChatId | None) -> Chat:
    chat = find_chat(world, chat_id)
    if not chat.is_group:
        raise bad_request("method is available only for supergroups and groups")
    return chat


def _member(world: World, chat: Chat, user_id: int) -> Member:
    member = chat.members.get(user_id)
    if member is None and user_id in world.people:
        return Member(world.people[user_id].user(), "left")
    if member is None:
        raise bad_request("invalid user_id specified")
    return member


@method("getChatMember")
def get_chat_member(world: World, *, chat_id: ChatId | None = None, user_id: int = 0) -> Json:
    return _member(world, find_chat(world, chat_id), user_id).json()


@method("getChatMemberCount")
def get_chat_member_count(world: World, *, chat_id: ChatId | None = None) -> int:
    chat = find_chat(world, chat_id)
    return sum(chat.has(user_id) for user_id in chat.members)


@method("getChatAdministrators")
def get_chat_administrators(world: World, *, chat_id: ChatId | None = None, return_bots: bool = False) -> list[Json]:
    """Creators and administrators; the bot itself only when asked for."""
    chat = group_of(world, chat_id)
    admins = [each for each in chat.members.values() if each.status in ("creator", "administrator")]
    return [each.json() for each in admins if return_bots or not each.user["is_bot"]]


@method("banChatMember", ignored=("revoke_messages",))
def ban_chat_member(
    world: World,
    *,
    chat_id: ChatId | None = None,
    user_id: int = 0,
    until_date: int = 0,
) -> bool:
    chat = group_of(world, chat_id)
    require_right(world, chat, "can_restrict_members", "not enough rights to restrict/unrestrict chat member")
    if _member(world, chat, user_id).status == "creator":
        raise bad_request("can't remove chat owner")
    set_member(world, chat, user_id, "kicked", {"until_date": until_date}, by=world.profile.user())
    return True


@method("unbanChatMember")
def unban_chat_member(
    world: World, *, chat_id: ChatId | None = None, user_id: int = 0, only_if_banned: bool = False
) -> bool:
    chat = group_of(world, chat_id)
    require_right(world, chat, "can_restrict_members", "not enough rights to restrict/unrestrict chat member")
    if not only_if_banned or _member(world, chat, user_id).status == "kicked":
        set_member(world, chat, user_id, "left", {}, by=world.profile.user())
    return True


@method("restrictChatMember", ignored=("use_independent_chat_permissions",))
def restrict_chat_member(
    world: World,
    *,
    chat_id: ChatId | None = None,
    user_id: int = 0,
    permissions: dict[str, Any] | None = None,
    until_date: int = 0,
) -> bool:
    chat = group_of(world, chat_id)
    require_right(world, chat, "can_restrict_members", "not enough rights to restrict/unrestrict chat member")
    allowed = {name: bool((permissions or {}).get(name)) for name in chat.permissions}
    details = {**allowed, "is_member": True, "until_date": until_date}
    set_member(world, chat, user_id, "restricted", details, by=world.profile.user())
    return True


@method("promoteChatMember")
def promote_chat_member(
    world: World,
    *,
    chat_id: ChatId | None = None,
    user_id: int = 0,
    is_anonymous: bool = False,
    can_manage_chat: bool = False,
    can_delete_messages: bool = False,
    can_manage_video_chats: bool = False,
    can_restrict_members: bool = False,
    can_promote_members: bool = False,
    can_change_info: bool = False,
    can_invite_users: bool = False,
    can_post_stories: bool = False,
    can_edit_stories: bool = False,
    can_delete_stories: bool = False,
    can_pin_messages: bool = False,
    can_manage_topics: bool = False,
    can_post_messages: bool = False,
    can_edit_messages: bool = False,
    can_manage_direct_messages: bool = False,
    can_manage_tags: bool = False,
) -> bool:
    given = locals()
    rights = {name: given[name] for name in RIGHTS}
    chat = group_of(world, chat_id)
    require_right(world, chat, "can_promote_members", "not enough rights")
    status = "administrator" if any(rights.values()) else "member"
    details = {**rights, "can_be_edited": True} if status == "administrator" else {}
    set_member(world, chat, user_id, status, details, by=world.profile.user())
    return True


@method("leaveChat")
def leave_chat(world: World, *, chat_id: ChatId | None = None) -> bool:
    chat = find_chat(world, chat_id)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    set_member(world, chat, world.profile.id, "left", {}, by=world.profile.user())
    return True
