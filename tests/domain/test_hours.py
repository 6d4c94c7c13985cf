from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.date_words import ELEVENTH, HOURS, LESS, MINUTES, MORNING, PARTS, TEEN
from domain.hours import NotAnHour, read_hour
from messages.hours import hour as said


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("الساعة العاشرة صباحاً", "10:00"),
        ("ابتداء من الساعة العاشرة صباحاً", "10:00"),
        ("الرابعة والنصف زوالاً", "16:30"),
        ("الثالثة زوالا", "15:00"),
        ("16h00", "16:00"),
        ("16h", "16:00"),
        ("16 h 30", "16:30"),
        ("16:30", "16:30"),
        ("١٦:٣٠", "16:30"),
        ("16.30", "16:30"),
        ("à 10h", "10:00"),
        ("08:00", "08:00"),
        ("04:30", "04:30"),
        ("10 صباحا", "10:00"),
        ("10 sbah", "10:00"),
        ("10 فالصباح", "10:00"),
        ("9 بالليل", "21:00"),
        ("4 مساء", "16:00"),
        ("4 العشية", "16:00"),
        ("4h de l'après-midi", "16:00"),
        ("8h du soir", "20:00"),
        ("9h30 du matin", "09:30"),
        ("dix heures", "10:00"),
        ("dix heures et demie", "10:30"),
        ("dix heures moins le quart", "09:45"),
        ("seize heures trente", "16:30"),
        ("dix heures vingt", "10:20"),
        ("midi", "12:00"),
        ("midi et demi", "12:30"),
        ("minuit", "00:00"),
        ("منتصف النهار", "12:00"),
        ("الثانية عشرة زوالا", "12:00"),
        ("الثانية عشرة والنصف زوالا", "12:30"),
        ("الحادية عشرة صباحا", "11:00"),
        ("الحادية عشرة والربع صباحا", "11:15"),
        ("الحادية عشرة إلا ربعا", "10:45"),
        ("الخامسة والثلث مساء", "17:20"),
        ("الخامسة إلا الربع زوالا", "16:45"),
        ("العاشرة و20 دقيقة صباحا", "10:20"),
        ("العاشرة و 5 دقائق صباحا", "10:05"),
        ("العاشرة إلا خمس دقائق", "09:55"),
        ("العاشرة وخمس دقائق", "10:05"),
        ("10 w 20", "10:20"),
        ("التاسعة", "09:00"),
        ("10", "10:00"),
        ("18", "18:00"),
        ("العشرة ونص", "10:30"),
        ("الثامنة ليلا", "20:00"),
        ("الثانية ليلا", "02:00"),
    ],
)
def test_an_hour_is_read_as_people_write_it(written: str, meant: str) -> None:
    assert read_hour(written) == (time.fromisoformat(meant),)


@pytest.mark.parametrize(
    ("written", "likely", "possible"),
    [
        ("الرابعة والنصف", "16:30", "04:30"),
        ("3", "15:00", "03:00"),
        ("3h30", "15:30", "03:30"),
        ("الثالثة", "15:00", "03:00"),
        ("جوج ونص", "14:30", "02:30"),
        ("trois heures", "15:00", "03:00"),
    ],
)
def test_an_hour_that_can_be_two_is_both_and_the_afternoon_is_likelier(
    written: str, likely: str, possible: str
) -> None:
    assert read_hour(written) == (time.fromisoformat(likely), time.fromisoformat(possible))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "قريبا",
        "صباحا",
        "25:00",
        "10:75",
        "26",
        "10:00 أو 11:00",
        "العاشرة أو الحادية عشرة",
        "10 صباحا مساء",
        "١٢٣",
        "10 أو 11",
        "10 ou 11",
        "10 11",
    ],
)
def test_what_is_no_hour_or_several_is_refused(written: str) -> None:
    with pytest.raises(NotAnHour):
        read_hour(written)


@given(st.times().map(lambda each: each.replace(second=0, microsecond=0)))
def test_what_the_bot_says_of_an_hour_in_french_it_also_understands(hour: time) -> None:
    assert hour in read_hour(said(hour, "fr"))


@given(st.integers(min_value=0, max_value=95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15)))
def test_the_words_of_the_bot_for_a_quarter_of_an_hour_are_understood(hour: time) -> None:
    words = said(hour, "ar").split("(")[1].rstrip(")")
    assert hour in read_hour(words)


@given(st.lists(st.sampled_from([*HOURS, *PARTS, *LESS, *MINUTES, *TEEN, *ELEVENTH, *MORNING, "10", "30", "16h", "و"])))
def test_no_heap_of_the_words_of_hours_breaks_the_reader(words: list[str]) -> None:
    with suppress(NotAnHour):
        assert read_hour(" ".join(words))


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    with suppress(NotAnHour):
        assert read_hour(text)
