"""The groups of the desk, seen from a private chat: how one is made, which there are, and how one ends."""

from typing import Final

from domain import places
from domain.audit import Deed
from handlers.desk import BACK, GROUPS
from handlers.groups import LINKING
from handlers.register import note
from handlers.turn import Turn
from messages.cards import talk as cards
from messages.keyboard import Button, InlineButton, UrlButton
from messages.screen import Screen
from messages.text import B, T
from messages.values import Lines
from storage.desk_groups import DeskGroups
from storage.staff import EVERYWHERE, Staff

END: Final = "kg:end:"
YES: Final = "kg:yes:"
RIGHTS: Final = "manage_topics+pin_messages+delete_messages"
"""What the link asks the owner of a group to allow: https://core.telegram.org/api/links#groupchannel-bot-links."""
STEPS: Final = (
    T("1. Make a group with your colleagues. In its settings, turn «Topics» on: then each request has its own."),
    T("2. Tap the button below, and choose the group. I become an administrator of it."),
    T("3. If I do not answer there at once, write /desk in the group."),
)


async def show(turn: Turn) -> None:
    """How to work in a group, and the groups of the provinces that she coordinates or administers."""
    roles = {role.province for role in await Staff(turn.unit).roles_of(turn.chat_id) if role.role in LINKING}
    groups = [group for group in await DeskGroups(turn.unit).all() if roles & {group.province, EVERYWHERE}]
    rows: list[tuple[InlineButton, ...]] = []
    if roles:
        address = f"https://t.me/{turn.username}?startgroup=desk&admin={RIGHTS}"
        rows.append((UrlButton(B("➕ Put me into a group"), address),))
    for group in groups:
        label = B("🚫 End: {province}", province=places.name(group.province))
        rows.append((Button(label, f"{END}{group.province}"),))
    linked = [Lines((T("Linked now:"), *(T("• {province}", province=places.name(one.province)) for one in groups)))]
    told = (T("👥 <b>Working in a group</b>"), Lines(STEPS), cards.ALL_READ, *(linked if groups else ()))
    turn.show(Screen(told, (*rows, BACK)))


async def ask_to_end(turn: Turn, province: str) -> None:
    """Ask whether she is sure: her colleagues miss the requests in the group."""
    if not await DeskGroups(turn.unit).may_link(turn.chat_id, province):
        await show(turn)
        return
    question = T("End the link of the group of {province}?", province=places.name(province))
    told = T("Requests no longer come into the group. News of them comes to each of you in private again.")
    yes, back = Button(B("🚫 Yes, end the link"), f"{YES}{province}"), Button(B("⬅️ Back"), GROUPS)
    turn.show(Screen((question, told), ((yes,), (back,))))


async def end(turn: Turn, province: str) -> None:
    """She is sure: from now on news of the province comes to each in private again."""
    groups = DeskGroups(turn.unit)
    if await groups.may_link(turn.chat_id, province):
        groups.unlink_province(province, turn.chat_id)
        note(turn, Deed.GROUP, province=province, linked=False)
    await show(turn)
