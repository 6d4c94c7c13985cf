"""The first minute: a greeting in one short screen, and the language where it is not known."""

from domain.replacing import replace
from handlers.menu import keys, offer_to_go_on
from handlers.turn import Turn
from messages.keyboard import Button
from messages.languages import LANGUAGES
from messages.screen import Screen
from messages.text import T
from messages.values import Verbatim
from messages.voice import Voice
from storage.people import People

LANGUAGE = "lang:"


async def start(turn: Turn) -> None:
    """Greet. The language is asked only where Telegram's own is none that we speak."""
    if turn.person.language is None:
        await ask_language(turn)
        return
    People(turn.unit).put(turn.person)
    greet(turn)


def greet(turn: Turn) -> None:
    paragraphs = (
        T("Welcome! I am <b>Tiwizi</b>: I help you to know whether you may get support for your project, and why."),
        T("It takes about two minutes, without your name. Tap «May I get support?» below to begin."),
    )
    turn.say(Screen(paragraphs), keys(turn))
    offer_to_go_on(turn)


def welcome_back(turn: Turn) -> None:
    """Somebody who had blocked the bot is here again: all she had is still there, and she says what she hears."""
    paragraphs = (
        T("👋 Welcome back! Your requests and meetings are still here."),
        T("If I wrote too much: /topics shows what you hear from us, and one tap ends a topic."),
    )
    turn.say(Screen(paragraphs), keys(turn))
    offer_to_go_on(turn)


async def ask_language(turn: Turn) -> None:
    """Ask in every language we speak, for we do not know which one is read."""
    question = T("Which language do you prefer?")
    lines = tuple(Verbatim(Voice.of(language).plain(question)) for language in LANGUAGES)
    buttons = tuple(Button(Verbatim(each.own_name), LANGUAGE + each.code) for each in LANGUAGES.values())
    turn.show(Screen(lines, (buttons,)))


def choose_language(turn: Turn, language: str) -> None:
    """Keep the choice; from here on the turn speaks it."""
    turn.person = replace(turn.person, language=language)
    People(turn.unit).put(turn.person)
