import pytest

from conversations.given import Given, Placed, Typed
from conversations.question import Stale
from conversations.questions.pin import PinQuestion
from domain.events.venue import Pin
from messages.text import T
from tests.conversations.asking import NONSENSE, answer, plain, refused

PIN = PinQuestion(T("Map"), T("Map"))


def test_a_shared_location_is_a_point_on_the_map() -> None:
    assert PIN.load(answer(PIN, Placed(35.76, -5.83))) == Pin(35.76, -5.83)
    assert plain(PIN.tell([35.76, -5.83]))


@pytest.mark.parametrize(
    "written",
    ["29.698, -9.732", "٢٩.٦٩٨ -٩.٧٣٢", "https://www.google.com/maps/search/?api=1&query=29.698000,-9.732000"],
)
def test_a_point_is_written_in_digits_or_copied_from_a_map(written: str) -> None:
    assert PIN.load(answer(PIN, Typed(written))) == Pin(29.698, -9.732)


@pytest.mark.parametrize("written", ["95.000, -9.732", "29.698", "29, -9", "12.03.2026"])
def test_what_is_no_point_of_the_globe_is_refused(written: str) -> None:
    assert refused(PIN, Typed(written))


@pytest.mark.parametrize("given", NONSENSE)
def test_anything_else_is_refused_with_how_to_send_one(given: Given) -> None:
    assert refused(PIN, given)


@pytest.mark.parametrize("stored", [None, "x", [1], [1, 2, 3], [99, 0], ["a", "b"]])
def test_a_stored_point_is_checked_again(stored: object) -> None:
    with pytest.raises(Stale):
        PIN.load(stored)
