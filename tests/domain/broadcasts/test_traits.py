from datetime import UTC, datetime

from domain.broadcasts.traits import traits
from domain.calls import load
from domain.changes import remedy
from domain.eligibility import assess
from domain.facts import Profile
from domain.truth import Truth

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
PROFILE: Profile = {"place": "09.541", "sector": "beekeeping_honey", "legal_form": "none_yet", "woman": True, "age": 30}


def test_what_she_may_be_chosen_by_is_where_what_and_how_each_call_turned_out_and_nothing_else() -> None:
    verdicts = assess(PROFILE, load().calls, NOW)
    said = traits(PROFILE, verdicts)
    assert {(kind, code) for kind, code in said if kind in PROFILE} == {
        ("place", "09.541"),
        ("sector", "beekeeping_honey"),
        ("legal_form", "none_yet"),
    }
    expected = {(verdict.truth.value, verdict.call.id) for verdict in verdicts if verdict.truth is not Truth.NO}
    refused = {verdict.call.id for verdict in verdicts if verdict.truth is Truth.NO}
    mended = {("almost", verdict.call.id) for verdict in verdicts if remedy(verdict.call, PROFILE) is not None}
    assert {(kind, code) for kind, code in said if kind not in PROFILE} == expected | mended
    assert {code for kind, code in mended} <= refused


def test_of_somebody_who_said_nothing_only_the_open_results_are_known() -> None:
    assert {kind for kind, _ in traits({}, assess({}, load().calls, NOW))} <= {"yes", "unknown", "almost"}
