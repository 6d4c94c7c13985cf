"""What a chat is called and allows, and its invitation links."""

from typing import Any

from simulator.api.files import stored
from simulator.api.members import group_of, require_right
from simulator.api.registry import ChatId, method
from simulator.api.sending import find_chat
from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.files import Upload
from simulator.messages import Json
from simulator.world import World

LONGEST_TITLE = 128
LONGEST_DESCRIPTION = 255
ACCENT = 3
NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)
_REFUSED = "not enough rights to change chat {0}"


@method("getChat")
def get_chat(world: World, *, chat_id: ChatId | None = None) -> Json:
    """The `ChatFullInfo` of a chat."""
    chat = find_chat(world, chat_id)
    full: Json = {
        **chat.json(),
        "accent_color_id": ACCENT,
        "max_reaction_count": 11,
        "accepted_gift_types": NO_GIFTS,
    }
    if chat.is_group:
        full["permissions"] = chat.permissions
    if chat.description:
        full["description"] = chat.description
    if chat.photo:
        full["photo"] = _photo(chat.photo)
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]].body
    return full


def _photo(file_id: str) -> Json:
    names = ("small_file_id", "big_file_id", "small_file_unique_id", "big_file_unique_id")
    return dict.fromkeys(names, file_id)


def _changeable(world: World, chat_id: ChatId | None, what: str) -> Chat:
    chat = group_of(world, chat_id)
    require_right(world, chat, "can_change_info", _REFUSED.format(what))
    return chat


def _changed(world: World, chat: Chat, notice: Json | None = None) -> bool:
    chat.renamed()
    if notice:
        world.tell("message", world.post(chat, world.profile.user(), notice).body, chat)
    world.events.publish("chat", lambda: {"chat": chat.id})
    return True


@method("setChatTitle")
def set_chat_title(world: World, *, chat_id: ChatId | None = None, title: str = "") -> bool:
    chat = _changeable(world, chat_id, "title")
    if not 1 <= len(title.strip()) <= LONGEST_TITLE:
        raise bad_request("title is empty" if not title.strip() else "title is too long")
    chat.title = title.strip()
    return _changed(world, chat, {"new_chat_title": chat.title})


@method("setChatDescription")
def set_chat_description(world: World, *, chat_id: ChatId | None = None, description: str = "") -> bool:
    chat = _changeable(world, chat_id, "description")
    if description == chat.description:
        raise bad_request("chat description is not modified")
    if len(description) > LONGEST_DESCRIPTION:
        raise bad_request("chat description is too long")
    chat.description = description
    return _changed(world, chat)


@method("setChatPhoto")
def set_chat_photo(world: World, *, chat_id: ChatId | None = None, photo: Upload | str | None = None) -> bool:
    chat = _changeable(world, chat_id, "photo")
    if not isinstance(photo, Upload):
        raise bad_request("photo must be uploaded as an InputFile")
    chat.photo = stored(world, "photo", photo).id
    return _changed(world, chat)


@method("deleteChatPhoto")
def delete_chat_photo(world: World, *, chat_id: ChatId | None = None) -> bool:
    chat = _changeable(world, chat_id, "photo")
    chat.photo = ""
    return _changed(world, chat)


@method("setChatPermissions", ignored=("use_independent_chat_permissions",))
def set_chat_permissions(
    world: World,
    *,
    chat_id: ChatId | None = None,
    permissions: dict[str, Any] | None = None,
) -> bool:
    chat = group_of(world, chat_id)
    require_right(world, chat, "can_restrict_members", "not enough rights to change chat permissions")
    given = permissions or {}
    chat.permissions = {name: bool(given.get(name)) for name in chat.permissions}
    return _changed(world, chat)


def _invitation(world: World, chat: Chat, **extras: Any) -> Json:
    link = f"https://t.me/+sim{world.number()}"
    world.invitations[link] = chat
    given = {name: value for name, value in extras.items() if value}
    return {
        "invite_link": link,
        "creator": world.profile.user(),
        "creates_join_request": False,
        "is_primary": False,
        "is_revoked": False,
        **given,
    }


def _inviting(world: World, chat_id: ChatId | None) -> Chat:
    chat = group_of(world, chat_id)
    require_right(world, chat, "can_invite_users", "not enough rights to manage chat invite link")
    return chat


@method("exportChatInviteLink")
def export_chat_invite_link(world: World, *, chat_id: ChatId | None = None) -> str:
    return str(_invitation(world, _inviting(world, chat_id))["invite_link"])


@method("createChatInviteLink")
def create_chat_invite_link(
    world: World,
    *,
    chat_id: ChatId | None = None,
    name: str = "",
    expire_date: int = 0,
    member_limit: int = 0,
    creates_join_request: bool = False,
) -> Json:
    chat = _inviting(world, chat_id)
    if creates_join_request and member_limit:
        raise bad_request("member limit can't be specified for links requiring administrator approval")
    extras = {
        "name": name,
        "expire_date": expire_date,
        "member_limit": member_limit,
        "creates_join_request": creates_join_request,
    }
    return _invitation(world, chat, **extras)


@method("revokeChatInviteLink")
def revoke_chat_invite_link(world: World, *, chat_id: ChatId | None = None, invite_link: str = "") -> Json:
    chat = _inviting(world, chat_id)
    if world.invitations.pop(invite_link, None) is not chat:
        raise bad_request("INVITE_HASH_INVALID")
    return {
        "invite_link": invite_link,
        "creator": world.profile.user(),
        "creates_join_request": False,
        "is_primary": False,
        "is_revoked": True,
    }


@method(
    "getUserProfilePhotos",
    ignored=(
        "offset",
        "limit",
    ),
)
def get_user_profile_photos(world: World, *, user_id: int = 0) -> Json:
    """Nobody has a photo here."""
    if user_id not in world.people and user_id != world.profile.id:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
