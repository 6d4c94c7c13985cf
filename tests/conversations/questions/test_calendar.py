from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.questions.calendar import DAY, MONTH, NOTHING, WEEKDAYS, calendar, month_of
from messages.keyboard import Button, inline
from messages.voice import Voice

FIRST, LAST = date(2026, 3, 4), date(2027, 3, 4)


def grid(month: str) -> list[list[str]]:
    return [[choice.value for choice in row] for row in calendar(month, FIRST, LAST)]


def test_a_month_begins_its_weeks_on_monday_and_offers_only_days_that_can_be_meant() -> None:
    rows = grid("2026-03")
    assert len(rows[0]) == len(WEEKDAYS) == 7
    assert rows[1] == [NOTHING] * 7, "the first of March is a Sunday, and over"
    assert rows[2] == [NOTHING, NOTHING, *(f"{DAY}2026-03-0{day}" for day in range(4, 9))]
    assert rows[-1] == [f"{MONTH}2026-04"]


def test_the_months_beside_it_are_offered_as_far_as_days_go() -> None:
    assert grid("2026-04")[-1] == [f"{MONTH}2026-03", f"{MONTH}2026-05"]
    assert grid("2027-03")[-1] == [f"{MONTH}2027-02"]


@pytest.mark.parametrize(("language", "monday"), [("ar", 6), ("fr", 0)])
def test_monday_stands_where_the_reader_begins(language: str, monday: int) -> None:
    voice = Voice.of(language)
    rows = [[Button(choice.label, choice.value) for choice in row] for row in calendar("2026-03", FIRST, LAST)]
    keyboard = inline(rows, voice)["inline_keyboard"]
    assert keyboard[0][monday]["text"] == voice.plain(WEEKDAYS[0])
    assert keyboard[2][6 - monday]["callback_data"] == f"{DAY}2026-03-08"


@given(st.dates(min_value=FIRST, max_value=LAST))
def test_every_day_stands_once_under_its_weekday(day: date) -> None:
    rows = calendar(month_of(day), FIRST, LAST)
    places = [
        index for row in rows[1:-1] for index, choice in enumerate(row) if choice.value == f"{DAY}{day.isoformat()}"
    ]
    assert places == [day.weekday()]
    assert all(len(row) == 7 for row in rows[:-1])
    assert sum(len(row) for row in rows) <= 100
