"""The register of actions: what was done, by whom, on a screen and in a spreadsheet. It holds nobody's words."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from domain import places
from domain.audit import Deed, Line
from domain.requests.life import Action, Actor
from messages.cards.request import moment_of
from messages.desk_labels import ACTORS, DONE, ROLES
from messages.text import B, Piece, T, Text
from messages.values import Lines, Link

DEEDS: Final[Mapping[Deed, Text]] = {
    Deed.INVITE: T("made an invitation to a role"),
    Deed.GRANT: T("a role began"),
    Deed.REVOKE: T("a role ended"),
    Deed.LOOK: T("opened the request"),
    Deed.EXPERT_JOINED: T("an expert used her link"),
    Deed.EXPERT_ENDED: T("an expert's access was ended"),
    Deed.ABSENCE: T("went away, with a stand-in"),
    Deed.RETURN: T("came back"),
    Deed.ROTA: T("changed how requests are given out"),
    Deed.CALL_PROPOSED: T("proposed a call"),
    Deed.CALL_PUBLISHED: T("published a call"),
    Deed.CALL_DROPPED: T("gave up the draft of a call"),
    Deed.MEETING_ANNOUNCED: T("announced a meeting"),
    Deed.MEETING_MOVED: T("changed a meeting"),
    Deed.MEETING_CANCELLED: T("cancelled a meeting"),
    Deed.BROADCAST: T("worked on a broadcast"),
    Deed.EXPORT: T("took a file out"),
    Deed.FIGURES: T("entered or changed figures"),
    Deed.GROUP: T("linked or parted a group"),
}
"""In Arabic nouns, as the actions of a request are told."""


def home() -> tuple[Piece, ...]:
    """What the register is."""
    return (
        T("🧾 <b>Register of actions</b>"),
        T(
            "Everything that staff do is written here, and nothing is ever taken out. Choose a time, or one staff "
            "member."
        ),
    )


def found(lines: Sequence[Line], heading: Piece) -> tuple[Piece, ...]:
    """A page of it, the newest first."""
    return (heading, *map(told, lines)) if lines else (heading, T("Nothing was done."))


def told(line: Line) -> Piece:
    """Who did what, when and where."""
    parts: list[Piece] = [T("<i>{moment}</i>", moment=moment_of(line.at)), _said(line)]
    if line.reference is not None:
        parts.append(T("📁 {reference}", reference=line.reference))
    elif line.province is not None and places.is_place(line.province):
        parts.append(T("📍 {place}", place=places.name(line.province)))
    role = line.data.get("role")
    if role is not None:
        parts.append(T("🎫 {role}", role=ROLES[Actor(role)]))
    if line.about is not None and line.about != line.by:
        parts.append(T("👤 {account}", account=account(line.about)))
    return Lines(tuple(parts))


def details(line: Line) -> str:
    """The figures of a line, for the spreadsheet."""
    return json.dumps(line.data, ensure_ascii=False) if line.data else ""


def doing(line: Line) -> Text:
    return DONE[line.deed] if isinstance(line.deed, Action) else DEEDS[line.deed]


def who(line: Line) -> Text:
    """The role in which it was done, where a request's history keeps it."""
    if line.role is not None:
        return ACTORS[line.role]
    return COMMAND_LINE if line.by is None else STAFF


def account(chat_id: int) -> Link:
    """A link to somebody of whom we keep no name."""
    return Link(f"tg://user?id={chat_id}", T("account {number}", number=str(chat_id)))


def _said(line: Line) -> Text:
    if line.by is None:
        return T("{role}: {done}", role=who(line), done=doing(line))
    return T("{role}, {account}: {done}", role=who(line), account=account(line.by), done=doing(line))


STAFF: Final = T("Staff")
COMMAND_LINE: Final = T("The server")
TODAY, WEEK, MONTH, YEAR = B("Today"), B("7 days"), B("30 days"), B("1 year")
