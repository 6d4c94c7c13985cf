import pytest

from conversations.given import Given, Placed
from conversations.question import Stale
from conversations.questions.pin import PinQuestion
from domain.events.venue import Pin
from messages.text import T
from tests.conversations.asking import NONSENSE, answer, plain, refused

PIN = PinQuestion(T("Map"), T("Map"))


def test_a_shared_location_is_a_point_on_the_map() -> None:
    assert PIN.load(answer(PIN, Placed(35.76, -5.83))) == Pin(35.76, -5.83)
    assert plain(PIN.tell([35.76, -5.83]))


@pytest.mark.parametrize("given", NONSENSE)
def test_anything_else_is_refused_with_how_to_send_one(given: Given) -> None:
    assert refused(PIN, given)


@pytest.mark.parametrize("stored", [None, "x", [1], [1, 2, 3], [99, 0], ["a", "b"]])
def test_a_stored_point_is_checked_again(stored: object) -> None:
    with pytest.raises(Stale):
        PIN.load(stored)
