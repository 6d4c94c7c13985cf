"""A cooperative and those who belong to it. Nobody's name is kept: a line leads to the person's own profile."""

from collections.abc import Mapping, Sequence
from typing import Final

from domain import places
from messages.text import B, N, Piece, T, Text
from messages.values import Day, Lines, Link

ROLES: Final[Mapping[str, Text]] = {
    "president": B("President"),
    "manager": B("Manager"),
    "member": B("Member"),
}
"""By the codes of storage.cooperatives.MemberRole; they fit on buttons."""


def list_card(named: Sequence[tuple[str, str]]) -> tuple[Piece, ...]:
    """Her cooperatives: name and role."""
    lines = (
        T("{number}. <b>{name}</b> ({role})", number=number, name=name, role=ROLES[role])
        for number, (name, role) in enumerate(named, 1)
    )
    return (T("👥 <b>Your cooperatives</b>"), Lines(tuple(lines)))


def cooperative_card(name: str, place: str, role: str, members: int) -> tuple[Piece, ...]:
    """One of them, and her role in it."""
    facts = (
        T("📍 {where}", where=places.name(place)),
        N("👥 {n} person belongs to it", "👥 {n} persons belong to it", members),
        T("Your role: {role}", role=ROLES[role]),
    )
    return (T("<b>{name}</b>", name=name), Lines(facts), MEANING[role])


def member_line(number: int, chat_id: int, role: str, since: Day) -> Text:
    """Whoever reads it can tap the role and see whose profile it is."""
    profile = Link(f"tg://user?id={chat_id}", ROLES[role])
    return T("{number}. {member}, since {day}", number=number, member=profile, day=since)


MEANING: Final[Mapping[str, Text]] = {
    "president": T("You ask for support in its name, you invite the others, and you can hand the presidency over."),
    "manager": T("You ask for support in its name, and you follow its requests."),
    "member": T("The president and the managers ask for support in its name."),
}
