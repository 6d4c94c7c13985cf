"""The desk of the staff: lists with their counts, a page of each."""

from collections.abc import Sequence
from typing import Final

from domain.requests.life import Actor
from domain.requests.lists import List
from handlers.broadcast_deeds import LIST as NOTICES
from handlers.menu import keys
from handlers.moment import milliseconds
from handlers.staff import TEAM
from handlers.turn import Turn
from messages.cards import desk as cards
from messages.cards.staff import role_in
from messages.desk_labels import LISTS
from messages.keyboard import Button, InlineButton
from messages.screen import Screen
from messages.text import B, T, Text
from storage.desk import PAGE, WORKING, DeskRequests
from storage.staff import EVERYWHERE, RUNS, Staff, StaffRole

HOME, LIST, REQUEST = "k:home", "k:list:", "k:one:"
FIGURES: Final = "g:home:"
"""Opens what is counted, see handlers/figures.py."""
AWAY, ROTA, REGISTER = "aw:home", "ro:home", "au:home"
"""Absence, giving out in turn, the register of actions: see handlers/away.py, rota.py and audit.py."""
GROUPS: Final = "kg:home"
"""Working in a group, see handlers/group_desk.py."""
IN_A_ROW: Final = 4
MOST_DIGITS: Final = 4
"""Of the number of a page; a longer one was made up."""
BEFORE, AFTER = B("◀️ Before"), B("▶️ After")
BACK: Final = (Button(B("🗂 All lists"), HOME),)


async def desk(turn: Turn) -> None:
    """The lists that hold something, each with how many. Whoever has no role is told how one begins."""
    roles = await Staff(turn.unit).roles_of(turn.chat_id)
    if not roles:
        turn.say(Screen((T("The desk is for staff. A role begins with an invitation link."),)), keys(turn))
        return
    counts = await DeskRequests(turn.unit, turn.chat_id).counts(milliseconds(turn))
    rows = tuple(
        (Button(B("{list} ({count})", list=LISTS[which], count=count), f"{LIST}{which}:0"),)
        for which, count in counts.items()
        if count
    )
    figures = (Button(B("📊 Figures"), FIGURES),)
    team = ((Button(B("👥 The team"), TEAM),),) if Actor.ADMIN in {role.role for role in roles} else ()
    notices = ((Button(B("📣 Notices"), f"{NOTICES}0"),),) if RUNS & {role.role for role in roles} else ()
    below = (*rows, figures, *notices, *_more(roles), *team)
    turn.show(Screen(cards.home(counts, [_named(role) for role in roles]), below))


def _more(roles: Sequence[StaffRole]) -> list[tuple[InlineButton, ...]]:
    """What there is beside the lists, for somebody with these roles."""
    held = {role.role for role in roles}
    away = (Button(B("🏖 Absence"), AWAY),) if held & WORKING else ()
    turns = (Button(B("🔁 In turn"), ROTA),) if Actor.COORDINATOR in held else ()
    groups = (Button(B("👥 Groups"), GROUPS),) if held & {Actor.COORDINATOR, Actor.ADMIN} else ()
    register = (Button(B("🧾 Register"), REGISTER),) if held & {Actor.COORDINATOR, Actor.ADMIN} else ()
    return [row for row in ((*away, *turns), (*register, *groups)) if row]


async def show_list(turn: Turn, which: str) -> None:
    """A page of a list, by the list's name and the number of the page."""
    name, _, number = which.partition(":")
    if name not in set(List) or not (number.isdecimal() and len(number) <= MOST_DIGITS):
        await desk(turn)
        return
    list_, page, requests = List(name), int(number), DeskRequests(turn.unit, turn.chat_id)
    found = await requests.page(list_, milliseconds(turn), page, PAGE)
    count = (await requests.counts(milliseconds(turn)))[list_]
    first = page * PAGE + 1
    numbered = [(at, f"{REQUEST}{request.reference}") for at, request in enumerate(found, first)]
    buttons = [Button(T("{number}", number=at), data) for at, data in numbered]
    rows = [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]
    around = [*([page - 1] if page else []), *([page + 1] if first + len(found) <= count else [])]
    turning = tuple(Button(BEFORE if other < page else AFTER, f"{LIST}{name}:{other}") for other in around)
    turn.show(Screen(cards.page(list_, found, first), (*rows, *((turning,) if turning else ()), BACK)))


def _named(role: StaffRole) -> Text:
    return role_in(role.role, None if role.province == EVERYWHERE else role.province)
