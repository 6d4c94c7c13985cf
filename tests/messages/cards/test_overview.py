from datetime import UTC, datetime

from domain.calls import elsewhere, load, relevant
from domain.eligibility import assess
from messages.cards.overview import overview
from messages.screen import Screen, render
from messages.voice import Voice
from simulator.messages import visible

MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)
CALLS = load().calls


def said(place: str, language: str = "ar", **person: int | str | bool) -> str:
    profile = {"place": place, **person}
    verdicts = assess(profile, relevant(CALLS, place, MARCH), MARCH)
    lessons = assess(profile, elsewhere(CALLS, place, MARCH), MARCH)
    return visible(render(Screen(overview(verdicts, lessons)), Voice.of(language)).texts[0])


def numbers(text: str) -> list[int]:
    heads = [line.partition(". ")[0] for line in text.splitlines()]
    return [int(head) for head in heads if head.isdecimal()]


def test_every_line_has_its_number_and_they_run_on_through_the_guides() -> None:
    for place in ("09.541", "09.163", "05.301", "01.511"):
        found = numbers(said(place))
        assert found == list(range(1, len(found) + 1))
        assert found


def test_what_is_past_is_under_a_heading_that_calls_it_a_guide() -> None:
    assert "مغلق</b>، مجرد مثال" in said("01.511")


def test_calls_of_other_provinces_are_under_their_own_heading() -> None:
    assert "لا أعرف طلب اقتراح مشاريع للمبادرة الوطنية في إقليمك" in said("05.301")
    assert "لا أعرف طلب اقتراح مشاريع للمبادرة الوطنية في إقليمك" not in said("09.541")


def test_only_the_signs_that_are_shown_are_explained() -> None:
    text = said("09.541")
    assert ("❌ يبدو" in text) == ("❌ " in text.split("✅ يبدو", maxsplit=1)[0])


def test_it_ends_with_who_decides() -> None:
    assert said("09.541").endswith("<b>القرار للجنة</b>، أو للجهة التي تمنح الدعم.")
    assert said("09.541", "fr").endswith("qui donne le soutien.")
