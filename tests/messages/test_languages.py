from gettext import c2py

import pytest
from babel import Locale

from messages.languages import LANGUAGES

NUMBERS = [*range(1300), 10_000, 100_003, 1_000_000, 13_179_091]


def test_arabic_plural_forms_are_those_of_cldr() -> None:
    choose = c2py(LANGUAGES["ar"].plural_forms.split("plural=")[1].rstrip(";"))
    names = ["zero", "one", "two", "few", "many", "other"]
    rule = Locale.parse("ar_MA").plural_form
    assert [names[choose(n)] for n in NUMBERS] == [rule(n) for n in NUMBERS]


@pytest.mark.parametrize(("n", "form"), [(0, 0), (1, 0), (2, 1), (100, 1)])
def test_french_has_two_plural_forms_and_counts_nothing_in_the_singular(n: int, form: int) -> None:
    assert c2py(LANGUAGES["fr"].plural_forms.split("plural=")[1].rstrip(";"))(n) == form
