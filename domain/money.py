"""Read an amount of money. People, and officials too, count millions in centimes: 100 centimes are one dirham."""

from decimal import ROUND_DOWN, Decimal

from msgspec import Struct

from domain.folding import fold
from domain.numerals import NotANumber, Numeral, read_numeral

_CENTIMES_IN_A_DIRHAM = 100
_RIALS_IN_A_DIRHAM = 20
_MILLION = 1_000_000


class NotMoney(ValueError):
    """The text holds no amount, several amounts, or a negative one."""


class Money(Struct, frozen=True, order=True):
    """A certain amount, in whole dirhams."""

    dirhams: int


class Doubtful(Struct, frozen=True):
    """An amount that can be meant in several ways: ask, the likeliest first."""

    candidates: tuple[Money, ...]


Reading = Money | Doubtful

_DIRHAM = frozenset(
    fold("درهم دراهم درهما الدرهم درهام dh dhs mdh mad dirham dirhams drhm derhem dirhem drahem").split()
)
_CENTIME = frozenset(
    fold("سنتيم سنتيمات السنتيم سانتيم فرنك الفرنك centime centimes santim santimes frank franc francs").split()
)
_RIAL = frozenset(fold("ريال ريالات الريال rial rials ryal ryalat riyal").split())


def read_money(text: str) -> Reading:
    """An amount as it was meant, rounded down to the dirham.

    Certain with a unit ("2,5 مليون درهم", "20 مليون سنتيم") and below a million ("200 ألف", "100 000"). A million
    without a unit is usually said in centimes, sometimes in dirhams: doubtful. A rial is commonly the
    twentieth of a dirham, which no source confirms: doubtful.

    Raises:
        NotMoney: there is no amount, there are several, or it is negative.
    """
    try:
        numeral = read_numeral(text)
    except NotANumber as problem:
        raise NotMoney(text) from problem
    if numeral.value < 0:
        raise NotMoney(text)
    return _in_dirhams(numeral, frozenset(numeral.around))


def _in_dirhams(numeral: Numeral, around: frozenset[str]) -> Reading:
    value = numeral.value
    if around & _RIAL:
        return Doubtful((_money(value / _RIALS_IN_A_DIRHAM), _money(value)))
    if around & _CENTIME:
        return _money(value / _CENTIMES_IN_A_DIRHAM)
    if around & _DIRHAM or numeral.multiplier < _MILLION:
        return _money(value)
    return Doubtful((_money(value / _CENTIMES_IN_A_DIRHAM), _money(value)))


def _money(dirhams: Decimal) -> Money:
    return Money(int(dirhams.to_integral_value(ROUND_DOWN)))
