"""How the bot introduces itself in Telegram: commands and descriptions, in each language."""

from typing import Any

from bot.api import Api
from handlers.menu import COMMANDS
from messages.languages import LANGUAGES
from messages.text import T
from messages.voice import Voice

DESCRIPTION = T(
    "I am Tiwizi. I help cooperatives and project holders in Morocco to know whether they may get support, "
    "and why, with the source of each condition. Tap START to begin."
)
SHORT = T("May I get support for my project? An answer in two minutes, with its reasons and sources.")


async def introduce(api: Api) -> None:
    """Set commands, descriptions and the menu button; the default language is Arabic.

    Raises:
        telegram.error.TelegramError: Telegram could not be reached or refused.
    """
    for code in LANGUAGES:
        voice = Voice.of(code)
        language: dict[str, Any] = {} if code == "ar" else {"language_code": code}
        commands = [{"command": name, "description": voice.plain(text)} for name, text in COMMANDS.items()]
        await api.call("setMyCommands", {"commands": commands, **language})
        await api.call("setMyDescription", {"description": voice.plain(DESCRIPTION), **language})
        await api.call("setMyShortDescription", {"short_description": voice.plain(SHORT), **language})
    await api.call("setChatMenuButton", {"menu_button": {"type": "commands"}})
