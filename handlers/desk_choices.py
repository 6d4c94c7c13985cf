"""Actions that need somebody or something to be chosen: to which colleague, with which other request."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from domain.requests.life import Action
from domain.requests.request import Request
from handlers.desk import REQUEST
from handlers.expert_desk import ask_to_invite
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.cards.audit import account
from messages.cards.request import title
from messages.desk_labels import ACTORS
from messages.keyboard import Button, InlineButton
from messages.screen import Screen
from messages.text import B, Piece, T
from messages.values import Lines, Listing
from storage.desk import DeskRequests

GIVE, JOIN, JOIN_SURE = "k:give:", "k:join:", "k:joined:"
IN_A_ROW: Final = 5
MOST: Final = 40
"""So many colleagues or requests are offered; a message has room for them."""


async def ask_to_whom(turn: Turn, request: Request, seen: int) -> None:
    """Offer everybody who may work on the request."""
    everybody = await DeskRequests(turn.unit, turn.chat_id).colleagues(request, milliseconds(turn))
    colleagues = everybody[:MOST]
    if not colleagues:
        turn.show(Screen((T("Nobody else may work on this request yet."),), (_back(request),)))
        return
    lines: list[Piece] = []
    for number, each in enumerate(colleagues, 1):
        roles = Listing(tuple(ACTORS[role] for role in ACTORS if role in each.roles))
        known = T("{number}. {roles}, {account}", number=number, roles=roles, account=account(each.chat_id))
        lines += [known] if each.stand_in is None else [known, T("🏖 She is away; her stand-in hears of it.")]
    data = [f"{GIVE}{request.reference}:{seen}:{each.chat_id}" for each in colleagues]
    question = T("To whom do you give {reference}? She is told, and finds it among hers.", reference=request.reference)
    more = (FIRST_ONES,) if len(everybody) > MOST else ()
    turn.show(Screen((question, Lines(tuple(lines)), *more), (*_numbered(data), _back(request))))


async def ask_with_which(turn: Turn, request: Request, seen: int) -> None:
    """Offer the other open requests of the same person or cooperative."""
    if request.question_due is not None:
        turn.show(Screen((QUESTION_FIRST,), (_back(request),)))
        return
    twins = await DeskRequests(turn.unit, turn.chat_id).twins(request)
    if not twins:
        turn.show(Screen((T("The person has no other open request here."),), (_back(request),)))
        return
    lines = tuple(
        T("{number}. {title}", number=number, title=title(twin)) if not twin.project else _with_project(number, twin)
        for number, twin in enumerate(twins, 1)
    )
    data = [f"{JOIN}{request.reference}:{seen}:{twin.reference}" for twin in twins]
    question = T("{reference} was sent twice? Choose the request that goes on.", reference=request.reference)
    turn.show(Screen((question, Lines(lines)), (*_numbered(data), _back(request))))


async def ask_to_join(turn: Turn, request: Request, seen: int, into: str) -> None:
    """Ask whether she is sure: the person sees it."""
    yes = Button(B("✅ Yes"), f"{JOIN_SURE}{request.reference}:{seen}:{into}")
    sentence = T(
        "Join {reference} with {into}? {reference} ends, its papers go to {into}, and the person is told.",
        reference=request.reference,
        into=into,
    )
    turn.show(Screen((sentence,), ((yes,), _back(request))))


def _with_project(number: int, twin: Request) -> Piece:
    return T("{number}. {title}: {project}", number=number, title=title(twin), project=twin.project)


def _numbered(data: Sequence[str]) -> list[tuple[InlineButton, ...]]:
    buttons = [Button(T("{number}", number=number), each) for number, each in enumerate(data, 1)]
    return [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]


def _back(request: Request) -> tuple[InlineButton, ...]:
    return (Button(B("⬅️ Back to the request"), f"{REQUEST}{request.reference}"),)


FIRST_ONES: Final = T("There are more colleagues; these are the {most} who have been here longest.", most=MOST)
QUESTION_FIRST: Final = T("A question of the person waits here. Answer it first, so that it is not lost.")
Choose = Callable[[Turn, Request, int], Awaitable[None]]
CHOICES: Final[Mapping[Action, Choose]] = {
    Action.GIVE: ask_to_whom,
    Action.MERGE: ask_with_which,
    Action.INVITE_EXPERT: ask_to_invite,
}
