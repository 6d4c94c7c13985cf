from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.local import Local
from domain.events.event import Event
from domain.events.life import Life
from domain.events.venue import Pin, Venue
from domain.events.when import When
from domain.replacing import replace
from messages.calendar_file import OCTETS, calendar_file
from messages.voice import Voice
from tests.domain.events.seeds import COOPERATIVES_DAY, SEEDS, STUDY_DAY

NOW = datetime(2025, 7, 1, 9, 30, tzinfo=UTC)
EVENT = replace(COOPERATIVES_DAY, life=Life.ANNOUNCED)


def raw(event: Event, language: str = "ar", link: str | None = None) -> str:
    written = calendar_file(event, Voice.of(language), NOW, link)
    assert written is not None
    return written.decode()


def lines(event: Event, language: str = "ar", link: str | None = None) -> list[str]:
    """The lines as a calendar reads them: unfolded."""
    return raw(event, language, link).replace("\r\n ", "").split("\r\n")


def test_a_meeting_is_one_event_with_its_hour_on_the_wall() -> None:
    written = lines(EVENT, link="https://t.me/tiwizi?start=e1")
    assert written[0] == "BEGIN:VCALENDAR"
    assert written[-2:] == ["END:VCALENDAR", ""]
    for line in (
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "UID:event-6@tiwizi",
        "SEQUENCE:0",
        "DTSTAMP:20250701T093000Z",
        "DTSTART:20250709T100000",
        "SUMMARY:لقاء تواصلي مع التعاونيات الشريكة للمبادرة",
        "LOCATION:دار الشباب حسنونة بطنجة (طنجة-أصيلة)",
        "URL:https://t.me/tiwizi?start=e1",
        "STATUS:CONFIRMED",
    ):
        assert line in written


def test_the_words_are_those_of_the_readers_language() -> None:
    assert "SUMMARY:Rencontre avec les coopératives partenaires de l'INDH" in lines(EVENT, "fr")


def test_a_moved_meeting_keeps_its_uid_and_raises_its_sequence() -> None:
    moved = replace(EVENT, life=Life.MOVED, sequence=3, when=When(date(2025, 7, 10), time(15), time(17, 30)))
    written = lines(moved)
    for line in ("UID:event-6@tiwizi", "SEQUENCE:3", "DTSTART:20250710T150000", "DTEND:20250710T173000"):
        assert line in written


def test_a_cancelled_meeting_is_taken_out_of_the_calendar() -> None:
    written = lines(replace(EVENT, life=Life.CANCELLED, sequence=4))
    for line in ("METHOD:CANCEL", "STATUS:CANCELLED", "UID:event-6@tiwizi", "SEQUENCE:4"):
        assert line in written


def test_without_an_hour_it_is_a_whole_day_and_without_a_day_there_is_no_file() -> None:
    assert "DTSTART;VALUE=DATE:20250709" in lines(replace(EVENT, when=When(date(2025, 7, 9))))
    assert calendar_file(STUDY_DAY, Voice.of("ar"), NOW) is None


def test_a_point_on_the_map_is_given_in_degrees() -> None:
    assert "GEO:35.76;-5.83" in lines(replace(EVENT, venue=Venue(pin=Pin(35.76, -5.83))))


def test_signs_with_a_meaning_are_escaped() -> None:
    title = Local("سطر; وفاصلة, وشرطة\\ مائلة", "a;b,c\\d")
    assert "SUMMARY:a\\;b\\,c\\\\d" in lines(replace(EVENT, title=title), "fr")
    assert any("\\n" in line for line in lines(EVENT) if line.startswith("DESCRIPTION:"))


@pytest.mark.parametrize("event", [each for each in SEEDS if each.when.day], ids=lambda event: str(event.id))
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_line_is_longer_than_a_calendar_takes_and_every_end_is_a_full_one(event: Event, language: str) -> None:
    for line in raw(event, language).split("\r\n"):
        assert len(line.encode()) <= OCTETS
        assert "\n" not in line


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=300))
def test_any_title_survives_folding_and_escaping(title: str) -> None:
    event = replace(EVENT, title=Local(title, title))
    [summary] = [line for line in lines(event, "fr") if line.startswith("SUMMARY:")]
    unescaped = summary.removeprefix("SUMMARY:").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    assert unescaped == title
    assert all(len(line.encode()) <= OCTETS for line in raw(event, "fr").split("\r\n"))
