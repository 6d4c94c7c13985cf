from datetime import date

import pytest

from domain.days import MONTHS, read_day

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-20", date(2026, 3, 20)),
        ("20/3", date(2026, 3, 20)),
        ("٢٠/٣/٢٠٢٦", date(2026, 3, 20)),
        ("20-03-2026", date(2026, 3, 20)),
        ("20.3", date(2026, 3, 20)),
        ("يوم 20 مارس", date(2026, 3, 20)),
        ("15 غشت 2026", date(2026, 8, 15)),
        ("le 1er avril", date(2026, 4, 1)),
        ("15 Août", date(2026, 8, 15)),
        ("15 يوليوز", date(2026, 7, 15)),
        ("28/2", date(2027, 2, 28)),
        ("10 أيام", date(2026, 3, 11)),
        ("dans 15 jours", date(2026, 3, 16)),
    ],
)
def test_a_day_is_understood_as_people_write_it(written: str, day: date) -> None:
    assert read_day(written, TODAY) == day


@pytest.mark.parametrize("written", ["", "غدا أو بعد غد", "30/2", "29/2/2027", "2026-13-01", "45 مارس", "15", "👍"])
def test_what_is_no_day_is_none(written: str) -> None:
    assert read_day(written, TODAY) is None


def test_the_29th_of_february_without_a_year_is_no_day_where_the_next_february_is_shorter() -> None:
    assert read_day("29/2", TODAY) is None


def test_every_month_has_its_moroccan_name() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))
