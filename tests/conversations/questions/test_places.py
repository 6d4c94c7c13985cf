import pytest

from conversations.given import Given, Pressed, Typed
from conversations.question import Answered, Stale
from conversations.questions.places import MOST_PLACES, PlacesQuestion
from messages.text import T
from tests.conversations.asking import plain, refused

QUESTION = PlacesQuestion(T("Map"), T("Map"))


@pytest.mark.parametrize("written", ["تارودانت\nتيزنيت", " إقليم تارودانت ؛ Tiznit;", "تارودانت\n\nتيزنيت\nTaroudant"])
def test_each_line_is_a_place_and_each_place_counts_once(written: str) -> None:
    assert QUESTION.read(Typed(written), None) == Answered(["09.541", "09.581"])
    assert "تيزنيت" in plain(QUESTION.tell(["09.541", "09.581"]))


@pytest.mark.parametrize("given", [Typed("بلاد بعيدة"), Typed(";"), Typed(" "), Pressed("x")])
def test_what_is_no_place_is_refused_kindly(given: Given) -> None:
    assert refused(QUESTION, given)


def test_there_is_an_end_to_the_places() -> None:
    names = ("تارودانت", "تيزنيت", "خنيفرة", "مريرت", "بني ملال", "أزيلال", "بركان")
    assert len(names) > MOST_PLACES
    assert str(MOST_PLACES) in refused(QUESTION, Typed("\n".join(names)))


@pytest.mark.parametrize("stored", [None, 5, "x", [], ["99.9"], [5]])
def test_stored_places_are_checked_again(stored: object) -> None:
    with pytest.raises(Stale):
        QUESTION.load(stored)
