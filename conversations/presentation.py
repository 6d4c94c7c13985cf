"""From an open question to a screen: heading, refusal, the question, and the buttons that every question has."""

import re
from functools import cache, lru_cache

from msgspec import Struct

from conversations.engine import BACK, SKIP, Open
from conversations.given import Given, Pressed, Typed
from conversations.question import Choice
from conversations.state import State
from domain.folding import fold
from messages.keyboard import Button
from messages.languages import LANGUAGES
from messages.screen import Screen
from messages.text import B, Piece, T
from messages.values import Quote
from messages.voice import Voice

HELP, STOP = "!help", "!stop"
TAP = re.compile(r"q:([0-9a-z]+):(\d+):(.+)", re.DOTALL)


class Tap(Struct, frozen=True):
    """What a button of a question carries: the run and revision it was made for, and its value."""

    run: str
    revision: int
    value: str

    def belongs_to(self, state: State) -> bool:
        """Whether the button is of the screen that is current now."""
        return (self.run, self.revision) == (state.run, state.revision)


def pack(state: State, value: str) -> str:
    """The data of a button of the current screen."""
    return f"q:{state.run}:{state.revision}:{value}"


def unpack(data: str) -> Tap | None:
    """The tap behind a button's data; None when it is not a question's button."""
    match = TAP.fullmatch(data)
    return match and Tap(match[1], int(match[2]), match[3])


def present(here: Open, state: State, *, helping: bool = False) -> Screen:
    """The screen of the open question; `helping` adds why it is asked and how to answer."""
    asked = here.question.ask(state.note)
    paragraphs: list[Piece] = []
    if here.refused is not None:
        paragraphs.append(T("⚠️ {reason}", reason=here.refused))
    if here.heading is not None:
        paragraphs.append(here.heading)
    paragraphs.extend(asked.paragraphs)
    if helping and here.question.help is not None:
        paragraphs.append(Quote(here.question.help))
    if helping:
        paragraphs.append(Quote(TALK_TO_A_PERSON))
    rows = _choices(here, state)
    return Screen(tuple(paragraphs), tuple(tuple(_button(choice, state) for choice in row) for row in rows if row))


def meant(here: Open, state: State, given: Given) -> Given:
    """Whoever types what a button of the screen says, in any of our languages, has tapped it."""
    said = fold(given.text) if isinstance(given, Typed) else ""
    if said:
        for choice in (choice for row in _choices(here, state) for choice in row):
            if any(_spoken(choice.label, language) == said for language in LANGUAGES):
                return Pressed(choice.value)
    return given


@lru_cache(maxsize=8192)
def _spoken(label: Piece, language: str) -> str:
    # Remembered, because every typed answer is compared with every button of its screen.
    return fold(Voice.of(language).plain(label))


TALK_TO_A_PERSON = T(
    "Would you rather talk to a person? The youth platform or the social action division of your province "
    "will listen to you."
)


def _choices(here: Open, state: State) -> list[tuple[Choice, ...]]:
    question = here.question
    can_go_back = not here.first or state.note is not None
    common = _common(here.skippable, can_go_back, question.help is not None, question.stoppable)
    return [*question.ask(state.note).choices, *common]


@cache
def _common(skippable: bool, can_go_back: bool, helpful: bool, stoppable: bool) -> list[tuple[Choice, ...]]:  # noqa: FBT001 -- a key of the cache
    skip = (Choice(B("🤷 I don't know"), SKIP),) if skippable else ()
    back = (Choice(B("⬅️ Back"), BACK),) if can_go_back else ()
    help_ = (Choice(B("❓ Help"), HELP),) if helpful else ()
    stop = (Choice(B("✋ Stop"), STOP),) if stoppable else ()
    return [skip, (*back, *help_, *stop)]


def _button(choice: Choice, state: State) -> Button:
    return Button(choice.label, pack(state, choice.value))
