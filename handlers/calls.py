"""Programmes and calls, for those who want to read before they answer questions."""

from catalogue.call import Call
from conversations.questions.call import TAKES_FILES
from domain.calls import load
from domain.civil_time import MOROCCO
from domain.papers import checklist
from domain.status import status
from handlers import faq
from handlers.requests import NEW
from handlers.turn import Turn
from messages.cards.call import papers_card, plain_call_card
from messages.cards.listing import listing
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T

LIST, CARD, PAPERS = "c:list", "c:card:", "c:papers:"


async def list_calls(turn: Turn) -> None:
    """All calls that are known today, those that can be answered first."""
    today = turn.now.astimezone(MOROCCO).date()
    known = sorted(
        ((status(call, turn.now), call) for call in load().calls if call.known_from <= today),
        key=lambda pair: (pair[0].rank, -(pair[1].year or 0)),
    )
    buttons = [Button(T("{number}", number=number), CARD + call.id) for number, (_, call) in enumerate(known, 1)]
    rows = tuple(tuple(buttons[at : at + 5]) for at in range(0, len(buttons), 5))
    turn.show(Screen(listing(known), (*rows, (Button(faq.QUESTIONS, faq.LIST),))))


async def show_call(turn: Turn, id_: str) -> None:
    """One call in full."""
    call = _call(id_)
    if call is None:
        turn.answer(T("This call is no longer listed."))
        await list_calls(turn)
        return
    now = status(call, turn.now)
    ask = ((Button(B("📨 Ask for this support"), NEW + id_),),) if now in TAKES_FILES else ()
    rows = (*ask, (Button(B("📋 Papers to prepare"), PAPERS + id_),), (Button(B("⬅️ All calls"), LIST),))
    turn.show(Screen(plain_call_card(call, now), rows))


async def show_papers(turn: Turn, id_: str) -> None:
    """The papers of one call."""
    call = _call(id_)
    if call is None:
        await show_call(turn, id_)
        return
    turn.show(
        Screen(
            papers_card(call, checklist(call, None, load().documents.values())), ((Button(B("⬅️ Back"), CARD + id_),),)
        )
    )


def _call(id_: str) -> Call | None:
    return next((call for call in load().calls if call.id == id_), None)
