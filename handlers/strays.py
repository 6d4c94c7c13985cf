"""What fits nowhere: one kind sentence, and the open question again where there is one. Nothing stays unanswered."""

import re
from typing import Final

from conversations.given import Attached, Contact, File, Given, Placed, Typed
from conversations.questions.attachment import FILES
from conversations.questions.text import CARD
from conversations.state import State
from domain.folding import fold_digits
from domain.requests.identity import looks_like_cin
from handlers import call_desk
from handlers.conversations import begin_or_resume, show_again
from handlers.eligibility import FLOW
from handlers.faq import answer_if_asked
from handlers.flows import underway
from handlers.menu import keys, offer_to_go_on
from handlers.turn import Turn
from messages.keyboard import UrlButton
from messages.screen import Screen
from messages.text import B, T, Text

MISTYPED: Final = re.compile(r"\s*(?:tw|تو)(?:[\W_]*\d){3,10}\s*", re.IGNORECASE)
"""What begins like the number of a request, and has a digit wrong, too few or too many."""


async def outside_a_conversation(turn: Turn, given: Given) -> None:
    """Words, files or a place that no question asked for. A place begins a check, for that is what it is good for."""
    match given:
        case Placed():
            await begin_or_resume(turn, FLOW, first=given)
            return
        case Attached("document", File() as file) if turn.person.staff and call_desk.is_call(file):
            await call_desk.take(turn, file)
            return
        case Attached(kind) if kind in FILES:
            sentence = T("To send papers, tap «Ask for support», or open a request and tap «Add a paper».")
        case Attached() | Contact():
            sentence = T("Thank you, but I cannot read this. Tap a key below, please.")
        case Typed(text) if MISTYPED.fullmatch(fold_digits(text)):
            sentence = T("This is none of my numbers: perhaps a digit is wrong. Look at it again, please.")
        case Typed(text) if looks_like_cin(text):
            sentence = CARD
        case Typed(text) if await answer_if_asked(turn, text):
            return
        case _:
            sentence = T("I did not understand. Tap a key below, please.")
    turn.say(Screen((sentence,)), keys(turn))
    offer_to_go_on(turn)


async def edited(turn: Turn) -> None:
    await _kindly(turn, T("I cannot follow changes in old messages. Please send it again, or tap «Back»."))


async def unknown(turn: Turn) -> None:
    """An update of a kind that we do not know. Of one that is nobody's, or a group's, nobody expects an answer."""
    if turn.place is None and turn.chat_id > 0:
        await _kindly(turn, T("I do not know this kind of message yet."))


async def unknown_command(turn: Turn) -> None:
    await _kindly(turn, T("I do not know this command. Tap a key below, please."))


async def unknown_button(turn: Turn) -> None:
    """A button that no version of the bot knows any more, or that was never ours."""
    turn.answer(T("This button is old. Here is where we are."))
    await _kindly(turn, T("This button is old. Tap a key below, please."))


def in_a_group(turn: Turn, username: str) -> None:
    """The bot works in private chats: what people answer is nobody else's business."""
    row = (UrlButton(B("Talk to me in private"), f"https://t.me/{username}"),)
    turn.say(Screen((T("I talk with each person in private. Tap the button to begin."),), (row,)))


async def _kindly(turn: Turn, sentence: Text) -> None:
    current = underway(turn)
    turn.say(Screen((sentence,)), keys(turn) if current is None else None)
    if current is not None:
        await show_again(turn, current.flow, State.parse(current.draft.state))
