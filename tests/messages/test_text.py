import pytest

from messages.text import BUTTON_CONTEXT, B, N, T


def test_a_text_carries_its_values() -> None:
    assert T("Hello {name}.", name="Amina").values == {"name": "Amina"}


@pytest.mark.parametrize("values", [{}, {"nom": "Amina"}, {"name": "Amina", "age": 30}])
def test_a_text_takes_exactly_the_values_that_it_names(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="name"):
        T("Hello {name}.", **values)


def test_a_plural_has_its_number_as_a_value() -> None:
    assert N("{n} question", "{n} questions", 3).values == {"n": 3}


def test_a_button_has_a_context_of_its_own() -> None:
    assert B("Back").context == BUTTON_CONTEXT
    assert B("Back") != T("Back")


def test_texts_can_be_keys() -> None:
    assert {T("Hello {name}.", name="Amina"): 1}[T("Hello {name}.", name="Amina")] == 1
