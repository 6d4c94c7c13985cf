"""The menu: keys in place of the phone's keyboard, the same things as commands, and the screen that shows both."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from typing import Final

from conversations.eligibility import KEPT
from conversations.state import State
from domain.folding import fold
from handlers.drafts import erase_answers, go_on
from handlers.turn import Turn
from messages.keyboard import LocationButton, Markup, reply
from messages.languages import LANGUAGES
from messages.screen import Screen
from messages.text import B, T, Text
from messages.voice import Voice

Action = Callable[[Turn], Awaitable[None]]

CHECK = B("🔎 May I get support?")
CALLS = B("📋 Programmes and calls")
RESULT = B("💾 My kept result")
LANGUAGE = B("🌐 Language")
HELP = B("❓ Help")
LOCATION = LocationButton(B("📍 Send my location"))
ROWS: Final = ((CHECK,), (CALLS, RESULT), (LOCATION, LANGUAGE, HELP))

COMMANDS: Final[Mapping[str, Text]] = {
    "check": T("May I get support?"),
    "calls": T("Programmes and calls"),
    "result": T("My kept result"),
    "language": T("Choose the language"),
    "help": T("How it works"),
    "privacy": T("What is kept about me, and erasing it"),
    "cancel": T("Leave what I was doing"),
}


def keyboard(voice: Voice) -> Markup:
    return reply(ROWS, voice, placeholder=T("Write, or tap a key"))


async def menu(turn: Turn) -> None:
    """Say what the bot can do, with the keys, and offer to go on with what was begun."""
    turn.say(
        Screen((T("What would you like to do? Tap a key below."),)),
        keyboard(turn.voice),
    )
    offer_to_go_on(turn)


def offer_to_go_on(turn: Turn) -> None:
    """When a conversation was left unfinished, offer to resume or erase it. A look at a kept result is none."""
    begun = (draft for draft in turn.drafts if draft.conversation != KEPT and State.parse(draft.state).answers)
    draft = next(begun, None)
    if draft is not None:
        turn.say(Screen((T("Your answers so far are still here."),), ((go_on(draft), erase_answers(draft)),)))


def key(text: str) -> Text | None:
    """The key of the menu that this text is, in any language and however it is spelled."""
    return _keys().get(fold(text))


@cache
def _keys() -> Mapping[str, Text]:
    keys = (each for row in ROWS for each in row if isinstance(each, Text))
    voices = [Voice.of(language) for language in LANGUAGES]
    return {fold(voice.plain(each)): each for each in keys for voice in voices}
