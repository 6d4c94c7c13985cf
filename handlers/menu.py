"""The menu: keys in place of the phone's keyboard, the same things as commands, and the screen that shows both."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from typing import Final

from conversations.eligibility import KEPT
from conversations.request import NAME as REQUEST
from conversations.state import State
from domain.folding import fold
from handlers.drafts import erase_answers, go_on
from handlers.turn import Turn
from messages.keyboard import ContactButton, LocationButton, Markup, reply
from messages.languages import LANGUAGES
from messages.screen import Screen
from messages.text import B, T, Text
from messages.voice import Voice
from storage.drafts import Draft

Action = Callable[[Turn], Awaitable[None]]

CHECK = B("🔎 May I get support?")
ASK = B("📨 Ask for support")
REQUESTS = B("📂 My requests")
CALLS = B("📋 Programmes and calls")
RESULT = B("💾 My kept result")
MEETINGS = B("📅 Meetings")
LANGUAGE = B("🌐 Language")
HELP = B("❓ Help")
LOCATION = LocationButton(B("📍 Send my location"))
CONTACT = ContactButton(B("📞 Send my number"))
DESK = B("🗂 The desk")
ROWS: Final = ((CHECK, RESULT), (ASK, REQUESTS), (CALLS, MEETINGS), (LOCATION, LANGUAGE, HELP))

COMMANDS: Final[Mapping[str, Text]] = {
    "check": T("May I get support?"),
    "request": T("Ask for support"),
    "requests": T("My requests"),
    "cooperative": T("My cooperative"),
    "calls": T("Programmes and calls"),
    "meetings": T("Meetings"),
    "result": T("My kept result"),
    "faq": T("Frequent questions"),
    "topics": T("What you hear from us"),
    "language": T("Choose the language"),
    "help": T("How it works"),
    "privacy": T("What is kept about me, and erasing it"),
    "cancel": T("Leave what I was doing"),
}


def keyboard(voice: Voice, *, staff: bool = False, contact: bool = False) -> Markup:
    """The keys; `contact` adds the one that shares the phone number, while it is asked for."""
    first, *others = ROWS
    rows = (*(((CONTACT,),) if contact else ()), (DESK, CHECK) if staff else first, *others)
    return reply(rows, voice, placeholder=T("Write, or tap a key"))


def keys(turn: Turn, *, contact: bool = False) -> Markup:
    """The keyboard of this person, in her language."""
    return keyboard(turn.voice, staff=turn.person.staff, contact=contact)


async def menu(turn: Turn) -> None:
    """Say what the bot can do, with the keys, and offer to go on with what was begun."""
    turn.say(
        Screen((T("What would you like to do? Tap a key below."),)),
        keys(turn),
    )
    offer_to_go_on(turn)


def offer_to_go_on(turn: Turn) -> None:
    """When something was left unfinished, offer to resume or erase it: a request first, for it waits to be sent."""
    begun = sorted(filter(_has_answers, turn.drafts), key=lambda draft: draft.conversation != REQUEST)
    if not begun:
        return
    draft = begun[0]
    sentence = NOT_SENT if draft.conversation == REQUEST else T("Your answers so far are still here.")
    turn.say(Screen((sentence,), ((go_on(draft), erase_answers(draft)),)))


NOT_SENT: Final = T("📝 Your request is <b>not sent yet</b>. Your answers so far are still here.")


def _has_answers(draft: Draft) -> bool:
    """Whether something that was asked is answered. A look at a kept result asks nothing."""
    state = State.parse(draft.state)
    return draft.conversation != KEPT and not state.answers.keys().isdisjoint(state.trail)


def key(text: str) -> Text | None:
    """The key of the menu that this text is, in any language and however it is spelled."""
    return _keys().get(fold(text))


@cache
def _keys() -> Mapping[str, Text]:
    known = (each for row in (*ROWS, (DESK,)) for each in row if isinstance(each, Text))
    voices = [Voice.of(language) for language in LANGUAGES]
    return {fold(voice.plain(each)): each for each in known for voice in voices}
