"""Which results turned: between two sets of answers, or between two versions of the rules."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from domain.eligibility import Verdict
from domain.truth import Truth


class Turned(Struct, frozen=True):
    """A call whose result is another one than before; `before` is None where the call had none."""

    verdict: Verdict
    before: Truth | None


def turned(before: Mapping[str, Truth], verdicts: Iterable[Verdict]) -> tuple[Turned, ...]:
    """The verdicts that differ from the earlier results, which are given by the ids of calls."""
    return tuple(
        Turned(verdict, before.get(verdict.call.id))
        for verdict in verdicts
        if before.get(verdict.call.id) is not verdict.truth
    )


def results(verdicts: Iterable[Verdict]) -> dict[str, Truth]:
    """The results alone, by the ids of calls."""
    return {verdict.call.id: verdict.truth for verdict in verdicts}
