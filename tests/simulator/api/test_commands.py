from typing import Any

import pytest

from simulator import Phone
from tests.simulator.client import Bot

START = [{"command": "start", "description": "البداية"}]


async def test_commands_are_kept_by_scope_and_language(bot: Bot, phone: Phone) -> None:
    scope = {"type": "chat_member", "chat_id": phone.id, "user_id": phone.id}
    await bot("setMyCommands", commands=START)
    await bot("setMyCommands", commands=[{"command": "/go", "description": "Aller"}], scope=scope, language_code="fr")
    assert await bot("getMyCommands") == START
    assert await bot("getMyCommands", scope=scope) == []
    assert await bot("getMyCommands", scope=scope, language_code="fr") == [{"command": "go", "description": "Aller"}]
    await bot("deleteMyCommands")
    assert await bot("getMyCommands") == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "can't parse commands JSON object"),
        ({"commands": START * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": ["start"]}, "expected an Array of BotCommand"),
        ({"commands": [{"command": "", "description": "x"}]}, "command name must be non-empty"),
        ({"commands": [{"command": "بداية", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x", "description": " "}]}, "command description must be non-empty"),
        ({"commands": [{"command": "x", "description": "x" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": START, "language_code": "arabic"}, "invalid language code specified"),
        ({"commands": START, "scope": {"type": "moon"}}, "unsupported bot command scope type specified"),
        ({"commands": START, "scope": {"type": "chat"}}, "can't parse BotCommandScope: chat not specified"),
    ],
)
async def test_wrong_commands_are_refused(bot: Bot, values: dict[str, Any], expected: str) -> None:
    assert await bot.refused("setMyCommands", **values) == f"Bad Request: {expected}"


async def test_a_chat_may_have_its_own_menu_button(bot: Bot, phone: Phone) -> None:
    app = {"type": "web_app", "text": "x", "web_app": {"url": "https://a.ma"}}
    assert await bot("getChatMenuButton") == {"type": "commands"}
    await bot("setChatMenuButton", menu_button=app)
    assert await bot("getChatMenuButton", chat_id=phone.id) == app
    await bot("setChatMenuButton", chat_id=phone.id, menu_button={"type": "commands"})
    assert await bot("getChatMenuButton", chat_id=phone.id) == {"type": "commands"}
    await bot("setChatMenuButton", chat_id=phone.id)
    assert await bot("getChatMenuButton", chat_id=phone.id) == app
    await bot("setChatMenuButton")
    assert await bot("getChatMenuButton") == {"type": "commands"}
    refusal = await bot.refused("setChatMenuButton", menu_button={"type": "x"})
    assert refusal == "Bad Request: unsupported menu button type specified"
