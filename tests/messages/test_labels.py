from catalogue.support import Gives
from catalogue.vocabulary import LEGAL_FORMS
from domain.status import Status
from domain.truth import Truth
from messages import labels
from messages.text import BUTTON_CONTEXT


def test_every_legal_form_has_a_button() -> None:
    assert list(labels.LEGAL_FORMS) == list(LEGAL_FORMS)
    assert {text.context for text in labels.LEGAL_FORMS.values()} == {BUTTON_CONTEXT}


def test_every_word_of_the_domain_has_a_label() -> None:
    assert set(labels.GIVES) == set(Gives)
    assert set(labels.STATUSES) == set(Status)
    assert set(labels.SIGNS) == set(Truth)
