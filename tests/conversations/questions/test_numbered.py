import pytest

from conversations.given import Pressed, Typed
from conversations.question import Stale
from conversations.questions.numbered import NumberedQuestion
from messages.bidi import bare
from messages.text import B, T
from messages.values import Verbatim
from tests.conversations.asking import NONSENSE, answer, plain, refused, text, values

ONE = NumberedQuestion(
    T("Which saved audience?"), T("Name"), (("7", Verbatim("أولى")), ("9", Verbatim("ثانية"))), B("✅ No matter")
)


def test_a_line_is_chosen_by_its_number_tapped_or_typed() -> None:
    assert "2. ثانية" in bare(text(ONE.ask(None)))
    assert values(ONE.ask(None)) == ["=1", "=2", "=0"]
    assert answer(ONE, Pressed("=2")) == "9"
    assert answer(ONE, "٢") == "9"
    assert answer(ONE, Pressed("=0")) == ""
    assert plain(ONE.tell("")) == plain(B("✅ No matter"))


@pytest.mark.parametrize("typed", ["3", "12", "-1", "ثانية"])
def test_what_names_no_line_is_refused(typed: str) -> None:
    refused(ONE, Typed(typed))


@pytest.mark.parametrize("stored", ["8", None, 7, []])
def test_a_line_that_is_gone_is_asked_for_again(stored: object) -> None:
    with pytest.raises(Stale):
        ONE.load(stored)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_refused(nonsense: object) -> None:
    refused(ONE, nonsense)  # type: ignore[arg-type] # parametrize knows no types
