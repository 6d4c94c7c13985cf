"""«What if?»: what the change of an answer did to the results."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from conversations.engine import Told
from conversations.facts import QUESTIONS
from conversations.question import Stale
from conversations.questions.review import UNKNOWN
from domain.eligibility import Verdict, outcome
from domain.facts import Profile
from domain.turning import turned
from messages.cards.difference import AnswerChanged, Difference
from messages.text import Piece


def difference(
    before: Mapping[str, Any],
    told: Iterable[Told],
    shown: Sequence[Verdict],
    profile: Profile,
) -> Difference | None:
    """Compare the results of today with those of the stored answers `before`.

    None where no answer differs, and in another place, where all calls are others.
    """
    earlier = _profile(before)
    if earlier is None or earlier["place"] != profile["place"]:
        return None
    changed = tuple(
        AnswerChanged(one.short, _told(one.key, before), one.answer or UNKNOWN)
        for one in told
        if one.key in profile and earlier.get(one.key) != profile[one.key]
    )
    results = {verdict.call.id: outcome(verdict.call, earlier) for verdict in shown}
    return Difference(changed, turned(results, shown)) if changed else None


def _profile(before: Mapping[str, Any]) -> Profile | None:
    """What was known then; None where an answer cannot be read any more."""
    try:
        return {name: _value(name, before) for name in QUESTIONS if name in before}
    except Stale:
        return None


def _value(name: str, stored: Mapping[str, Any]) -> Any:
    return None if stored.get(name) is None else QUESTIONS[name].load(stored[name])


def _told(name: str, stored: Mapping[str, Any]) -> Piece:
    return UNKNOWN if stored.get(name) is None else QUESTIONS[name].tell(stored[name])
