from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.date_words import AFTER, AHEAD, FIRST, MONTHS, WEEKDAYS
from domain.dates import NotADay, WrongWeekday, find_day, read_day
from messages.dates import day as said

TODAY = date(2026, 3, 4)  # a Wednesday


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("يوم الخميس 12 مارس 2026", "2026-03-12"),
        ("الخميس ١٢ مارس ٢٠٢٦", "2026-03-12"),
        ("12 مارس", "2026-03-12"),
        ("3 مارس", "2027-03-03"),
        ("12/03/2026", "2026-03-12"),
        ("12-3-2026", "2026-03-12"),
        ("12.03.26", "2026-03-12"),
        ("12/3", "2026-03-12"),
        ("٢٠٢٦/٠٣/١٢", "2026-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("jeudi 12 mars", "2026-03-12"),
        ("Jeudi 12 Mars 2026", "2026-03-12"),
        ("le 1er août", "2026-08-01"),
        ("فاتح غشت", "2026-08-01"),
        ("9 يوليوز", "2026-07-09"),
        ("9 يوليو 2026", "2026-07-09"),
        ("15 شتنبر", "2026-09-15"),
        ("15 سبتمبر", "2026-09-15"),
        ("28 دجنبر 2026", "2026-12-28"),
        ("30 نونبر", "2026-11-30"),
        ("22 ماي", "2026-05-22"),
        ("12 من شهر مارس", "2026-03-12"),
        ("12 من مارس", "2026-03-12"),
        ("غدا", "2026-03-05"),
        ("غداً إن شاء الله", "2026-03-05"),
        ("demain", "2026-03-05"),
        ("بعد غد", "2026-03-06"),
        ("après-demain", "2026-03-06"),
        ("après demain", "2026-03-06"),
        ("اليوم", "2026-03-04"),
        ("بعد 10 أيام", "2026-03-14"),
        ("dans 10 jours", "2026-03-14"),
        ("نهار 12", "2026-03-12"),
        ("aujourd'hui", "2026-03-04"),
        ("aujourd’hui", "2026-03-04"),
        ("الخميس", "2026-03-05"),
        ("jeudi prochain", "2026-03-05"),
        ("الأربعاء", "2026-03-11"),
        ("الخميس 12", "2026-03-12"),
        ("vendredi 13", "2026-03-13"),
        ("lundi 13", "2026-04-13"),
        ("12", "2026-03-12"),
        ("3", "2026-04-03"),
        ("29 فبراير", "2028-02-29"),
    ],
)
def test_a_day_is_read_as_people_write_it(written: str, meant: str) -> None:
    assert read_day(written, TODAY).isoformat() == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "قريبا",
        "مارس",
        "مارس أو أبريل",
        "30 فبراير",
        "31/04/2026",
        "12/13/2026",
        "32",
        "0",
        "12 13",
        "12 أو 13 مارس",
        "12 mars 13 avril",
        "الخميس أو الجمعة",
        "12/03/2026 13/03/2026",
        "16:30",
        "10h",
        "10 صباحا",
        "9" * 40,
    ],
)
def test_what_is_no_day_or_several_is_refused(written: str) -> None:
    with pytest.raises(NotADay):
        read_day(written, TODAY)


@pytest.mark.parametrize("written", ["الجمعة 12 مارس 2026", "vendredi 12/03/2026", "الجمعة غدا"])
def test_a_weekday_that_is_not_that_of_the_date_is_found_out(written: str) -> None:
    with pytest.raises(WrongWeekday) as wrong:
        read_day(written, TODAY)
    assert wrong.value.day.weekday() == 3


def test_the_words_around_a_day_are_left_for_other_readers() -> None:
    assert find_day("jeudi 12 mars à 10h", TODAY) == (date(2026, 3, 12), "à 10h")
    assert find_day("12/03/2026 على 16:30", TODAY) == (date(2026, 3, 12), "على 16:30")
    assert find_day("الساعة العاشرة صباحا", TODAY) == (None, "الساعة العاشرة صباحا")


@given(st.dates(min_value=TODAY, max_value=TODAY + timedelta(days=2000)), st.sampled_from(["ar", "fr"]))
def test_what_the_bot_says_of_a_day_it_also_understands(day: date, language: str) -> None:
    assert read_day(said(day, language, weekday=True), TODAY) == day


@given(st.dates(min_value=TODAY, max_value=TODAY + timedelta(days=360)), st.sampled_from(["ar", "fr"]))
def test_without_its_year_a_day_is_the_next_one(day: date, language: str) -> None:
    assert read_day(said(day, language).removesuffix(f" {day.year}"), TODAY) == day


@given(st.lists(st.sampled_from([*MONTHS, *WEEKDAYS, *AHEAD, *AFTER, *FIRST, "12", "2026", "3/4", "يوم", "من"])))
def test_no_heap_of_the_words_of_days_breaks_the_reader(words: list[str]) -> None:
    with suppress(NotADay):
        assert read_day(" ".join(words), TODAY)


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    with suppress(NotADay):
        assert read_day(text, TODAY)
