"""The grammar of a number inside a short answer. `domain.numbers` and `domain.money` are what callers use."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import zip_longest

from msgspec import Struct, field

from domain.folding import fold, fold_digits
from domain.number_words import (
    AND,
    ARTICLES,
    COUNTED,
    DUALS,
    HALF,
    HUNDREDS,
    MULTIPLIERS,
    OF,
    QUARTER,
    SIMPLE,
    UNITS,
)

_WORDS_IN_AN_ANSWER = 12
_DIGITS_IN_A_NUMBER = 15
_GROUP = len("000")

# Digits in groups. Digits inside a word ("l7em", "3am") are Arabizi letters, so nothing may be glued in front.
_DIGITS = re.compile(r"(?<![^\W_])(?<!/)[-−–]?\d+(?:[ \u00a0\u202f]\d{3}(?![^\W_])|['’.,٬٫]\d+)*(?![\d/])")
_GLUED = re.compile(r"[^\W\d_]\w*")
_THOUSANDS_OF = {"kdh": "k dh", "kdhs": "k dhs"}
_SIGNS = "-−–"


class NotANumber(ValueError):
    """The text holds no number, or several, or a part where a whole is meant."""


class Numeral(Struct, frozen=True):
    """The one number of a text and the folded words around it.

    `multiplier` is the largest word that multiplied (1000 in "200 ألف"), 1 if the number was written out.
    """

    value: Decimal
    multiplier: int
    around: tuple[str, ...]


def read_numeral(text: str) -> Numeral:
    """The number of an answer with its surroundings, for callers that must look at the unit.

    Raises:
        NotANumber: there is none, or there are several, or the text is too long to be an answer.
    """
    reader = _Reader()
    tokens = list(_tokens(text))
    for token, following in zip_longest(tokens, tokens[1:]):
        reader.take(token, following)
    return reader.result(text)


def _tokens(text: str) -> Iterator[Decimal | str]:
    """Numbers written in digits as decimals, everything else as folded words, in order."""
    text = fold_digits(text)
    start = 0
    while found := _DIGITS.search(text, start):
        yield from fold(text[start : found.start()]).split()
        glued = _GLUED.match(text, found.end())
        word = fold(glued.group()) if glued else ""
        start = glued.end() if glued else found.end()
        if word and word not in UNITS and word not in MULTIPLIERS:
            yield from fold(text[found.start() : start]).split()
        else:
            yield from _amounts(found.group())
            yield from _THOUSANDS_OF.get(word, word).split()
    yield from fold(text[start:]).split()


def _amounts(written: str) -> Iterator[Decimal]:
    """A group of digits as one number, or as several when the spaces do not separate thousands."""
    sign = -1 if written[0] in _SIGNS else 1
    digits = written.lstrip(_SIGNS)
    if re.search("[.,٬٫]", digits) or _is_grouped(re.split(r"\D", digits)):
        yield sign * _with_separators(digits)
    else:
        yield from (Decimal(part) for part in re.split(r"\D", digits))


def _is_grouped(parts: list[str]) -> bool:
    """Whether the parts are one number in groups of thousands; a single part is."""
    head, *tail = parts
    return not tail or (head != "0" and len(head) <= _GROUP and all(len(part) == _GROUP for part in tail))


def _with_separators(digits: str) -> Decimal:
    """Read "13.179.091", "2,5" and "1.234,50": a last mark that cannot separate thousands is the decimal mark."""
    parts, marks = re.split(r"\D", digits), re.findall(r"\D", digits)
    if _is_grouped(parts) and len(set(marks)) <= 1:
        return Decimal("".join(parts))
    *whole, decimals = parts
    if not _is_grouped(whole) or marks[-1] in marks[:-1]:
        raise NotANumber(digits)
    return Decimal(f"{''.join(whole)}.{decimals}")


class _Open(Struct):
    """A number while it is being put together."""

    closed: Decimal = Decimal(0)
    """What a multiplier has closed: two million in "2 million 500 mille"."""
    current: Decimal | None = None
    """What the next multiplier will multiply."""
    last: Decimal = Decimal(0)
    """The value that was added last."""
    multipliers: list[int] = []
    words: list[str] = []

    @property
    def value(self) -> Decimal:
        return self.closed + (self.current or 0)

    @property
    def begun(self) -> bool:
        return self.current is not None or bool(self.multipliers)

    @property
    def only_an_article(self) -> bool:
        return len(self.words) == 1 and self.words[0] in ARTICLES

    def accepts(self, value: int) -> bool:
        """Whether a word adds to what stands: 20 + 5, 5 + 20 (Arabic order), 100 + 25, 60 + 15 (French)."""
        if self.current is None:
            return True
        rest = self.current % 100
        if rest == 0:
            return self.current > 0 and value < 100  # noqa: PLR2004 - the decimal system
        tens, ones = divmod(int(rest), 10)
        if ones == 0:
            return 0 < value < 10 or (tens in {6, 8} and 10 <= value < 20)  # noqa: PLR2004 - the decimal system
        return tens == 0 and value % 10 == 0 and 20 <= value < 100  # noqa: PLR2004 - the decimal system

    def add(self, value: Decimal) -> None:
        self.current = (self.current or 0) + value
        self.last = value

    def multiply(self, by: int) -> None:
        if self.multipliers and by > self.multipliers[-1]:
            self.closed = self.value * by
        else:
            self.closed += by if self.current is None else self.current * by
        self.current = None
        self.multipliers.append(by)

    def add_part(self, part: Decimal) -> None:
        """A half after a multiplier is half of it: "مليون ونص"; otherwise half of one."""
        if self.current is None and self.multipliers:
            self.closed += part * self.multipliers[-1]
        else:
            self.add(part)


class _Reader(Struct):
    """Puts digits and words together to numbers, from left to right."""

    open: _Open = field(default_factory=_Open)
    done: list[_Open] = []
    around: list[str] = []

    def take(self, token: Decimal | str, following: Decimal | str | None) -> None:
        if isinstance(token, Decimal):
            if self.open.current is not None:
                self._close()
            self.open.add(token)
            self.open.words.append("")
        elif token in AND or (token in OF and self.open.begun):
            return
        elif not any(self._word(word, following) for word in _without_particles(token)):
            self._close()
            self.around.append(token)

    def _word(self, word: str, following: Decimal | str | None) -> bool:
        """Whether the word is a part of a number; if so it has been added."""
        if word in SIMPLE:
            self._simple(word)
        elif word in QUARTER and following in COUNTED:
            self._simple("اربع")
        elif word in HUNDREDS:
            self._hundred()
        elif word in MULTIPLIERS:
            self._multiply(MULTIPLIERS[word])
        elif word in DUALS:
            self._simple("جوج")
            self._multiply(DUALS[word])
        elif word in HALF or word in QUARTER:
            self.open.add_part(Decimal("0.5") if word in HALF else Decimal("0.25"))
        else:
            return False
        self.open.words.append(word)
        return True

    def _simple(self, word: str) -> None:
        value = SIMPLE[word]
        if word in {"vingt", "vingts"} and self.open.current is not None and self.open.last == SIMPLE["quatre"]:
            self.open.add(Decimal(80 - 4))
            return
        if not self.open.accepts(value):
            self._close()
        self.open.add(Decimal(value))

    def _hundred(self) -> None:
        if self.open.current is not None and 1 < self.open.current < 10:  # noqa: PLR2004 - the decimal system
            self.open.current *= 100
            return
        if self.open.current is not None:
            self._close()
        self.open.add(Decimal(100))

    def _multiply(self, by: int) -> None:
        """Multipliers go down inside one number; the same one again begins a new number."""
        if self.open.multipliers and by == self.open.multipliers[-1]:
            self._close()
        self.open.multiply(by)

    def _close(self) -> None:
        if self.open.begun:
            self.done.append(self.open)
        self.open = _Open()

    def result(self, text: str) -> Numeral:
        self._close()
        # "واحد 200 درهم" is about two hundred: the article is no second number.
        found = [number for number in self.done if not number.only_an_article] or self.done
        if len(found) != 1 or len(self.around) > _WORDS_IN_AN_ANSWER:
            raise NotANumber(text)
        number = found[0]
        if number.only_an_article and not UNITS.issuperset(self.around):
            raise NotANumber(text)
        if abs(number.value) >= 10**_DIGITS_IN_A_NUMBER:
            raise NotANumber(text)
        return Numeral(number.value, max(number.multipliers, default=1), tuple(self.around))


def _without_particles(word: str) -> Iterable[str]:
    """The word, then without "and", then without the article: "وعشرين", "المليون"."""
    yield word
    for particle in ("و", "ال", "ل"):
        if word.startswith(particle) and len(word) > len(particle) + 1:
            yield word.removeprefix(particle)
