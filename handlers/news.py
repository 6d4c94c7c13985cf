"""News of a request for the person whose it is, when staff did something."""

from domain.requests.change import Change
from domain.requests.life import Action, Actor
from domain.requests.request import Request
from handlers.notices import below
from handlers.requests import DO, LABELS, opening
from handlers.turn import Turn
from messages.cards import notice
from messages.keyboard import Button
from messages.screen import Screen
from storage.desk import DeskRequests


async def tell_person(turn: Turn, request: Request, change: Change, role: Actor) -> None:
    """Tell whoever the request belongs to, each in her language, what staff did in this role; a note is never told."""
    news = notice.to_person(request, change, role)
    if not news:
        return
    buttons = [*opening(change.into or request.reference)]
    if change.action is Action.ASK_CORRECTION:
        buttons.insert(0, Button(LABELS[Action.CORRECT], f"{DO}{Action.CORRECT}:{request.reference}"))
    rows = tuple((below(button),) for button in buttons)
    for reader in await DeskRequests(turn.unit, turn.chat_id).readers(request):
        turn.say_to(reader.chat_id, reader.language or "ar", Screen(news, rows))
