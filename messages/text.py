"""Texts that will be said in the reader's language: marked with T, N or B where they are written."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from catalogue.local import Local
from messages.values import Day, Hour, Lines, Link, Listing, Moment, Money, Percent, Published, Quote, Verbatim

PLACEHOLDER: Final = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
BUTTON_LIMIT: Final = 28
"""How many visible characters a button label may have; a phone cuts longer ones."""
BUTTON_CONTEXT: Final = "button"
"""The gettext context of button labels: the same words may need a shorter translation on a button."""


class Text(Struct, frozen=True):
    """A text in plain English with {placeholders}, and their values; a Voice says it in a language.

    Raises ValueError when the values are not those that the text names.
    """

    msgid: str
    values: Mapping[str, "Value"] = {}
    plural: str | None = None
    n: int = 0
    context: str | None = None

    def __post_init__(self) -> None:
        named = placeholders(self.msgid if self.plural is None else self.plural)
        if named != self.values.keys():
            raise ValueError(f"{self.msgid!r} names the values {sorted(named)} and was given {sorted(self.values)}")

    def __hash__(self) -> int:
        # What has values is seldom looked for; they may not all have a hash.
        return hash((self.msgid, self.plural, self.n, self.context))


Piece = Text | Local | Verbatim | Lines | Quote
Value = str | int | Money | Percent | Day | Published | Hour | Moment | Link | Listing | Piece


@lru_cache(maxsize=4096)
def placeholders(template: str) -> frozenset[str]:
    """The names between braces in a text."""
    return frozenset(PLACEHOLDER.findall(template))


def T(msgid: str, /, **values: Value) -> Text:  # noqa: N802 - the mark that the extraction looks for
    """A text. It may hold Telegram's tags b, i, u, s, code and blockquote; its values are escaped.

    An int is a quantity and gets separators; a year, a code or a phone number is a str.
    """
    return Text(msgid, values) if values else _fixed(msgid, None)


def N(msgid: str, plural: str, n: int, /, **values: Value) -> Text:  # noqa: N802 - as T
    """A text that depends on a number, which it may name as {n}."""
    return Text(msgid, {"n": n, **values}, plural, n)


def B(msgid: str, /, **values: Value) -> Text:  # noqa: N802 - as T
    """A button label: no tags, and no longer than BUTTON_LIMIT in every language."""
    return Text(msgid, values, context=BUTTON_CONTEXT) if values else _fixed(msgid, BUTTON_CONTEXT)


@cache
def _fixed(msgid: str, context: str | None) -> Text:
    # A text without values is the same each time, and every screen is made of such texts.
    return Text(msgid, context=context)
