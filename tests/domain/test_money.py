import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Doubtful, Money, NotMoney, read_money


@pytest.mark.parametrize(
    ("written", "dirhams"),
    [
        ("200 ألف", 200_000),
        ("ميتين ألف", 200_000),
        ("200000 درهم", 200_000),
        ("100 000 DH", 100_000),
        ("100.000,00 MAD", 100_000),
        ("13.179.091 درهم", 13_179_091),
        ("2,5 مليون درهم", 2_500_000),
        ("مليون ونص درهم", 1_500_000),
        ("20 مليون سنتيم", 200_000),
        ("10 millions de centimes", 100_000),
        ("200kdh", 200_000),
        ("12,50 درهم", 12),
        ("0", 0),
    ],
)
def test_an_amount_with_a_unit_or_below_a_million_is_certain(written: str, dirhams: int) -> None:
    assert read_money(written) == Money(dirhams)


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("10 مليون", (100_000, 10_000_000)),
        ("10 millions", (100_000, 10_000_000)),
        ("عشرة ديال المليون", (100_000, 10_000_000)),
        ("مليون", (10_000, 1_000_000)),
        ("5000 ريال", (250, 5_000)),
    ],
)
def test_millions_without_a_unit_and_rials_are_doubtful(written: str, candidates: tuple[int, ...]) -> None:
    assert read_money(written) == Doubtful(tuple(Money(dirhams) for dirhams in candidates))


@pytest.mark.parametrize("written", ["", "بزاف ديال الفلوس", "-500", "بين 100 و 200", "1500 درهم و 50 سنتيم"])
def test_what_is_not_one_amount_is_refused(written: str) -> None:
    with pytest.raises(NotMoney):
        read_money(written)


@given(st.integers(0, 10**9))
def test_an_amount_in_dirhams_is_read_as_written(dirhams: int) -> None:
    assert read_money(f"{dirhams} درهم") == Money(dirhams)
