"""What a translation must be to be shown: complete, with its placeholders and tags, in good Arabic and French."""

import re
from collections.abc import Iterator
from typing import Final

from messages.bidi import bare, visible_length
from messages.languages import Language
from messages.markup import TAG, markup_problems
from messages.text import BUTTON_CONTEXT, BUTTON_LIMIT, PLACEHOLDER, placeholders

# Names of months that are used in other Arab countries, and their Moroccan ones.
_FOREIGN_MONTHS: Final = {
    "يوليو": "يوليوز",
    "أغسطس": "غشت",
    "سبتمبر": "شتنبر",
    "نوفمبر": "نونبر",
    "ديسمبر": "دجنبر",
    "مايو": "ماي",
}
_FOREIGN_MONTH: Final = re.compile(rf"(?<!\w)[وبلفك]?({'|'.join(_FOREIGN_MONTHS)})(?!\w)")
_FOREIGN_DIGIT: Final = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
_BRACE: Final = re.compile(r"[{}]")
_BREAKING: Final = re.compile(r" [:;!?»%]|« ")


def arabic_problems(text: str) -> list[str]:
    """What in an Arabic text is not Moroccan usage: months of other countries, digits other than 0-9."""
    months = [f"write {_FOREIGN_MONTHS[name]}, not {name}" for name in _FOREIGN_MONTH.findall(text)]
    digits = ["write the digits 0-9"] if _FOREIGN_DIGIT.search(text) else []
    return months + digits


def french_problems(text: str) -> list[str]:
    """Where a line of a French text could begin with the sign that ends the line before."""
    return [f"{text!r} needs a space that does not break: {found!r}" for found in _BREAKING.findall(text)]


def translation_problems(
    source: tuple[str, ...], context: str | None, translation: tuple[str, ...], language: Language
) -> Iterator[str]:
    """Sentences about one translation: one string, or as many as the language has plural forms."""
    if not all(translation):
        yield "is not translated"
        return
    for form, text in enumerate(translation):
        may_omit = {"n"} if len(source) > 1 and form in language.exact_forms else set()
        yield from _placeholder_problems(source[-1], text, may_omit)
        yield from _tag_problems(source[-1], text)
        if bare(text) != text:
            yield f"{text!r} holds direction marks, which the machine adds"
        if language.rtl:
            yield from arabic_problems(text)
        if language.code == "fr":
            yield from french_problems(text)
        if context == BUTTON_CONTEXT and visible_length(PLACEHOLDER.sub("", text)) > BUTTON_LIMIT:
            yield f"{text!r} is longer than the {BUTTON_LIMIT} characters that fit on a button"


def _placeholder_problems(source: str, text: str, may_omit: set[str]) -> Iterator[str]:
    wanted, found = placeholders(source), placeholders(text)
    if lost := wanted - found - may_omit:
        yield f"{text!r} lost {_names(lost)}"
    if extra := found - wanted:
        yield f"{text!r} names {_names(extra)}, which the source does not"
    if _BRACE.search(PLACEHOLDER.sub("", text)):
        yield f"{text!r} has a brace outside a placeholder"


def _names(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _tag_problems(source: str, text: str) -> Iterator[str]:
    wrong = markup_problems(text)
    yield from (f"{text!r}: {each}" for each in wrong)
    if not wrong and sorted(TAG.findall(source)) != sorted(TAG.findall(text)):
        yield f"{text!r} has other tags than the source"
