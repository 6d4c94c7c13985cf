import json
from datetime import datetime

import pytest

from domain.calls import load, relevant
from domain.civil_time import MOROCCO
from domain.eligibility import Verdict, assess
from domain.news import Kind, glance, news
from domain.replacing import replace
from domain.status import Status
from domain.truth import Truth

CALLS = load().calls
CHTOUKA = {"place": "09.163", "legal_form": "cooperative", "sector": "argan"}
BEFORE, OPEN = datetime(2026, 2, 1, 9, tzinfo=MOROCCO), datetime(2026, 3, 1, 9, tzinfo=MOROCCO)


def verdicts(now: datetime, **person: object) -> tuple[Verdict, ...]:
    profile = {**CHTOUKA, **person}
    return assess(profile, relevant(CALLS, "09.163", now), now)  # type: ignore[arg-type] # the persons of a test


def told(before: tuple[Verdict, ...], after: tuple[Verdict, ...]) -> list[tuple[str, Kind]]:
    seen = json.loads(json.dumps(glance(before)))
    return [(one.verdict.call.id, one.kind) for one in news(seen, after)]


def test_a_call_that_was_not_there_and_takes_applications_is_news() -> None:
    assert ("indh_chtouka_2026", Kind.OPENED) in told(verdicts(BEFORE), verdicts(OPEN))


def test_what_was_seen_already_is_no_news() -> None:
    assert told(verdicts(OPEN), verdicts(OPEN)) == []


def test_what_refuses_her_is_no_news() -> None:
    after = verdicts(OPEN, legal_form="sarl")
    assert "indh_chtouka_2026" not in dict(told(verdicts(BEFORE, legal_form="sarl"), after))


@pytest.mark.parametrize("status", [Status.UPCOMING, Status.CLOSED, Status.UNCONFIRMED])
def test_what_takes_no_applications_is_no_news(status: Status) -> None:
    [one] = [verdict for verdict in verdicts(OPEN) if verdict.call.id == "indh_chtouka_2026"]
    assert told((), (replace(one, status=status),)) == []
    assert told((replace(one, status=status),), (one,)) == [("indh_chtouka_2026", Kind.OPENED)]


@pytest.mark.parametrize("before", [Truth.NO, Truth.UNKNOWN])
def test_rules_that_fit_her_now_are_news(before: Truth) -> None:
    [one] = [verdict for verdict in verdicts(OPEN) if verdict.call.id == "indh_chtouka_2026"]
    assert told((replace(one, truth=before),), (one,)) == [("indh_chtouka_2026", Kind.FITS)]
    assert told((one,), (replace(one, truth=Truth.UNKNOWN),)) == []


def test_the_same_news_have_the_same_key_until_the_rules_change_again() -> None:
    [one] = [verdict for verdict in verdicts(OPEN) if verdict.call.id == "indh_chtouka_2026"]
    [first], [again] = news({}, [one]), news({}, [one])
    other = one.call.model_copy(update={"conditions": one.call.conditions * 2})
    [changed] = news({}, [replace(one, call=other)])
    assert first.key == again.key != changed.key
