from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.appointments import NotAnAppointment, Reading, read_appointment
from domain.dates import NoSuchDay, NotADay, WrongWeekday
from domain.events.when import Part
from messages.dates import moment

TODAY = date(2026, 3, 4)
THURSDAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jeudi 12 mars à 10h", Reading(THURSDAY, (time(10),))),
        ("الخميس 12 مارس 2026 على الساعة العاشرة صباحاً", Reading(THURSDAY, (time(10),))),
        ("12/03/2026 16:30", Reading(THURSDAY, (time(16, 30),))),
        ("غدا على 4", Reading(date(2026, 3, 5), (time(16), time(4)))),
        ("الخميس 12 مارس صباحا", Reading(THURSDAY, part=Part.MORNING)),
        ("jeudi 12 mars après-midi", Reading(THURSDAY, part=Part.AFTERNOON)),
        ("الخميس 12 مارس", Reading(THURSDAY)),
        ("12", Reading(THURSDAY)),
        ("الرابعة والنصف زوالاً", Reading(None, (time(16, 30),))),
        ("10 صباحا", Reading(None, (time(10),))),
        ("شهر مارس أو أبريل", Reading(months=("2026-03", "2026-04"))),
        ("في فبراير", Reading(months=("2027-02",))),
    ],
)
def test_a_sentence_is_read_as_far_as_it_goes(written: str, meant: Reading) -> None:
    assert read_appointment(written, TODAY) == meant


@pytest.mark.parametrize("written", ["", "قريبا", "مارس أبريل ماي", "قاعة الاجتماعات"])
def test_what_says_nothing_of_time_is_refused(written: str) -> None:
    with pytest.raises(NotAnAppointment):
        read_appointment(written, TODAY)


@pytest.mark.parametrize("written", ["31 شتنبر", "31 شتنبر 2026 على الساعة 10", "30/02/2026 16h00", "45/13"])
def test_a_day_that_no_calendar_has_is_named_as_such(written: str) -> None:
    with pytest.raises(NoSuchDay):
        read_appointment(written, TODAY)


def test_a_wrong_weekday_is_not_passed_over() -> None:
    with pytest.raises(WrongWeekday):
        read_appointment("الجمعة 12 مارس على 10h", TODAY)


@given(
    st.datetimes(min_value=datetime(2026, 3, 4), max_value=datetime(2030, 1, 1)).map(  # noqa: DTZ001 - walls
        lambda wall: wall.replace(minute=wall.minute // 15 * 15, second=0, microsecond=0)
    )
)
def test_what_the_bot_says_of_a_moment_in_french_it_also_understands(wall: datetime) -> None:
    read = read_appointment(moment(wall, "fr"), TODAY)
    assert read.day == wall.date()
    assert wall.time() in read.hours


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    with suppress(NotAnAppointment, NotADay):
        assert read_appointment(text, TODAY)
