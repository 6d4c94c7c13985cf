import pytest

from catalogue.vocabulary import LEGAL_FORMS
from conversations.facts import QUESTIONS
from conversations.given import Pressed, Typed
from conversations.question import Stale
from tests.conversations.asking import answer, labels, plain, refused, values

FORM = QUESTIONS["legal_form"]


def test_every_legal_form_has_its_button_in_the_order_of_the_vocabulary() -> None:
    assert tuple(values(FORM.ask(None))) == LEGAL_FORMS


@pytest.mark.parametrize("form", LEGAL_FORMS)
def test_every_button_is_an_answer_that_is_told_back_as_it_was_labelled(form: str) -> None:
    assert answer(FORM, Pressed(form)) == form
    for language in ("ar", "fr"):
        assert plain(FORM.tell(form), language) in labels(FORM.ask(None), language)


@pytest.mark.parametrize("forged", ["cooperativ", "", "None", "=cooperative", "!change", "x" * 60])
def test_a_value_of_no_button_is_refused(forged: str) -> None:
    refused(FORM, Pressed(forged))


def test_other_words_are_refused() -> None:
    refused(FORM, Typed("عندي مشروع"))


@pytest.mark.parametrize("stored", ["bank", 3, None, ["cooperative"]])
def test_a_stored_form_that_is_no_more_is_stale(stored: object) -> None:
    with pytest.raises(Stale):
        FORM.load(stored)
