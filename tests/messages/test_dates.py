import datetime as dt

import pytest

from messages.dates import day, moment

MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, start=1)))
def test_months_have_their_moroccan_names(number: int, name: str) -> None:
    assert day(dt.date(2026, number, 3), "ar") == f"3 {name} 2026"


def test_a_weekday_is_named_on_request() -> None:
    date = dt.date(2026, 3, 10)
    assert day(date, "ar", weekday=True) == "الثلاثاء 10 مارس 2026"
    assert day(date, "fr", weekday=True) == "mardi 10 mars 2026"


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    assert day(dt.date(2026, 8, 1), "fr") == "1er août 2026"
    assert day(dt.date(2026, 8, 11), "fr") == "11 août 2026"
    assert day(dt.date(2026, 8, 1), "ar") == "1 غشت 2026"


def test_a_moment_is_a_weekday_a_date_and_an_hour() -> None:
    closing = dt.datetime(2026, 3, 10, 16, 30)  # noqa: DTZ001 - wall-clock time
    assert moment(closing, "ar") == "الثلاثاء 10 مارس 2026 على الساعة 16:30 (الرابعة والنصف زوالا)"
    assert moment(closing, "fr") == "mardi 10 mars 2026 à 16\u00a0h\u00a030"
