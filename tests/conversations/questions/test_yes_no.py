import pytest

from conversations.facts import QUESTIONS
from conversations.given import Pressed, Typed
from conversations.question import Stale
from tests.conversations.asking import answer, labels, plain, refused

WOMAN = QUESTIONS["woman"]


@pytest.mark.parametrize("said", ["نعم", "نعم.", "أجل", "اه", "واه", "iyeh", "Oui", "OUI !", "na3am", "✅ نعم", "yes"])
def test_yes_in_the_words_that_people_use(said: str) -> None:
    assert answer(WOMAN, said) is True


@pytest.mark.parametrize("said", ["لا", "لا!", "لالا", "la", "Non", "❌ لا", "no", "كلا"])
def test_no_in_the_words_that_people_use(said: str) -> None:
    assert answer(WOMAN, said) is False


def test_by_button() -> None:
    assert answer(WOMAN, Pressed("yes")) is True
    assert answer(WOMAN, Pressed("no")) is False


@pytest.mark.parametrize("said", ["ربما", "لا أعرف", "1", "نعم ولا", "yesno"])
def test_what_is_neither_is_asked_again(said: str) -> None:
    refused(WOMAN, Typed(said))


@pytest.mark.parametrize("stored", [0, 1, "yes", None, []])
def test_only_true_and_false_are_stored(stored: object) -> None:
    with pytest.raises(Stale):
        WOMAN.load(stored)


def test_both_answers_are_told_back() -> None:
    assert (plain(WOMAN.tell(True)), plain(WOMAN.tell(False))) == ("نعم", "لا")
    assert labels(WOMAN.ask(None)) != []
