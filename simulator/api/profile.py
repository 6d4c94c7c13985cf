"""Who the bot is: its names and the texts that people see before they start it."""

from typing import Any

from simulator.api.commands import language
from simulator.api.registry import method
from simulator.errors import bad_request
from simulator.messages import Json
from simulator.world import World

LONGEST_NAME = 64
LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120


def _set(world: World, texts: dict[str, str], code: str, text: str, longest: int) -> bool:
    if len(text) > longest:
        raise bad_request(f"the text is too long; at most {longest} characters are allowed")
    if text:
        texts[language(code)] = text
    else:
        texts.pop(language(code), None)
    world.profile.renamed()
    world.events.publish("profile", dict)
    return True


@method("getMe")
def get_me(world: World) -> Json:
    return world.profile.me()


@method("logOut")
def log_out(world: World) -> bool:
    return _drop_poll(world)


@method("close")
def close(world: World) -> bool:
    return _drop_poll(world)


def _drop_poll(world: World) -> bool:
    world.updates.interrupt()
    return True


@method("setMyName")
def set_my_name(world: World, *, name: str = "", language_code: str = "") -> bool:
    return _set(world, world.profile.names, language_code, name, LONGEST_NAME)


@method("getMyName")
def get_my_name(world: World, *, language_code: str = "") -> Json:
    profile = world.profile
    return {"name": profile.said(profile.names, language(language_code)) or profile.name}


@method("setMyDescription")
def set_my_description(world: World, *, description: str = "", language_code: str = "") -> bool:
    return _set(world, world.profile.descriptions, language_code, description, LONGEST_DESCRIPTION)


@method("getMyDescription")
def get_my_description(world: World, *, language_code: str = "") -> Json:
    return {"description": world.profile.said(world.profile.descriptions, language(language_code))}


@method("setMyShortDescription")
def set_my_short_description(world: World, *, short_description: str = "", language_code: str = "") -> bool:
    texts = world.profile.short_descriptions
    return _set(world, texts, language_code, short_description, LONGEST_SHORT_DESCRIPTION)


@method("getMyShortDescription")
def get_my_short_description(world: World, *, language_code: str = "") -> Json:
    texts = world.profile.short_descriptions
    return {"short_description": world.profile.said(texts, language(language_code))}


@method("setMyDefaultAdministratorRights")
def set_my_default_administrator_rights(
    world: World, *, rights: dict[str, Any] | None = None, for_channels: bool = False
) -> bool:
    world.profile.rights[for_channels] = rights or {}
    return True


@method("getMyDefaultAdministratorRights")
def get_my_default_administrator_rights(world: World, *, for_channels: bool = False) -> Json:
    return {**dict.fromkeys(ADMINISTRATOR_RIGHTS, False), **world.profile.rights.get(for_channels, {})}


@method("getMyStarBalance")
def get_my_star_balance(world: World) -> Json:
    return {"amount": world.profile.stars}


ADMINISTRATOR_RIGHTS = (
    "is_anonymous",
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
)
