"""«I ask for support»: the draft, the receipt, her requests, and one of them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from conversations.engine import Open, Talk
from conversations.request import NAME, Asking, Hat, request
from conversations.state import JSON
from documents.printing import render
from documents.receipt import receipt_page
from domain.calls import load
from domain.requests.kinds import Kind
from domain.requests.life import Action, Actor, allowed
from domain.requests.limits import OPEN_REQUESTS, TooMany
from domain.requests.reference import compact
from domain.requests.request import Event, NewRequest, Request
from handlers.conversations import Flow, begin_or_resume, with_keys
from handlers.making import Made, Order
from handlers.moment import milliseconds
from handlers.notices import below, tell_staff
from handlers.turn import Turn
from messages.cards.request import WHAT_COMES, list_card, request_card, sent_card
from messages.deep_links import deep_link
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T, Text
from storage.consents import Consents
from storage.cooperatives import Cooperatives, MemberRole
from storage.delays import Delays
from storage.people import People
from storage.receiving import Receiving
from storage.requests import OwnRequests
from storage.staff import Staff
from storage.unit import Unit

DRAFT_KEPT: Final = timedelta(days=14)
LIST, OPEN, RECEIPT, DO, NEW = "r:list", "r:open:", "r:pdf:", "r:do:", "r:new:"
LINK: Final = "r_"
"""With this a deep link begins that opens a request; see handlers/links.py."""
RECEIPT_MAKER: Final = "receipt"
MOST_LISTED: Final = 30
IN_A_ROW: Final = 5
HELPERS: Final = frozenset({Actor.AGENT, Actor.COORDINATOR})
ACTS: Final = frozenset({MemberRole.PRESIDENT, MemberRole.MANAGER})

LABELS: Final[dict[Action, Text]] = {
    Action.CORRECT: B("✏️ Send the correction"),
    Action.ADD_FILE: B("📎 Add a paper"),
    Action.ASK: B("❓ Ask a question"),
    Action.RATE: B("⭐ Say how it went"),
    Action.REOPEN: B("🔄 Reopen it"),
    Action.WITHDRAW: B("↩️ Withdraw it"),
}
"""What she can do with a request of hers, in the order of the buttons."""


async def ask_for_support(turn: Turn) -> None:
    """Begin a request, or offer to go on with one that was not sent."""
    await begin_request(turn, {})


async def begin_request(turn: Turn, answers: dict[str, JSON]) -> None:
    """Begin a request of which some answers are known: `kind`, `place`, `call`, `sector`, `cost`.

    Where another one was begun and not sent, it is offered first: nothing of it is lost by a tap.
    """
    asking = await _asking(turn)
    if asking.hats or asking.helps_in or await OwnRequests(turn.unit, turn.chat_id).has_room():
        await begin_or_resume(turn, FLOW, answers=answers)
    else:
        _full(turn)


def _full(turn: Turn) -> None:
    turn.show(Screen((MANY_REQUESTS,), ((Button(B("📂 My requests"), LIST),),)))


async def ask_for_call(turn: Turn, id_: str) -> None:
    """Begin a request that answers this call."""
    await begin_request(turn, {"kind": Kind.FUNDING.value, "call": id_})


async def list_requests(turn: Turn) -> None:
    """All that she sent, and what was sent for the cooperatives that she acts for; the newest first."""
    requests = (await OwnRequests(turn.unit, turn.chat_id).all())[:MOST_LISTED]
    if not requests:
        with_keys(turn, Screen((T("You have not sent a request yet. Tap «Ask for support» to begin."),)))
        return
    buttons = [Button(T("{number}", number=n), OPEN + each.reference) for n, each in enumerate(requests, 1)]
    rows = tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))
    turn.show(Screen(list_card(requests), rows))


async def show_request(turn: Turn, reference: str) -> None:
    """One request: what it asks for, how it stands, what happened, and what she can do now."""
    found = await own(turn, reference)
    if found is not None:
        await show(turn, found)


async def show(turn: Turn, found: Request) -> None:
    mine = OwnRequests(turn.unit, turn.chat_id)
    events, corrections = await mine.timeline(found), await mine.corrections(found)
    usual = await Delays(turn.unit).usual(found.kind, found.province)
    name = await _cooperative(turn.unit, turn.chat_id, found)
    received = await Receiving(turn.unit).received(found.province)
    card = request_card(found, events, corrections, usual, milliseconds(turn), cooperative=name, received=received)
    turn.show(Screen(card, (*_goes_on(found, events), *_buttons(found))))


def _goes_on(found: Request, events: Sequence[Event]) -> tuple[tuple[Button, ...], ...]:
    """The button that opens the request with which this one was joined."""
    into = [event.data["into"] for event in events if event.data.get("into")]
    return ((Button(B("📂 Open {reference}", reference=into[-1]), f"{OPEN}{into[-1]}"),),) if found.merged_into else ()


async def own(turn: Turn, reference: str) -> Request | None:
    """A request of hers; where there is none she is told so, in the same words whether it exists or not."""
    found = await OwnRequests(turn.unit, turn.chat_id).by_reference(reference, milliseconds(turn))
    if found is None:
        turn.answer(NOT_FOUND)
        with_keys(turn, Screen((NOT_FOUND,)))
    return found


async def send_receipt(turn: Turn, reference: str) -> None:
    """The receipt as a page to print, whose code opens the request."""
    found = await own(turn, reference)
    if found is None:
        return
    turn.answer(T("The receipt follows."))
    turn.send_made(RECEIPT_MAKER, found.reference)


async def make_receipt(unit: Unit, order: Order) -> Made | None:
    """The page of a receipt, if the request is still hers."""
    requests = OwnRequests(unit, order.chat_id)
    found = await requests.by_reference(order.what, int(order.now.timestamp() * 1000))
    if found is None:
        return None
    link = deep_link(order.username, LINK + compact(found.reference))
    page = receipt_page(found, tuple(await requests.files(found)), link, await _cooperative(unit, order.chat_id, found))
    name, caption = f"{found.reference}.pdf", T("Your receipt, to keep or to print.")
    return Made(name, lambda: render(page, order.voice, made=order.now), caption)


async def _cooperative(unit: Unit, chat_id: int, found: Request) -> str | None:
    """The name of the cooperative to which a request of this person belongs."""
    if found.cooperative_id is None:
        return None
    belongs = await Cooperatives(unit).of(chat_id)
    return next((each.name for each in belongs if each.id == found.cooperative_id), None)


async def _run(turn: Turn, talk: Talk) -> NewRequest:
    return await request(talk, await _asking(turn), load().calls, turn.now)


async def _asking(turn: Turn) -> Asking:
    """Who asks: the cooperatives that she acts for, and the provinces in which her role lets her help others."""
    belongs = await Cooperatives(turn.unit).of(turn.chat_id)
    roles = await Staff(turn.unit).roles_of(turn.chat_id) if turn.person.staff else []
    hats = tuple(Hat(each.id, each.name) for each in belongs if each.role in ACTS)
    helping = frozenset(role.province for role in roles if role.role in HELPERS)
    return Asking(turn.person.language or "ar", hats, helping)


async def _finish(turn: Turn, new: NewRequest) -> None:
    now = milliseconds(turn)
    purpose, _, version = new.consent.partition("/")
    Consents(turn.unit).give(turn.chat_id, purpose, version, now)
    People(turn.unit).put(turn.person)
    try:
        reference = await OwnRequests(turn.unit, turn.chat_id).submit(new, now)
    except TooMany:
        _full(turn)
        return
    sent = await OwnRequests(turn.unit, turn.chat_id).by_reference(reference, now)
    assert sent is not None  # it was written in this very transaction
    await _confirm(turn, sent)
    await tell_staff(turn, sent, Action.SUBMIT)


async def _confirm(turn: Turn, sent: Request) -> None:
    """The receipt in the chat; then what comes next, with the usual keys in place of the one for the phone number.

    Where nobody works on requests yet, she is told to go there: it must not be said that she need not.
    """
    usual = await Delays(turn.unit).usual(sent.kind, sent.province)
    received = await Receiving(turn.unit).received(sent.province)
    opened_below = tuple(below(button) for button in opening(sent.reference))  # the receipt itself stays
    turn.show(Screen(sent_card(sent, usual, received=received), (opened_below, _printing(sent))))
    with_keys(turn, Screen(WHAT_COMES if received else WHAT_COMES[:1]))


def opening(reference: str) -> tuple[Button, ...]:
    """The row that opens a request, under whatever is said of it."""
    return (Button(B("📂 Open my request"), OPEN + reference),)


def _kept_for(here: Open) -> timedelta:
    del here
    return DRAFT_KEPT


def _buttons(found: Request) -> tuple[tuple[Button, ...], ...]:
    may = allowed(found.state, *found.acting, level=found.level)
    deeds = [Button(label, f"{DO}{action}:{found.reference}") for action, label in LABELS.items() if action in may]
    pairs = tuple(tuple(deeds[at : at + 2]) for at in range(0, len(deeds), 2))
    return (*pairs, _printing(found), (Button(B("⬅️ My requests"), LIST),))


def _printing(found: Request) -> tuple[Button, ...]:
    return (Button(B("📄 Receipt to print"), RECEIPT + found.reference),)


NOT_FOUND: Final = T("I do not find this request among yours. Check the number, please.")
MANY_REQUESTS: Final = T(
    "You have {most} open requests. That is as many as we can follow well at once: wait until one is answered, or "
    "withdraw one that you need no more.",
    most=OPEN_REQUESTS,
)
FLOW: Final = Flow(NAME, _run, _finish, _kept_for)
