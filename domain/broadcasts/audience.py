"""Whom a notice is for: what narrows it, and who of them is left out. storage/audiences.py finds them."""

from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct

from catalogue.vocabulary import LEGAL_FORMS
from domain.places import is_place
from domain.plain import plain


class Role(StrEnum):
    """Roles in a team or in a cooperative."""

    AGENT = "agent"
    LOCAL = "local"
    COORDINATOR = "coordinator"
    ADMIN = "admin"
    PRESIDENT = "president"
    MANAGER = "manager"
    MEMBER = "member"


class Reply(StrEnum):
    """What somebody answered to a meeting, or that she was there."""

    COMING = "coming"
    MAYBE = "maybe"
    NOT_COMING = "not_coming"
    CAME = "came"


class Result(StrEnum):
    """What a kept check says of a call. `ALMOST`: it refuses her, and something that she can change would mend it."""

    YES = "yes"
    UNKNOWN = "unknown"
    ALMOST = "almost"


class Skipped(StrEnum):
    """Why somebody of the audience gets nothing."""

    BLOCKED = "blocked"  # she has blocked the bot
    OPTED_OUT = "opted_out"  # she wants to hear nothing of the topic
    LANGUAGE = "language"  # nothing is said in hers
    CONTACTED = "contacted"  # she got a notice in the last days
    OPEN_REQUEST = "open_request"  # she waits for a decision, and might take this for it
    ERASED = "erased"  # she erased herself after the audience was frozen
    STOPPED = "stopped"  # the notice was stopped before her turn came
    TOO_OLD = "too_old"  # Telegram deletes nothing that is older than two days


class Invited(Struct, frozen=True, forbid_unknown_fields=True):
    """Who answered so to a meeting."""

    event_id: int
    replies: frozenset[Reply]


class Eligible(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose kept check says so of a call."""

    call_id: str
    results: frozenset[Result]


class Audience(Struct, frozen=True, forbid_unknown_fields=True):
    """Each line narrows it, and an empty one does not; within a line any of its values will do.

    `places` contain what lies in them. `calls`: who sent a request for one of them. `active_days`: who did something
    here in so many days. Left out are those who got a notice in `contacted_days` days, those with an `open_request`,
    and always those who opted out of the topic.
    """

    places: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    legal_forms: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()
    calls: frozenset[str] = frozenset()
    invited: Invited | None = None
    eligible: Eligible | None = None
    active_days: int | None = None
    contacted_days: int | None = None
    open_request: bool = False

    def __post_init__(self) -> None:
        if lost := {code for code in self.places if not is_place(code)}:
            raise ValueError(f"no place has the code {', '.join(sorted(lost))}")
        if unheard := self.legal_forms.difference(LEGAL_FORMS):
            raise ValueError(f"no legal form has the code {', '.join(sorted(unheard))}")
        if any(days is not None and days < 1 for days in (self.active_days, self.contacted_days)):
            raise ValueError("a number of days is at least 1")


def dump(audience: Audience) -> dict[str, Any]:
    """As JSON takes it; the same for the same audience."""
    dumped: dict[str, Any] = plain(audience)
    return dumped


def load(stored: object) -> Audience:
    """What `dump` gave. Raises ValueError for anything else."""
    return msgspec.convert(stored, Audience)
