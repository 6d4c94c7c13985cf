"""Numbers as Morocco writes them: 13.179.091 in Arabic, 13 179 091 in French, always in the digits 0-9."""

from babel.numbers import format_decimal, format_percent

from messages.languages import LANGUAGES


def whole(number: int, language: str) -> str:
    """A whole number with CLDR's separators."""
    return format_decimal(number, locale=LANGUAGES[language].cldr)


def percent(of_hundred: int, language: str) -> str:
    """A share, given in hundredths."""
    return format_percent(of_hundred / 100, locale=LANGUAGES[language].cldr)
