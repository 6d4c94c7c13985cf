"""A paper that Telegram no longer gives: marked, and told to whoever wanted to read it and to whoever had sent it."""

from domain.requests.life import Action
from handlers.moment import milliseconds
from handlers.requests import DO, LABELS
from handlers.turn import Turn
from messages.cards.request import document_name
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import T
from storage.desk_groups import DeskGroups
from storage.people import People
from storage.request_files import Lost, RequestFiles
from storage.staff import EVERYWHERE, Staff


async def lost_paper(turn: Turn, file_id: str) -> None:
    """Telegram refused to give this file to the chat of `turn`. Told before, it is not told again.

    Of whoever sent one paper with several requests, staff are told of those in their own provinces.
    """
    works_in = {role.province for role in await Staff(turn.unit).roles_of(turn.chat_id)}
    works_in |= {group.province for group in await DeskGroups(turn.unit).of_chat(turn.here.chat_id)}
    for lost in await RequestFiles(turn.unit).lose(file_id, milliseconds(turn)):
        paper = document_name(lost.document)
        gone = T(
            "⚠️ Telegram no longer gives this paper: {paper}, {reference}. We have asked the person to send it again.",
            paper=paper,
            reference=lost.reference,
        )
        if works_in & {lost.province, EVERYWHERE}:
            turn.say(Screen((gone,)))
        if lost.chat_id is not None:
            await _ask_again(turn, lost.chat_id, lost)


async def _ask_again(turn: Turn, chat_id: int, lost: Lost) -> None:
    again = T(
        "⚠️ Telegram no longer gives one of the papers of your request {reference}: {paper}. Please send it again.",
        reference=lost.reference,
        paper=document_name(lost.document),
    )
    add = Button(LABELS[Action.ADD_FILE], f"{DO}{Action.ADD_FILE}:{lost.reference}")
    [rows] = await turn.unit.fetch(People.who_is(chat_id))
    person = People.read(rows)
    turn.say_to(chat_id, (person and person.language) or "ar", Screen((again,), ((add,),)))
