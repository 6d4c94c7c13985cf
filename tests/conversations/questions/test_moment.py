from datetime import datetime

import pytest

from conversations.given import Pressed, Typed
from conversations.question import Stale
from conversations.questions.appointment import LATER
from conversations.questions.moment import NOW, MomentQuestion
from messages.text import B, T
from tests.conversations.asking import NONSENSE, answer, plain, refused, turned, values

MOMENT = datetime(2026, 3, 2, 10, 30)  # noqa: DTZ001 -- what the clock on the wall shows
WHEN = MomentQuestion(T("When"), T("When"), MOMENT, B("⚡ As soon as it is approved"))


def test_at_once_is_one_tap() -> None:
    assert answer(WHEN, Pressed(NOW)) == NOW
    assert WHEN.load(NOW) == NOW
    assert values(WHEN.ask(None))[0] == NOW


def test_a_day_without_an_hour_asks_for_the_hour() -> None:
    note = turned(WHEN, "الخميس 5 مارس")
    assert NOW not in values(WHEN.ask(note))
    assert LATER not in values(WHEN.ask(note))
    assert answer(WHEN, "16:30", note) == {"day": "2026-03-05", "hour": "16:30"}


def test_an_hour_that_is_past_is_none() -> None:
    assert "فاتت" in refused(WHEN, Typed("اليوم على الساعة 10:00"))
    assert answer(WHEN, "اليوم على الساعة 11:00") == {"day": "2026-03-02", "hour": "11:00"}


def test_a_month_alone_is_no_time() -> None:
    refused(WHEN, Typed("في شهر أبريل"))


def test_it_is_told() -> None:
    assert "16:30" in plain(WHEN.tell({"day": "2026-03-05", "hour": "16:30"}))
    assert plain(WHEN.tell(NOW)) == plain(B("⚡ As soon as it is approved"))


@pytest.mark.parametrize(
    "stored", [{"day": "2026-03-02", "hour": "10:00"}, {"day": "2026-03-05"}, {"months": ["2026-04"]}, 3]
)
def test_a_time_that_is_past_or_half_is_asked_for_again(stored: object) -> None:
    with pytest.raises(Stale):
        WHEN.load(stored)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_refused(nonsense: object) -> None:
    refused(WHEN, nonsense)  # type: ignore[arg-type] # parametrize knows no types
