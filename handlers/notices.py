"""News of a request for staff, when the person did something."""

from typing import Final

from domain.requests.life import Action, Actor
from domain.requests.request import Request
from handlers.desk import REQUEST
from handlers.turn import Turn
from messages.cards import notice
from messages.cards.desk import announced
from messages.desk_labels import ACTIONS
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B
from storage.people import People
from storage.staff import EVERYWHERE, Reachable, Staff

DO: Final = "k:do:"
"""Before an action, the reference of a request and its revision: what a button of the desk carries."""
BELOW: Final = "b:"
"""Before the data of any button under news: what it opens comes below, so that the news stays in the chat."""
NEW: Final = frozenset({Action.SUBMIT, Action.REOPEN})
COMMITTEES: Final = {Action.FORWARD_LOCAL: Actor.LOCAL, Action.FORWARD_PROVINCIAL: Actor.COORDINATOR}


async def tell_staff(turn: Turn, request: Request, action: Action, words: str = "") -> None:
    """Tell staff what the person did: whoever follows the request, else all who receive new ones in its province."""
    follower = await _follower(turn, request)
    if follower is None and action in NEW:
        screen = Screen(announced(request), ((do(Action.TAKE, request),), (_open(request),)))
    else:
        news = notice.to_staff(request, action, Actor.MEMBER, words)
        screen = Screen(news, ((below(_open(request)),),))
    for reader in await Staff(turn.unit).agents_of(request.province) if follower is None else [follower]:
        if reader.chat_id != turn.chat_id:
            turn.say_to(reader.chat_id, reader.language or "ar", screen)


async def tell_committee(turn: Turn, request: Request, action: Action, role: Actor) -> None:
    """Tell those who decide now that a request was forwarded to them, by somebody in this role."""
    committee = COMMITTEES.get(action)
    if committee is None:
        return
    screen = Screen(notice.to_staff(request, action, role, ""), ((below(_open(request)),),))
    for reader in await Staff(turn.unit).holders(committee, request.province):
        if reader.chat_id != turn.chat_id:
            turn.say_to(reader.chat_id, reader.language or "ar", screen)


def do(action: Action, request: Request) -> Button:
    """The button of an action on a request as it stands."""
    return Button(ACTIONS[action], f"{DO}{action}:{request.reference}:{request.revision}")


def below(button: Button) -> Button:
    """The same button for news: it leaves the message under which it stands as it is."""
    return Button(button.label, BELOW + button.data)


def _open(request: Request) -> Button:
    return Button(B("👁 Open the request"), f"{REQUEST}{request.reference}")


async def _follower(turn: Turn, request: Request) -> Reachable | None:
    """Who has taken the request, if she still holds a role where it is: whose role has ended hears no more of it."""
    if request.taken_by is None:
        return None
    held = await Staff(turn.unit).roles_of(request.taken_by)
    if not any(role.province in {request.province, EVERYWHERE} for role in held):
        return None
    [rows] = await turn.unit.fetch(People.who_is(request.taken_by))
    person = People.read(rows)
    return Reachable(request.taken_by, None if person is None else person.language)
