from datetime import date, time

import pytest

from conversations.given import Given, Placed, Pressed, Typed
from conversations.question import Stale
from conversations.questions.appointment import AppointmentQuestion
from domain.events.when import Part, When
from messages.bidi import bare
from messages.text import T
from tests.conversations.asking import NONSENSE, answer, labels, plain, refused, text, turned, values

TODAY = date(2026, 3, 4)
WHEN = AppointmentQuestion(T("When"), T("When"), TODAY)
THURSDAY = {"day": "2026-03-12"}


def test_a_day_of_the_calendar_and_then_the_hour_are_tapped() -> None:
    assert "d:2026-03-12" in values(WHEN.ask(None))
    day = turned(WHEN, Pressed("d:2026-03-12"))
    assert "الخميس 12 مارس 2026" in text(WHEN.ask(day))
    quarter = turned(WHEN, Pressed("at:10"), day)
    stored = answer(WHEN, Pressed("=10:15"), quarter)
    assert WHEN.load(stored) == When(date(2026, 3, 12), time(10, 15))


def test_the_hour_may_come_later() -> None:
    assert answer(WHEN, Pressed("later"), THURSDAY) == THURSDAY
    assert "later" not in values(WHEN.ask({**THURSDAY, "at": 10}))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jeudi 12 mars à 10h", When(date(2026, 3, 12), time(10))),
        ("الخميس 12 مارس على الساعة الرابعة والنصف زوالاً", When(date(2026, 3, 12), time(16, 30))),
        ("الخميس 12 مارس صباحا", When(date(2026, 3, 12), part=Part.MORNING)),
        ("شهر مارس أو أبريل", When(months=("2026-03", "2026-04"))),
    ],
)
def test_day_and_hour_are_typed_in_one_sentence(written: str, meant: When) -> None:
    assert WHEN.load(answer(WHEN, written)) == meant


def test_what_is_typed_is_completed_by_what_was_tapped() -> None:
    assert turned(WHEN, "12/03/2026") == THURSDAY
    assert answer(WHEN, "10h", THURSDAY) == {**THURSDAY, "hour": "10:00"}
    assert turned(WHEN, "الرابعة", THURSDAY) == {**THURSDAY, "doubt": ["16:00", "04:00"]}
    assert answer(WHEN, Pressed("=16:00"), {**THURSDAY, "doubt": ["16:00", "04:00"]}) == {**THURSDAY, "hour": "16:00"}
    assert "يوم" in refused(WHEN, Typed("10h"))


def test_the_months_are_leafed_through_within_a_year() -> None:
    assert turned(WHEN, Pressed("m:2026-04")) == {"month": "2026-04"}
    assert turned(WHEN, Pressed("m:1999-01")) == {"month": "2026-03"}
    assert turned(WHEN, Pressed("m:2099-01")) == {"month": "2027-03"}
    assert "أبريل 2026" in text(WHEN.ask({"month": "2026-04"}))


def test_back_leads_from_the_minutes_to_the_hours_and_to_the_month() -> None:
    assert WHEN.up({**THURSDAY, "at": 10}) == THURSDAY
    assert WHEN.up(THURSDAY) == {"month": "2026-03"}
    assert WHEN.up({"month": "2026-04"}) is None


def test_a_day_that_is_over_or_too_far_away_is_refused() -> None:
    for given in (Typed("12/03/2025"), Pressed("d:2026-03-03"), Pressed("d:2031-01-01")):
        assert "2027" in refused(WHEN, given)


def test_a_day_that_no_calendar_has_is_refused_as_such() -> None:
    assert "لا يوجد هذا اليوم" in refused(WHEN, Typed("31 شتنبر على الساعة 10"))


def test_a_weekday_that_does_not_fit_is_told_with_the_right_one() -> None:
    assert "الخميس 12 مارس 2026" in refused(WHEN, Typed("الجمعة 12 مارس 2026"))


@pytest.mark.parametrize(
    "given",
    [
        *NONSENSE,
        Placed(33.5, -7.6),
        Pressed("d:x"),
        Pressed("m:x"),
        Pressed("later"),
        Pressed("at:10"),
        Pressed("=10:00"),
    ],
)
def test_what_is_no_appointment_is_refused_kindly(given: Given) -> None:
    assert refused(WHEN, given)


def test_the_empty_cells_of_the_calendar_change_nothing() -> None:
    assert turned(WHEN, Pressed("-"), {"month": "2026-04"}) == {"month": "2026-04"}
    assert "·" in labels(WHEN.ask(None))


@pytest.mark.parametrize(
    "stored", [None, 5, "x", {}, {"day": "x"}, {"day": "2026-03-12", "hour": "x"}, {"months": ["x"]}]
)
def test_a_stored_appointment_is_checked_again(stored: object) -> None:
    with pytest.raises(Stale):
        WHEN.load(stored)


def test_an_appointment_is_told_as_precisely_as_it_is_known() -> None:
    assert "في مارس 2026 أو أبريل 2026" in bare(plain(WHEN.tell({"months": ["2026-03", "2026-04"]})))
