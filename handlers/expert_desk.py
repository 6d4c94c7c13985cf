"""Experts from outside, as staff see them: who was invited to a request, a new link, the end of an access."""

from typing import Final

from domain.requests.change import Change
from domain.requests.life import Action, Refused, acting
from domain.requests.request import Request
from handlers.desk import BACK, REQUEST
from handlers.menu import keys
from handlers.moment import milliseconds
from handlers.news import tell_person
from handlers.topics import told
from handlers.turn import Turn
from messages.cards.audit import account
from messages.cards.request import day_of
from messages.deep_links import deep_link
from messages.keyboard import Button, InlineButton
from messages.screen import Screen
from messages.text import B, Piece, T
from messages.values import Day, Lines
from storage.desk import DeskRequests
from storage.experts import LINK_VALID, READS_FOR, Experts, Invited
from storage.keys import read_key
from storage.request_scope import Gone

LINK: Final = "x_"
MAKE, END = "x:new:", "x:end:"
MOST_INVITED: Final = 5
"""So many may read one request at a time."""


async def ask_to_invite(turn: Turn, request: Request, seen: int) -> None:
    """Who reads the request from outside, and what a link would give."""
    del seen  # an invitation moves nothing
    invited = await Experts(turn.unit).of(request, turn.chat_id, milliseconds(turn))
    lines = tuple(_line(number, each) for number, each in enumerate(invited, 1))
    ends: list[tuple[InlineButton, ...]] = [
        (Button(B("🚫 End access {number}", number=number), f"{END}{request.reference}:{each.id}"),)
        for number, each in enumerate(invited, 1)
    ]
    make = ((Button(B("🔗 Make a link"), f"{MAKE}{request.reference}"),),) if len(invited) < MOST_INVITED else ()
    said: tuple[Piece, ...] = (
        T("🎓 <b>An expert from outside</b> for {reference}", reference=request.reference),
        T(
            "Whoever uses the link reads this request and its papers, without the phone number, for {days} days, and "
            "may write an opinion for staff. The person sees that an expert was asked, and each paper that is opened.",
            days=READS_FOR.days,
        ),
        *((Lines(lines),) if lines else ()),
    )
    turn.show(Screen(said, (*make, *ends, _back(request.reference))))


async def make(turn: Turn, reference: str) -> None:
    """The link, to be forwarded; that an expert was asked stands in the history."""
    request = await _found(turn, reference)
    if request is None:
        return
    now = milliseconds(turn)
    if len(await Experts(turn.unit).of(request, turn.chat_id, now)) >= MOST_INVITED:
        await ask_to_invite(turn, request, request.revision)
        return
    try:
        await DeskRequests(turn.unit, turn.chat_id).change(request, Change(Action.INVITE_EXPERT), now)
    except (Gone, Refused):
        turn.answer(T("⚠️ This cannot be done as the request stands."))
        return
    token = Experts(turn.unit).invite(request, turn.chat_id, now)
    role = acting(request.state, Action.INVITE_EXPERT, request.acting)
    assert role is not None  # it was just done in that role
    await told(turn, request, Action.INVITE_EXPERT, role)
    await tell_person(turn, request, Change(Action.INVITE_EXPERT), role)
    address = deep_link(turn.username, LINK + token)
    last = Day(day_of(now + int(LINK_VALID.total_seconds() * 1000)))
    turn.show(Screen((T("Forward the next message to the expert. Whoever taps it first is the expert."),)))
    forwarded = (
        T("Your opinion is asked for on a request at Tiwizi."),
        T("Tap this link and then START. It works once, until {day}:", day=last),
        T("{address}", address=address),
    )
    turn.say(Screen(forwarded), keys(turn))


async def end(turn: Turn, which: str) -> None:
    """End an access at once, `reference:id`."""
    reference, _, id_ = which.partition(":")
    request, key = await _found(turn, reference), read_key(id_)
    if request is None or key is None:
        return
    ended = await Experts(turn.unit).end(request, key, turn.chat_id, milliseconds(turn))
    turn.answer(T("The access has ended.") if ended else T("This is done already."))
    await ask_to_invite(turn, request, request.revision)


async def _found(turn: Turn, reference: str) -> Request | None:
    found = await DeskRequests(turn.unit, turn.chat_id).by_reference(reference, milliseconds(turn))
    if found is None or not found.acting:
        turn.show(Screen((T("I find no such request in your provinces. Perhaps the reference is mistyped."),), (BACK,)))
        return None
    return found


def _line(number: int, invited: Invited) -> Piece:
    day = Day(day_of(invited.ends_at))
    if invited.chat_id is None:
        return T("{number}. The link is not used yet; it holds until {day}.", number=number, day=day)
    reader = account(invited.chat_id)
    return T("{number}. {account} reads it until {day}.", number=number, account=reader, day=day)


def _back(reference: str) -> tuple[InlineButton, ...]:
    return (Button(B("⬅️ Back to the request"), f"{REQUEST}{reference}"),)
