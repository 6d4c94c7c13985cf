import pytest

from messages.money import dirhams


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0 درهم"),
        (1, "1 درهم"),
        (5, "5 دراهم"),
        (11, "11 درهما"),
        (100, "100 درهم"),
        (103, "103 دراهم"),
        (200_000, "200.000 درهم"),
    ],
)
def test_the_arabic_unit_agrees_with_the_number(amount: int, written: str) -> None:
    assert dirhams(amount, "ar") == written.replace(" ", "\u00a0")


def test_french_writes_dh() -> None:
    assert dirhams(200_000, "fr") == "200\u202f000\u00a0DH"
