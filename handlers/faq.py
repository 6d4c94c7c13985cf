"""Frequent questions, from the list or as somebody writes them."""

from catalogue.faq import load_faq
from domain.faq import match_question
from handlers.turn import Turn
from messages.cards.faq import faq_answer, faq_list
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T

LIST, ANSWER = "f:list", "f:"
QUESTIONS = B("💡 Frequent questions")


async def list_questions(turn: Turn) -> None:
    questions = load_faq()
    buttons = [Button(T("{number}", number=number), ANSWER + one.id) for number, one in enumerate(questions, 1)]
    rows = tuple(tuple(buttons[at : at + 4]) for at in range(0, len(buttons), 4))
    turn.show(Screen(faq_list(questions), rows))


async def show_answer(turn: Turn, id_: str) -> None:
    """One answer; the list, where the button is of a question that is no longer there."""
    one = next((one for one in load_faq() if one.id == id_), None)
    if one is None:
        await list_questions(turn)
        return
    turn.show(Screen(faq_answer(one), ((Button(QUESTIONS, LIST),),)))


async def answer_if_asked(turn: Turn, words: str) -> bool:
    """Answer what was written, if it is one of the questions; say whether it was."""
    matches = match_question(words)
    if matches:
        await show_answer(turn, matches[0].code)
    return bool(matches)
