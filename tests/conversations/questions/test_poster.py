import pytest

from conversations.given import Attached, File, Given, Pressed, Typed
from conversations.question import Stale
from conversations.questions.poster import PosterQuestion
from messages.text import T
from tests.conversations.asking import answer, plain, refused

POSTER = PosterQuestion(T("Poster"), T("Poster"))


def test_a_photo_is_kept_by_its_id() -> None:
    assert answer(POSTER, Attached("photo", File("id-1", "u-1"))) == "id-1"
    assert "صورة" in plain(POSTER.tell("id-1"))


@pytest.mark.parametrize(
    "given", [Typed("هذا"), Pressed("?"), Attached("sticker"), Attached("document", File("id", "u", mime="image/png"))]
)
def test_anything_else_is_refused_kindly(given: Given) -> None:
    assert refused(POSTER, given)


@pytest.mark.parametrize("stored", [None, "", 7, ["id"]])
def test_a_stored_poster_is_checked_again(stored: object) -> None:
    with pytest.raises(Stale):
        POSTER.load(stored)
