import pytest

from conversations.facts import QUESTIONS
from conversations.given import Pressed, Typed
from conversations.question import Stale
from tests.conversations.asking import answer, labels, plain, refused, text

AGE = QUESTIONS["age"]


@pytest.mark.parametrize(
    "written",
    ["35", "٣٥", "۳۵", " 35 ", "35 سنة", "٣٥ سنة", "عندي 35 عام", "35ans", "خمسة وثلاثون", "trente-cinq", "35."],
)
def test_an_age_is_read_in_any_digits_and_in_words(written: str) -> None:
    assert answer(AGE, written) == 35


@pytest.mark.parametrize("written", ["-35", "−35", "0", "5", "111", "1990", "999999999999", "٩٩٩"])
def test_an_age_out_of_range_is_told_the_range(written: str) -> None:
    said = refused(AGE, Typed(written))
    assert "10" in said
    assert "110" in said


@pytest.mark.parametrize("written", ["35,5", "٣٥٫٥", "20 30", "بين 20 و 30", "35/2", "شاب", "35 و 40"])
def test_what_is_no_whole_number_is_told_an_example(written: str) -> None:
    assert "30" in refused(AGE, Typed(written))


def test_a_tap_is_no_number() -> None:
    refused(AGE, Pressed("35"))


@pytest.mark.parametrize("stored", ["35", 9, 111, True, 35.0, None])
def test_a_stored_age_is_checked_again(stored: object) -> None:
    with pytest.raises(Stale):
        AGE.load(stored)


def test_it_asks_in_words_and_tells_in_latin_digits() -> None:
    assert text(AGE.ask(None)) == "كم عمرك؟"
    assert labels(AGE.ask(None)) == []
    assert "35" in plain(AGE.tell(35))
