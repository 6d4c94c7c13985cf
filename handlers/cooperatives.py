"""Cooperatives on a person's phone: note one, invite into it by link, hand the presidency over, leave."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Final

from conversations.cooperative import NAME, Noted, cooperative
from conversations.engine import Open, Talk
from handlers.conversations import Flow, begin_or_resume, with_keys
from handlers.moment import milliseconds
from handlers.staff import tell
from handlers.turn import Turn
from messages.cards import cooperative as cards
from messages.cards.request import day_of
from messages.deep_links import deep_link
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T, Text
from messages.values import Day, Lines
from storage.cooperatives import Cooperative, Cooperatives, MemberRole, Membership
from storage.invitations import CooperativeInvitation, Invitations
from storage.people import People

LINK: Final = "c_"
LIST, NEW, ONE, INVITE = "co:list", "co:new", "co:one:", "co:link:"
MEMBERS, MEMBER, ASK, HAND_OVER, END = "co:all:", "co:who:", "co:sure:", "co:hand:", "co:end:"
VALID: Final = timedelta(days=7)
DRAFT_KEPT: Final = timedelta(days=14)
IN_A_ROW: Final = 5


async def mine(turn: Turn) -> None:
    """The cooperatives that she belongs to, and the way to note another one."""
    belongs = await Cooperatives(turn.unit).of(turn.chat_id)
    new = (Button(B("➕ Note a cooperative"), NEW),)
    if not belongs:
        turn.show(Screen((NONE_YET,), (new,)))
        return
    buttons = [Button(T("{number}", number=number), f"{ONE}{each.id}") for number, each in enumerate(belongs, 1)]
    rows = tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))
    turn.show(Screen(cards.list_card([(each.name, each.role.value) for each in belongs]), (*rows, new)))


async def one(turn: Turn, id_: str) -> None:
    """One of them, with what her role lets her do."""
    found = await _hers(turn, id_)
    if found is None:
        return
    members = await Cooperatives(turn.unit).members(found.id, turn.chat_id)
    card = cards.cooperative_card(found.name, found.place, found.role.value, len(members))
    turn.show(Screen(card, (*_deeds(turn, found), (Button(B("⬅️ Back"), LIST),))))


async def invite(turn: Turn, which: str) -> None:
    """A link for one person, `role:id`, to be sent on; only the president gives one."""
    name, _, id_ = which.partition(":")
    found = await _presided(turn, id_)
    if found is None or name not in {MemberRole.MANAGER, MemberRole.MEMBER}:
        return
    now = milliseconds(turn)
    invitation = CooperativeInvitation(MemberRole(name), found.id, turn.chat_id)
    token = Invitations(turn.unit).make(invitation, now + VALID // timedelta(milliseconds=1), now)
    link = deep_link(turn.username, LINK + token)
    turn.say(Screen((T("Send this to the person. It works once, for 7 days:"),)))
    turn.say(Screen((T("Join the cooperative «{name}» on Tiwizi: {link}", name=found.name, link=link),)))


async def join(turn: Turn, token: str) -> None:
    """Accept an invitation. Whoever sent it is told, so that a link in wrong hands is noticed.

    Whoever belongs already only sees so: a president who tries her link shall not use it up.
    """
    People(turn.unit).put(turn.person)
    here = await Invitations(turn.unit).already_in(token, turn.chat_id)
    if here is not None:
        await one(turn, str(here))
        return
    invitation = await Invitations(turn.unit).use(CooperativeInvitation, token, turn.chat_id, milliseconds(turn))
    if invitation is None:
        with_keys(turn, Screen((T("This invitation was used already, or its time is over. Ask for a new one."),)))
        return
    with_keys(turn, Screen((T("Welcome! You now belong to this cooperative on Tiwizi:"),)))
    await one(turn, str(invitation.cooperative_id))
    if invitation.by is not None:
        row = (Button(B("👥 The members"), f"{MEMBERS}{invitation.cooperative_id}"),)
        await tell(turn, invitation.by, Screen((T("Somebody has joined your cooperative by your link."),), (row,)))


async def members(turn: Turn, id_: str) -> None:
    """Who belongs to it; the president opens a line to hand over or to end a membership."""
    found = await _hers(turn, id_)
    if found is None:
        return
    belonging = await Cooperatives(turn.unit).members(found.id, turn.chat_id)
    lines = tuple(_line(number, each) for number, each in enumerate(belonging, 1))
    others = [
        Button(T("{number}", number=number), f"{MEMBER}{found.id}:{each.chat_id}")
        for number, each in enumerate(belonging, 1)
        if each.chat_id != turn.chat_id
    ]
    opened = others if found.role is MemberRole.PRESIDENT else []
    rows = tuple(tuple(opened[at : at + IN_A_ROW]) for at in range(0, len(opened), IN_A_ROW))
    back = (Button(B("⬅️ Back"), f"{ONE}{found.id}"),)
    turn.show(Screen((T("<b>{name}</b>", name=found.name), Lines(lines), WHO), (*rows, back)))


async def member(turn: Turn, which: str) -> None:
    """One member, `id:chat`, and what the president can decide about her."""
    chosen = await _chosen(turn, which)
    if chosen is None:
        return
    found, number, other = chosen
    rows = (
        (Button(B("👑 Make her the president"), f"{ASK}{found.id}:{other.chat_id}"),),
        (Button(B("🚪 End the membership"), f"{END}{found.id}:{other.chat_id}"),),
        (Button(B("⬅️ Back"), f"{MEMBERS}{found.id}"),),
    )
    turn.show(Screen((_line(number, other), HANDING_OVER), rows))


async def ask_to_hand_over(turn: Turn, which: str) -> None:
    """Only the new president could give it back, so one tap is not enough."""
    chosen = await _chosen(turn, which)
    if chosen is None:
        return
    found, number, other = chosen
    rows = (
        (Button(B("✅ Yes"), f"{HAND_OVER}{found.id}:{other.chat_id}"),),
        (Button(B("⬅️ Back"), f"{MEMBER}{found.id}:{other.chat_id}"),),
    )
    sure = T("Hand the presidency over? Only the new president can give it back to you.")
    turn.show(Screen((_line(number, other), sure), rows))


async def hand_over(turn: Turn, which: str) -> None:
    """Change the president. From then on the cooperative's requests are before the new one."""
    chosen = await _chosen(turn, which)
    if chosen is None:
        return
    found, _, other = chosen
    done = await Cooperatives(turn.unit).hand_over(found.id, turn.chat_id, other.chat_id, milliseconds(turn))
    if done:
        news = T("You are now the president of «{name}» on Tiwizi.", name=found.name)
        await tell(turn, other.chat_id, Screen((news,), ((Button(B("👥 The cooperative"), f"{ONE}{found.id}"),),)))
        turn.answer(T("The presidency is handed over."))
    await one(turn, str(found.id))


async def end(turn: Turn, which: str) -> None:
    """End a membership, `id:chat`: one's own, or by the president another's."""
    id_, _, chat = which.partition(":")
    found = await _hers(turn, id_)
    if found is None:
        return
    _, other = await _member(turn, found, chat) or (0, None)
    over = T("You no longer belong to «{name}» on Tiwizi.", name=found.name)
    if other is not None and not await _ended(turn, found, other):
        turn.answer(T("First hand the presidency over."))
    elif other is not None and other.chat_id == turn.chat_id:
        turn.answer(over)
    elif other is not None:
        await tell(turn, other.chat_id, Screen((over,)))
        turn.answer(T("The membership has ended."))
    await mine(turn)


async def _ended(turn: Turn, found: Cooperative, other: Membership) -> bool:
    return await Cooperatives(turn.unit).leave(found.id, other.chat_id, turn.chat_id, milliseconds(turn))


async def _new(turn: Turn) -> None:
    await begin_or_resume(turn, FLOW)


async def _run(_turn: Turn, talk: Talk) -> Noted:
    return await cooperative(talk)


async def _finish(turn: Turn, noted: Noted) -> None:
    People(turn.unit).put(turn.person)
    key = Cooperatives(turn.unit).create(noted.name, noted.place, turn.chat_id, milliseconds(turn))
    await one(turn, str(key))


def _kept_for(here: Open) -> timedelta:
    del here
    return DRAFT_KEPT


async def _hers(turn: Turn, id_: str) -> Cooperative | None:
    """A cooperative that she belongs to; where it is none she is told so."""
    belongs = await Cooperatives(turn.unit).of(turn.chat_id)
    found = next((each for each in belongs if str(each.id) == id_), None)
    if found is None:
        turn.answer(NOT_HERS)
        with_keys(turn, Screen((NOT_HERS,)))
    return found


async def _presided(turn: Turn, id_: str) -> Cooperative | None:
    """The same, of which she is the president."""
    found = await _hers(turn, id_)
    if found is None or found.role is MemberRole.PRESIDENT:
        return found
    turn.answer(T("Only the president decides this."))
    return None


async def _chosen(turn: Turn, which: str) -> tuple[Cooperative, int, Membership] | None:
    """The member `id:chat` of a cooperative of which she is the president, with the number in the list."""
    id_, _, chat = which.partition(":")
    found = await _presided(turn, id_)
    numbered = None if found is None else await _member(turn, found, chat)
    return None if found is None or numbered is None else (found, *numbered)


async def _member(turn: Turn, found: Cooperative, chat: str) -> tuple[int, Membership] | None:
    """One of its members, with her number in the list."""
    belonging = await Cooperatives(turn.unit).members(found.id, turn.chat_id)
    other = next((line for line in enumerate(belonging, 1) if str(line[1].chat_id) == chat), None)
    if other is None:
        turn.answer(T("This person no longer belongs to it."))
    return other


def _deeds(turn: Turn, found: Cooperative) -> tuple[tuple[Button, ...], ...]:
    everybody = (Button(B("👥 The members"), f"{MEMBERS}{found.id}"),)
    if found.role is not MemberRole.PRESIDENT:
        return (everybody, (Button(B("🚪 Leave it"), f"{END}{found.id}:{turn.chat_id}"),))
    invitations = (
        Button(B("➕ Invite a manager"), f"{INVITE}{MemberRole.MANAGER}:{found.id}"),
        Button(B("➕ Invite a member"), f"{INVITE}{MemberRole.MEMBER}:{found.id}"),
    )
    return (*((each,) for each in invitations), everybody)


def _line(number: int, membership: Membership) -> Text:
    return cards.member_line(number, membership.chat_id, membership.role.value, Day(day_of(membership.since)))


NONE_YET: Final = T(
    "No cooperative is noted for you yet. Note yours if you are its president; else ask her or him for a link."
)
NOT_HERS: Final = T("I do not find this cooperative among yours.")
WHO: Final = T("Tap a role to see whose profile it is.")
HANDING_OVER: Final = T("The president asks for support in its name and decides who belongs to it. There is only one.")
FLOW: Final = Flow(NAME, _run, _finish, _kept_for)
TAPS: Final[Mapping[str, Callable[[Turn, str], Awaitable[None]]]] = {
    LIST: lambda turn, _: mine(turn),
    NEW: lambda turn, _: _new(turn),
    ONE: one,
    INVITE: invite,
    MEMBERS: members,
    MEMBER: member,
    ASK: ask_to_hand_over,
    HAND_OVER: hand_over,
    END: end,
}
"""What the buttons of this file do, by the beginning of their data."""
