"""What is new to somebody who asked to be told: a call that opened, or rules that now fit her."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from msgspec import Struct

from domain.calls import rules_hash
from domain.eligibility import Verdict
from domain.status import Status
from domain.truth import Truth

TAKING: Final = frozenset({Status.OPEN, Status.STANDING, Status.UNDATED})
"""When an application makes sense, as far as is known."""

Seen = Mapping[str, list[str]]
"""By call: the status and the result when it was last looked at; it survives JSON."""


class Kind(Enum):
    OPENED = "opened"
    FITS = "fits"


class News(Struct, frozen=True):
    """One thing to tell; `key` is the same for the same news, and another when the rules are changed again."""

    verdict: Verdict
    kind: Kind

    @property
    def key(self) -> str:
        return f"{self.verdict.call.id}:{self.kind.value}:{rules_hash(self.verdict.call)[:16]}"


def glance(verdicts: Iterable[Verdict]) -> Seen:
    """What a person has seen who sees these verdicts."""
    return {verdict.call.id: [verdict.status.value, verdict.truth.value] for verdict in verdicts}


def news(seen: Seen, verdicts: Iterable[Verdict]) -> tuple[News, ...]:
    """What she would want to hear of: what takes applications now and did not, and what fits now and did not.

    Nothing of what refuses her, and nothing that takes no applications.
    """
    told = ((verdict, _kind(seen.get(verdict.call.id), verdict)) for verdict in verdicts)
    return tuple(News(verdict, kind) for verdict, kind in told if kind is not None)


def _kind(seen: list[str] | None, verdict: Verdict) -> Kind | None:
    if verdict.status not in TAKING or verdict.truth is Truth.NO:
        return None
    if seen is None or Status(seen[0]) not in TAKING:
        return Kind.OPENED
    fits_now = verdict.truth is Truth.YES and Truth(seen[1]) is not Truth.YES
    return Kind.FITS if fits_now else None
