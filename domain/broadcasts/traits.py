"""What of a kept check staff may choose people by: its place, sector and legal form, and how its calls turned out."""

from collections.abc import Iterable, Iterator
from typing import Final

from domain.broadcasts.audience import Result
from domain.changes import remedy
from domain.eligibility import Verdict
from domain.facts import Profile
from domain.truth import Truth

CHOSEN_BY: Final = ("place", "sector", "legal_form")
Traits = frozenset[tuple[str, str]]
"""Each a kind (one of `CHOSEN_BY`, or a `Result`) and a code: of the catalogue, or the id of a call."""


def traits(profile: Profile, verdicts: Iterable[Verdict]) -> Traits:
    """All that can be said; nothing of what refuses her for good."""
    said = ((fact, profile.get(fact)) for fact in CHOSEN_BY)
    chosen = {(fact, value) for fact, value in said if isinstance(value, str)}
    return frozenset(chosen | set(_results(profile, verdicts)))


def _results(profile: Profile, verdicts: Iterable[Verdict]) -> Iterator[tuple[str, str]]:
    for verdict in verdicts:
        if verdict.truth is Truth.YES:
            yield Result.YES.value, verdict.call.id
        elif verdict.truth is Truth.UNKNOWN:
            yield Result.UNKNOWN.value, verdict.call.id
        elif remedy(verdict.call, profile) is not None:
            yield Result.ALMOST.value, verdict.call.id
