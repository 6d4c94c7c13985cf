"""News of a request for the group of its province; bot/desk_group.py posts them into the topic of the request."""

from typing import Any

from msgspec import json

from domain.requests.life import Action, Actor
from domain.requests.request import Request
from handlers.after import AFTER, DESK_NEWS
from handlers.making import Order
from handlers.turn import Turn
from messages.screen import Screen
from messages.text import T
from messages.values import Link
from storage.desk_groups import DeskGroups, Group
from storage.outbox import Outbox, Priority
from storage.staff import EVERYWHERE, StaffRole


async def told(turn: Turn, request: Request, action: Action, role: Actor, words: str = "") -> bool:
    """Tell the group what was done, and let the summary say how the request stands. False: there is no group."""
    group = await DeskGroups(turn.unit).of_province(request.province)
    if group is None:
        return False
    news = {"request": request.id, "action": action.value, "role": role.value, "words": words}
    order(turn, group, DESK_NEWS, news)
    return True


def order(turn: Turn, group: Group, work: str, what: dict[str, Any]) -> None:
    """Have something done in a group, after the commit and in the order of what is said there."""
    done = Order(group.chat_id, group.language, turn.username, turn.now, json.encode(what).decode())
    Outbox(turn.unit).queue(group.chat_id, AFTER + work, done.dump(), Priority.REPLY)


async def role_ended(turn: Turn, ended: StaffRole) -> None:
    """Ask whoever is in the groups to let nobody stay who is no staff; and who linked one in vain, to link it again."""
    for group in await DeskGroups(turn.unit).all():
        if ended.province not in {group.province, EVERYWHERE}:
            continue
        colleague = Link(f"tg://user?id={ended.chat_id}", T("a colleague"))
        over = T("ℹ️ The role of {colleague} has ended. Please remove them from this group.", colleague=colleague)
        again = T("They had linked this group. A coordinator sends /desk to link it again.")
        turn.say_to(
            group.chat_id, group.language, Screen((over, *((again,) if group.linked_by == ended.chat_id else ())))
        )
