"""The people of the desk: who holds which role and where, and what is said when a role begins or ends."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from domain import places
from domain.requests.life import Actor
from messages.desk_labels import DUTIES, ROLES
from messages.text import Piece, T, Text
from messages.values import Day, Lines, Link


class Held(Struct, frozen=True):
    """A role that somebody holds, by its chat. `province` is None for all of them; `mine`: the reader's own."""

    chat_id: int
    role: Actor
    province: str | None
    since: date
    mine: bool


def role_in(role: Actor, province: str | None) -> Text:
    """A role with where it counts."""
    if province is None:
        return T("{role}, in all provinces", role=ROLES[role])
    return T("{role}, in {province}", role=ROLES[role], province=places.name(province))


def team(held: Sequence[Held]) -> tuple[Piece, ...]:
    """The roles that are held, numbered like their buttons."""
    lines = tuple(T("{number}. {holder}", number=number, holder=_holder(each)) for number, each in enumerate(held, 1))
    return (T("<b>The team</b>"), Lines(lines), T("Tap a number to see a role or to take it back."))


def one_role(held: Held) -> tuple[Piece, ...]:
    """One role, before it is taken back."""
    told = T("If you take it back, it ends at once. What was done in it stays in the history of the requests.")
    own = T("⚠️ This is your own role: without it you may not give it back to yourself.")
    return (_holder(held), own, told) if held.mine else (_holder(held), told)


def welcome(role: Actor, province: str | None) -> tuple[Piece, ...]:
    """What somebody reads who has just accepted an invitation."""
    desk = T("When a request arrives, you find its card in this chat. The key «🗂 The desk» below shows them all.")
    invite = T("You find the team, and invite colleagues, under the key «🗂 The desk» below.")
    return (
        T("Welcome to the team! Your role: <b>{role}</b>", role=role_in(role, province)),
        DUTIES[role],
        invite if role is Actor.ADMIN else desk,
    )


def invitation(role: Actor, province: str | None, address: str, until: date) -> tuple[Piece, ...]:
    """The link, in words that can be forwarded as they are."""
    return (
        T("Invitation to the team of Tiwizi: <b>{role}</b>", role=role_in(role, province)),
        T("Tap this link and then START. It works once, until {day}:", day=Day(until)),
        T("{address}", address=address),
    )


def _holder(held: Held) -> Text:
    role, since = role_in(held.role, held.province), Day(held.since)
    if held.mine:
        return T("{role}, since {day} (you)", role=role, day=since)
    account = Link(f"tg://user?id={held.chat_id}", T("the account"))
    return T("{role}, since {day}: {account}", role=role, day=since, account=account)
