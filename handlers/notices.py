"""News of a request for staff, when the person did something."""

from collections.abc import Iterable
from typing import Final

from domain.requests.life import Action, Actor, State
from domain.requests.request import Request
from domain.service import receiving
from domain.service.receiving import Colleague, present
from handlers.desk import REQUEST
from handlers.moment import milliseconds
from handlers.topics import told
from handlers.turn import Turn
from messages.cards import notice
from messages.cards.desk import announced, facts
from messages.desk_labels import ACTIONS
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from messages.values import Lines
from storage.receiving import Receiving
from storage.rota import Rota
from storage.staff import Reachable

DO: Final = "k:do:"
"""Before an action, the reference of a request and its revision: what a button of the desk carries."""
BELOW: Final = "b:"
"""Before the data of any button under news: what it opens comes below, so that the news stays in the chat."""
NEW: Final = frozenset({Action.SUBMIT, Action.REOPEN})
COMMITTEES: Final = {Action.FORWARD_LOCAL: Actor.LOCAL, Action.FORWARD_PROVINCIAL: Actor.COORDINATOR}


async def tell_staff(turn: Turn, request: Request, action: Action, words: str = "") -> None:
    """Tell staff what the person did: the group of the province, else `receivers` in private.

    Where new requests are given out in turn, whoever's turn it is hears of hers in private in any case.
    """
    given = await Rota(turn.unit).give(request, milliseconds(turn)) if action in NEW else None
    at_hand = request if given is None else given[0]
    if not await told(turn, at_hand, action, Actor.MEMBER, words) or given is not None:
        await tell_in_private(turn, at_hand, action, words)


async def tell_in_private(turn: Turn, request: Request, action: Action, words: str = "") -> None:
    """Tell each of the `receivers` what the person did."""
    if action in NEW:
        screen = new_request(request)
    else:
        news = notice.to_staff(request, action, Actor.MEMBER, words)
        screen = Screen(news, ((below(_open(request)),),))
    for reader in await receivers(turn, request):
        turn.say_to(reader.chat_id, reader.language or "ar", screen)


def new_request(request: Request) -> Screen:
    """A new request, with the button to take it; `request.taken_by` is set where it is the reader's turn."""
    turn_of_hers = () if request.taken_by is None else (T("🔄 It is your turn: this request was given to you."),)
    return Screen((*turn_of_hers, *announced(request)), ((do(Action.TAKE, request),), (_open(request),)))


async def receivers(turn: Turn, request: Request) -> list[Reachable]:
    """Who hears of a request in private: whoever follows it or stands in for her, else all who receive new ones."""
    team = await Receiving(turn.unit).team(request.id, milliseconds(turn))
    follower = present(request.taken_by, team)
    return _reachable(turn, receiving.receivers(team) if follower is None else [follower])


async def tell_committee(turn: Turn, request: Request, action: Action, role: Actor) -> None:
    """Tell those who decide now that a request was forwarded to them, by somebody in this role."""
    committee = COMMITTEES.get(action)
    if committee is None:
        return
    screen = Screen(notice.to_staff(request, action, role, ""), ((below(_open(request)),),))
    team = await Receiving(turn.unit).team(request.id, milliseconds(turn))
    for reader in _reachable(turn, receiving.holders(team, committee)):
        turn.say_to(reader.chat_id, reader.language or "ar", screen)


async def tell_colleague(turn: Turn, request: Request) -> None:
    """Tell whoever was given a request, or her stand-in, that a colleague gave it to her."""
    team = await Receiving(turn.unit).team(request.id, milliseconds(turn))
    colleague = present(request.taken_by, team)
    given = T("🤝 <b>A colleague gave you {reference}</b>", reference=request.reference)
    buttons = [_open(request)] if request.state is not State.SUBMITTED else [do(Action.TAKE, request), _open(request)]
    screen = Screen((given, Lines(tuple(facts(request)))), tuple((below(button),) for button in buttons))
    for reader in _reachable(turn, [] if colleague is None else [colleague]):
        turn.say_to(reader.chat_id, reader.language or "ar", screen)


def _reachable(turn: Turn, colleagues: Iterable[Colleague]) -> list[Reachable]:
    """Everybody but whoever does it."""
    return [Reachable(each.chat_id, each.language) for each in colleagues if each.chat_id != turn.chat_id]


def do(action: Action, request: Request) -> Button:
    """The button of an action on a request as it stands."""
    return Button(ACTIONS[action], f"{DO}{action}:{request.reference}:{request.revision}")


def below(button: Button) -> Button:
    """The same button for news: it leaves the message under which it stands as it is."""
    return Button(button.label, BELOW + button.data)


def _open(request: Request) -> Button:
    return Button(B("👁 Open the request"), f"{REQUEST}{request.reference}")
