import datetime as dt

import pytest

from messages.hours import hour


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (dt.time(16, 30), "16:30 (الرابعة والنصف زوالا)"),
        (dt.time(10), "10:00 (العاشرة صباحا)"),
        (dt.time(0), "00:00 (منتصف الليل)"),
        (dt.time(23, 45), "23:45 (منتصف الليل إلا الربع)"),
        (dt.time(12), "12:00 (الثانية عشرة زوالا)"),
        (dt.time(11, 45), "11:45 (الثانية عشرة إلا الربع زوالا)"),
        (dt.time(15, 20), "15:20 (الثالثة والثلث زوالا)"),
        (dt.time(9, 15), "09:15 (التاسعة والربع صباحا)"),
        (dt.time(9, 1), "09:01 (التاسعة ودقيقة صباحا)"),
        (dt.time(9, 2), "09:02 (التاسعة ودقيقتان صباحا)"),
        (dt.time(8, 5), "08:05 (الثامنة و5 دقائق صباحا)"),
        (dt.time(23, 59), "23:59 (الحادية عشرة و59 دقيقة ليلا)"),
        (dt.time(18), "18:00 (السادسة مساء)"),
        (dt.time(2), "02:00 (الثانية ليلا)"),
    ],
)
def test_arabic_says_an_hour_in_digits_and_in_words(time: dt.time, said: str) -> None:
    assert hour(time, "ar") == said


def test_every_minute_of_a_day_can_be_said() -> None:
    minutes = [dt.time(minute // 60, minute % 60) for minute in range(24 * 60)]
    assert len({hour(time, "ar") for time in minutes}) == len({hour(time, "fr") for time in minutes}) == 24 * 60


@pytest.mark.parametrize(
    ("time", "said"), [(dt.time(16, 30), "16 h 30"), (dt.time(8), "8 h"), (dt.time(8, 5), "8 h 05")]
)
def test_french_says_an_hour_with_spaces_that_do_not_break(time: dt.time, said: str) -> None:
    assert hour(time, "fr") == said.replace(" ", "\u00a0")
