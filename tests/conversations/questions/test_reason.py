import pytest

from conversations.given import Given, Pressed, Typed
from conversations.question import Answered, Stale
from conversations.questions.reason import MOST, ReasonQuestion
from messages.text import B, T
from messages.values import Verbatim
from tests.conversations.asking import answer, labels, plain, refused

WHY = ReasonQuestion(T("Reason"), T("Reason"), (("unreadable", B("It cannot be read")),), least=10)


def test_a_usual_reason_is_one_tap_and_is_said_in_the_language_of_its_reader() -> None:
    assert len(labels(WHY.ask(None))) == 1
    read = WHY.read(Pressed("=unreadable"), None)
    assert isinstance(read, Answered)
    told = WHY.load(read.stored)
    assert "غير واضحة" in plain(told)
    assert plain(told, "fr") == "Illisible"
    assert WHY.tell(read.stored) == told


def test_words_are_kept_as_they_were_written() -> None:
    assert answer(WHY, "  التوقيع ناقص في الصفحة 3  ") == "التوقيع ناقص في الصفحة 3"
    assert WHY.load("التوقيع ناقص في الصفحة 3") == Verbatim("التوقيع ناقص في الصفحة 3")


@pytest.mark.parametrize(
    "given",
    [Typed(""), Typed("لا"), Typed("👍" * 40), Typed("... !!! ..."), Typed("ط" * (MOST + 1)), Pressed("=nothing")],
)
def test_what_explains_nothing_is_no_reason(given: Given) -> None:
    refused(WHY, given)


@pytest.mark.parametrize("stored", [None, "", {"usual": "gone"}, {"other": 1}, 5, "ط" * (MOST + 1)])
def test_a_stored_reason_that_is_none_any_more_is_asked_again(stored: object) -> None:
    with pytest.raises(Stale):
        WHY.load(stored)
