"""The command list and the menu button."""

import re
from typing import Any

from simulator.api.registry import ChatId, method
from simulator.api.sending import find_chat
from simulator.errors import bad_request
from simulator.messages import Json
from simulator.world import World

MOST_COMMANDS = 100
LONGEST_COMMAND = 32
LONGEST_COMMAND_TEXT = 256
_COMMAND = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def scope_key(scope: Json | None) -> str:
    """A scope as one word, such as `chat_member:-100:7`."""
    scope = scope or {"type": "default"}
    parts = _SCOPES.get(scope.get("type", ""))
    if parts is None:
        raise bad_request("unsupported bot command scope type specified")
    if any(part not in scope for part in parts):
        raise bad_request("can't parse BotCommandScope: chat not specified")
    return ":".join([scope["type"], *(str(scope[part]) for part in parts)])


def language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _checked_command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("expected an Array of BotCommand")
    name = str(command.get("command", "")).removeprefix("/")
    text = str(command.get("description", "")).strip()
    if not name:
        raise bad_request("command name must be non-empty")
    if len(name) > LONGEST_COMMAND or not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not text:
        raise bad_request("command description must be non-empty")
    if len(text) > LONGEST_COMMAND_TEXT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": text}


@method("setMyCommands")
def set_my_commands(
    world: World,
    *,
    commands: list[Any] | None = None,
    scope: dict[str, Any] | None = None,
    language_code: str = "",
) -> bool:
    if commands is None:
        raise bad_request("can't parse commands JSON object")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = (scope_key(scope), language(language_code))
    world.profile.commands[key] = [_checked_command(command) for command in commands]
    world.events.publish("profile", dict)
    return True


@method("getMyCommands")
def get_my_commands(world: World, *, scope: dict[str, Any] | None = None, language_code: str = "") -> list[Json]:
    return world.profile.commands.get((scope_key(scope), language(language_code)), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, *, scope: dict[str, Any] | None = None, language_code: str = "") -> bool:
    world.profile.commands.pop((scope_key(scope), language(language_code)), None)
    world.events.publish("profile", dict)
    return True


@method("setChatMenuButton")
def set_chat_menu_button(
    world: World, *, chat_id: ChatId | None = None, menu_button: dict[str, Any] | None = None
) -> bool:
    button = menu_button or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("unsupported menu button type specified")
    if chat_id is None:
        world.profile.menu_button = {"type": "commands"} if button["type"] == "default" else button
    else:
        find_chat(world, chat_id).menu_button = None if button["type"] == "default" else button
    world.events.publish("profile", dict)
    return True


@method("getChatMenuButton")
def get_chat_menu_button(world: World, *, chat_id: ChatId | None = None) -> Json:
    own = find_chat(world, chat_id).menu_button if chat_id is not None else None
    return own or world.profile.menu_button
