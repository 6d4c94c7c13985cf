import pytest

from conversations.given import Attached, Contact, Given, Placed, Pressed, Typed
from conversations.question import Stale
from conversations.request import PHONE
from tests.conversations.asking import NONSENSE, answer, plain, refused, sent


@pytest.mark.parametrize(
    "given",
    [
        Typed("0661234567"),
        Typed("+212 6 61 23 45 67"),
        Typed("٠٦ ٦١ ٢٣ ٤٥ ٦٧"),
        Typed("00212661234567"),
        Contact("212661234567"),
        Contact("+212661234567"),
    ],
)
def test_a_number_is_understood_typed_in_any_form_and_shared(given: Given) -> None:
    assert answer(PHONE, given) == "+212661234567"


NOT_A_FILE = [each for each in NONSENSE if not isinstance(each, Attached)]


def test_a_file_that_comes_late_is_told_where_it_belongs() -> None:
    assert "رجوع" in refused(PHONE, sent("photo"))


@pytest.mark.parametrize("given", [*NOT_A_FILE, Placed(30, -9), Typed("12345"), Typed("+33612345678")])
def test_what_is_no_moroccan_number_is_refused_with_an_example(given: Given) -> None:
    assert "0612345678" in refused(PHONE, given)


def test_nobody_must_be_called() -> None:
    assert answer(PHONE, Pressed("no")) == ""
    assert "برسائل هنا" in plain(PHONE.tell(""))


@pytest.mark.parametrize("stored", [None, 5, "0661234567", "no"])
def test_what_was_stored_by_other_rules_is_asked_again(stored: object) -> None:
    with pytest.raises(Stale):
        PHONE.load(stored)
