"""Who works at the desk: invited by a link for one use, listed for administrators, and ended at once when need be."""

from datetime import timedelta
from typing import Final

from conversations.engine import Open, Talk
from conversations.invitation import NAME, Invited, invitation
from domain.civil_time import wall_of
from domain.replacing import replace
from handlers.conversations import Flow, begin
from handlers.menu import keyboard, keys
from handlers.moment import milliseconds
from handlers.topics import role_ended
from handlers.turn import Turn
from messages.cards import staff as cards
from messages.cards.request import day_of
from messages.cards.staff import Held, role_in
from messages.deep_links import deep_link
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from messages.values import Listing
from messages.voice import Voice
from storage.invitations import Invitations, StaffInvitation
from storage.people import People
from storage.staff import EVERYWHERE, Staff, StaffRole

LINK: Final = "s_"
TEAM, INVITE, ROLE, END = "st:team", "st:new", "st:one:", "st:end:"
REVIEW: Final = "st:review"
"""Opens the check of the rules, see handlers/review.py."""
HEALTH: Final = "st:health"
"""Looks at everything that could be wrong, see handlers/doctor.py."""
VALID: Final = timedelta(days=7)
IN_A_ROW: Final = 5


async def join(turn: Turn, token: str) -> None:
    """Accept an invitation. Whoever sent it is told, so that a link in wrong hands is noticed."""
    invited = await Invitations(turn.unit).use(StaffInvitation, token, turn.chat_id, milliseconds(turn))
    if invited is None:
        await _too_late(turn)
        return
    People(turn.unit).put(turn.person)
    turn.person = replace(turn.person, staff=True)
    turn.say(Screen(cards.welcome(invited.role, _province(invited.province))), keys(turn))
    if invited.by is not None:
        role = role_in(invited.role, _province(invited.province))
        await tell(turn, invited.by, Screen((T("Your invitation was accepted: {role}", role=role),)))


async def _too_late(turn: Turn) -> None:
    """The link gives nothing. Whoever has tapped it twice sees that she has her role."""
    roles = [role_in(each.role, _province(each.province)) for each in await Staff(turn.unit).roles_of(turn.chat_id)]
    used = T("This invitation was used already, or its time is over.")
    rest = T("Your roles: {roles}", roles=Listing(tuple(roles))) if roles else T("Ask for a new one.")
    turn.say(Screen((used, rest)), keys(turn))


async def team(turn: Turn) -> None:
    """The roles that this administrator may see; anybody else is told where to turn."""
    held = await Staff(turn.unit).held(turn.chat_id)
    if not held:
        turn.show(Screen((T("Only administrators see the team."),)))
        return
    buttons = [Button(T("{number}", number=number), f"{ROLE}{role.id}") for number, role in enumerate(held, 1)]
    rows = tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))
    doing = (
        (Button(B("➕ Invite"), INVITE),),
        (Button(B("🧭 Check of the rules"), REVIEW),),
        (Button(B("🩺 Health of the bot"), HEALTH),),
    )
    turn.show(Screen(cards.team([_held(turn, role) for role in held]), (*rows, *doing)))


async def one_role(turn: Turn, id_: str) -> None:
    """One role, with the button that takes it back."""
    role = await _listed(turn, id_)
    if role is None:
        turn.answer(T("This role has ended already."))
        await team(turn)
        return
    rows = ((Button(B("🚫 Take this role back"), f"{END}{role.id}"),), (Button(B("⬅️ Back"), TEAM),))
    turn.show(Screen(cards.one_role(_held(turn, role)), rows))


async def end(turn: Turn, id_: str) -> None:
    """Take a role back: from the next moment on nothing is done in it. Its holder is told."""
    listed = await _listed(turn, id_)
    ended = listed and await Staff(turn.unit).revoke(listed.id, turn.chat_id, milliseconds(turn))
    if not ended:
        turn.answer(T("This role has ended already."))
    elif ended.chat_id == turn.chat_id:
        turn.answer(T("The role has ended."))
        await role_ended(turn, ended)
    else:
        turn.answer(T("The role has ended."))
        await role_ended(turn, ended)
        over = T(
            "Your role has ended: {role}. Thank you for your work.", role=role_in(ended.role, _province(ended.province))
        )
        await tell(turn, ended.chat_id, Screen((over,)))
    await team(turn)


async def tell(turn: Turn, chat_id: int, screen: Screen) -> None:
    """Say something to somebody else, in the language that we know her by."""
    [rows] = await turn.unit.fetch(People.who_is(chat_id))
    person = People.read(rows)
    language = (person and person.language) or "ar"
    usual = keyboard(Voice.of(language), staff=person is not None and person.staff)
    turn.say_to(chat_id, language, screen, usual)


async def invite(turn: Turn) -> None:
    """Begin an invitation, if this is an administrator."""
    if not await Staff(turn.unit).held(turn.chat_id):
        await team(turn)
        return
    await begin(turn, FLOW)


async def _run(_turn: Turn, talk: Talk) -> Invited:
    return await invitation(talk)


async def _finish(turn: Turn, invited: Invited) -> None:
    """Make the link. Whether this administrator may give the role is asked of the database, now."""
    province = EVERYWHERE if invited.province is None else invited.province
    if not await Staff(turn.unit).may_grant(turn.chat_id, province):
        turn.show(Screen((T("You may invite only to the provinces that you administer."),)))
        return
    until = turn.now + VALID
    promise = StaffInvitation(invited.role, province, turn.chat_id)
    token = Invitations(turn.unit).make(promise, int(until.timestamp() * 1000), milliseconds(turn))
    address = deep_link(turn.username, LINK + token)
    last = wall_of(until).date()
    turn.show(Screen((T("Forward the next message to your colleague."),)))
    turn.say(Screen(cards.invitation(invited.role, invited.province, address, last)), keys(turn))


def _kept_for(_here: Open) -> timedelta:
    return timedelta(hours=1)


FLOW: Final = Flow(NAME, _run, _finish, _kept_for)


async def _listed(turn: Turn, id_: str) -> StaffRole | None:
    """The role of a button, if this administrator sees it."""
    return next((role for role in await Staff(turn.unit).held(turn.chat_id) if str(role.id) == id_), None)


def _held(turn: Turn, role: StaffRole) -> Held:
    mine = role.chat_id == turn.chat_id
    return Held(role.chat_id, role.role, _province(role.province), day_of(role.granted_at), mine)


def _province(stored: str) -> str | None:
    return None if stored == EVERYWHERE else stored
