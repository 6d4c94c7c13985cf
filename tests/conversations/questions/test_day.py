from datetime import date

import pytest

from conversations.given import Pressed
from conversations.question import Stale
from conversations.questions.day import DayQuestion
from messages.bidi import bare
from messages.text import T
from tests.conversations.asking import NONSENSE, answer, labels, plain, refused, values

UNTIL = DayQuestion(T("Until when?"), T("Until"), date(2026, 3, 1), (7, 15), 90)


def test_days_are_offered_with_their_weekday_and_can_be_tapped() -> None:
    assert [bare(label) for label in labels(UNTIL.ask(None))] == ["الأحد 8 مارس 2026", "الاثنين 16 مارس 2026"]
    assert answer(UNTIL, Pressed(values(UNTIL.ask(None))[0])) == "2026-03-08"


def test_a_day_can_be_typed() -> None:
    assert answer(UNTIL, "20/3") == "2026-03-20"
    assert bare(plain(UNTIL.tell("2026-03-20"), "fr")) == "vendredi 20 mars 2026"


def test_today_and_a_day_too_far_ahead_are_refused_with_the_last_that_fits() -> None:
    assert "30 ماي 2026" in bare(refused(UNTIL, Pressed("=2026-03-01")))
    assert "30 ماي 2026" in bare(refused(UNTIL, Pressed("=2027-01-01")))


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_what_is_no_day_is_refused(nonsense: object) -> None:
    refused(UNTIL, nonsense)  # type: ignore[arg-type] # parametrize knows no types


@pytest.mark.parametrize("stored", [None, 5, "soon", "2026-03-01", "2030-01-01"])
def test_a_stored_day_that_is_past_by_now_is_asked_again(stored: object) -> None:
    with pytest.raises(Stale):
        UNTIL.load(stored)
