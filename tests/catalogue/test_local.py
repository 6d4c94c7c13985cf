import pytest
from pydantic import TypeAdapter, ValidationError

from catalogue.local import Local


def test_a_text_has_both_languages_and_is_a_value() -> None:
    text = Local("نعم", "oui")
    assert (text.ar, text.fr) == ("نعم", "oui")
    assert len({text, Local(ar="نعم", fr="oui")}) == 1


@pytest.mark.parametrize("raw", [{"ar": "نعم"}, {"ar": "نعم", "fr": " "}, {"ar": "نعم", "fr": "oui", "en": "yes"}])
def test_a_language_that_is_missing_empty_or_too_many_is_refused(raw: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Local).validate_python(raw)
