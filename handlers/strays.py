"""What fits nowhere: one kind sentence, and the open question again where there is one. Nothing stays unanswered."""

from conversations.given import Attached, Given, Placed
from conversations.state import State
from handlers.conversations import begin_or_resume, show_again
from handlers.eligibility import FLOW
from handlers.flows import underway
from handlers.menu import keyboard, offer_to_go_on
from handlers.turn import Turn
from messages.keyboard import UrlButton
from messages.screen import Screen
from messages.text import B, T, Text


async def outside_a_conversation(turn: Turn, given: Given) -> None:
    """Words, files or a place that no question asked for. A place begins a check, for that is what it is good for."""
    match given:
        case Placed():
            await begin_or_resume(turn, FLOW, first=given)
            return
        case Attached():
            sentence = T("Thank you, but I cannot read this. Tap a key below, please.")
        case _:
            sentence = T("I did not understand. Tap a key below, please.")
    turn.say(Screen((sentence,)), keyboard(turn.voice))
    offer_to_go_on(turn)


async def edited(turn: Turn) -> None:
    await _kindly(turn, T("I cannot follow changes in old messages. Please send it again, or tap «Back»."))


async def unknown(turn: Turn) -> None:
    """An update of a kind that we do not know. Of one that is nobody's, or a group's, nobody expects an answer."""
    if turn.chat_id > 0:
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
    turn.say(Screen((sentence,)), keyboard(turn.voice) if current is None else None)
    if current is not None:
        await show_again(turn, current.flow, State.parse(current.draft.state))
