from datetime import date

import pytest

from conversations.given import Pressed, Typed
from conversations.question import Stale
from conversations.questions.until import ENDLESS, NO_END, UntilQuestion
from conversations.questions.urgent import CAN_WAIT, UrgentQuestion
from messages.text import B, T
from tests.conversations.asking import NONSENSE, answer, plain, refused, values

UNTIL = UntilQuestion(T("Until which day?"), T("Until"), date(2026, 3, 5))
URGENT = UrgentQuestion()


def test_it_ends_on_a_day_or_never() -> None:
    assert answer(UNTIL, "1 يونيو 2026") == "2026-06-01"
    assert answer(UNTIL, Pressed(NO_END)) == ENDLESS
    assert NO_END in values(UNTIL.ask(None))
    assert plain(UNTIL.tell(ENDLESS)) == plain(B("♾ Until I end it"))


@pytest.mark.parametrize("stored", ["2026-03-05", "2028-01-01", None, 3])
def test_a_day_that_is_none_is_asked_for_again(stored: object) -> None:
    with pytest.raises(Stale):
        UNTIL.load(stored)


def test_what_is_urgent_says_why_in_a_sentence() -> None:
    assert answer(URGENT, "الطريق مقطوعة بسبب الثلوج") == "الطريق مقطوعة بسبب الثلوج"
    assert answer(URGENT, Pressed(CAN_WAIT)) == ""
    assert "قصير" in refused(URGENT, Typed("نعم"))


@pytest.mark.parametrize("stored", [None, 3, "ط" * 1001])
def test_what_is_no_reason_is_asked_for_again(stored: object) -> None:
    with pytest.raises(Stale):
        URGENT.load(stored)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_no_day(nonsense: object) -> None:
    refused(UNTIL, nonsense)  # type: ignore[arg-type] # parametrize knows no types
