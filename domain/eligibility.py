"""From answers to verdicts: what each call says of a person, and what is still worth asking.

Nothing here grants anything: a verdict says how a person seems to stand to the published conditions.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from catalogue.call import Call, Condition
from catalogue.rules import facts_of
from catalogue.support import Gives
from catalogue.vocabulary import FACTS
from domain.facts import Profile, askable
from domain.judgement import judge, open_facts_of_all, union
from domain.status import Status, status
from domain.support import Worked, work_out
from domain.truth import Truth, all_


class Finding(Struct, frozen=True):
    """One condition and how the person stands to it; `facts` are the answers it looks at, in reading order."""

    condition: Condition
    truth: Truth
    facts: tuple[str, ...]


class Verdict(Struct, frozen=True):
    """How a person stands to a whole call; `support` is worked when the cost of the project is known."""

    call: Call
    status: Status
    truth: Truth
    findings: tuple[Finding, ...]
    support: Worked | None


_BEST_FIRST = (Truth.YES, Truth.UNKNOWN, Truth.NO)


def outcome(call: Call, profile: Profile) -> Truth:
    """Whether the person meets every condition of the call."""
    return all_(judge(condition.test, profile) for condition in call.conditions)


def assess(profile: Profile, calls: Iterable[Call], now: datetime) -> tuple[Verdict, ...]:
    """A verdict for each call: what is open first, and within that what seems to fit first."""
    verdicts = [_verdict(profile, call, now) for call in calls]
    return tuple(sorted(verdicts, key=lambda one: (one.status.rank, _BEST_FIRST.index(one.truth))))


def most_useful_fact(profile: Profile, calls: Iterable[Call]) -> str | None:
    """The fact to ask for next: it can still change a result, for many calls, at little effort.

    None when nothing that could be asked would change any result.
    """
    wanted = Counter(name for call in calls for name in _open_facts(call, profile))
    # FACTS is in the order of asking, and max keeps the first of equals.
    candidates = [name for name in FACTS if name in wanted]
    return max(candidates, key=lambda name: wanted[name] / FACTS[name].effort, default=None)


def remaining_facts(profile: Profile, calls: Iterable[Call]) -> frozenset[str]:
    """Every fact that may still be asked for: the most questions that can follow, often fewer do."""
    return union(_open_facts(call, profile) for call in calls)


def _open_facts(call: Call, profile: Profile) -> frozenset[str]:
    return open_facts_of_all([condition.test for condition in call.conditions], profile)


def _verdict(profile: Profile, call: Call, now: datetime) -> Verdict:
    findings = tuple(
        Finding(condition, judge(condition.test, profile), _answers_of(condition)) for condition in call.conditions
    )
    truth = all_(finding.truth for finding in findings)
    return Verdict(call, status(call, now), truth, findings, _worked(profile, call))


def _answers_of(condition: Condition) -> tuple[str, ...]:
    names = (asked for fact in facts_of(condition.test) for asked in askable(fact))
    return tuple(dict.fromkeys(names))


def _worked(profile: Profile, call: Call) -> Worked | None:
    cost, form, brings = (profile.get(name) for name in ("project_cost", "legal_form", "own_amount"))
    if cost is None or call.support is None or call.gives in {Gives.PRIZE, Gives.TRAINING_AND_COACHING}:
        return None
    known = None if form is None else str(form)
    return work_out(call.support, int(cost), known, None if brings is None else int(brings))
