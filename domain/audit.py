"""What staff do that the histories of requests do not tell."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct

from domain.requests.life import Action, Actor


class Deed(StrEnum):
    """Its kind. What happens to a request is an `Action` (domain/requests/life.py), and is not doubled here."""

    INVITE = "invite"  # to a role
    GRANT = "grant"  # a role begins
    REVOKE = "revoke"  # a role ends
    LOOK = "look"  # at the card of a request
    EXPERT_JOINED = "expert_joined"
    EXPERT_ENDED = "expert_ended"
    ABSENCE = "absence"
    RETURN = "return"
    ROTA = "rota"  # how requests are given out in turn
    CALL_PROPOSED = "call_proposed"
    CALL_PUBLISHED = "call_published"
    CALL_DROPPED = "call_dropped"
    MEETING_ANNOUNCED = "meeting_announced"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    BROADCAST = "broadcast"  # written, approved, stopped: `what` says which
    EXPORT = "export"  # a file with what is kept of people or requests
    FIGURES = "figures"  # entered, imported or taken out
    GROUP = "group"  # of staff, linked or parted


class Line(Struct, frozen=True):
    """A line of the register: what was done, by which chat and in which role where that is known; `about` whom.

    `at` is in milliseconds, UTC; `province` a code, or all of them. No words of a person or of staff are in it.
    """

    at: int
    deed: Deed | Action
    role: Actor | None
    by: int | None
    province: str | None
    reference: str | None
    about: int | None
    data: Mapping[str, Any]
