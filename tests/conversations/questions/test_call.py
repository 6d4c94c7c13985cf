import pytest

from conversations.given import Given, Placed, Pressed, Typed
from conversations.question import Stale
from conversations.questions.call import CallQuestion
from domain.calls import load
from tests.conversations.asking import NONSENSE, answer, labels, plain, refused, text

CHTOUKA, AGADIR = (
    next(call for call in load().calls if call.id == id_) for id_ in ("indh_chtouka_2026", "indh_agadir_2026")
)
QUESTION = CallQuestion([CHTOUKA, AGADIR])


def test_the_calls_are_numbered_with_their_closing() -> None:
    asked = QUESTION.ask(None)
    assert [label.strip("\u200f\u2068\u2069") for label in labels(asked)] == ["1", "2", "دون برنامج معين"]
    assert text(asked).count("آخر أجل") >= 1


def test_a_call_or_none_in_particular_is_chosen() -> None:
    assert answer(QUESTION, Pressed(f"={AGADIR.id}")) == AGADIR.id
    assert answer(QUESTION, Pressed("none")) == "none"
    assert QUESTION.load("none") == ""
    assert "دون برنامج معين" in plain(QUESTION.tell("none"))


@pytest.mark.parametrize("given", [*NONSENSE, Placed(30, -9), Typed("شتوكة"), Pressed("=indh_tiznit_2021")])
def test_anything_else_is_refused(given: Given) -> None:
    refused(QUESTION, given)


def test_a_call_that_has_closed_is_said_so_and_asked_again() -> None:
    without = CallQuestion([AGADIR], gone=CHTOUKA)
    assert "أُغلق البرنامج" in text(without.ask(None))
    with pytest.raises(Stale):
        without.load(CHTOUKA.id)
    assert "يمكنك إرسال طلبك" in text(CallQuestion([], gone=CHTOUKA).ask(None))
