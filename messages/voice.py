"""A voice says a text in one language: translated, its values escaped and isolated, its lines on the right side."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import NoReturn

from babel.lists import format_list

from catalogue.local import Local
from messages import dates, hours, money, numbers
from messages.bidi import clean, isolate, point_right_to_left
from messages.languages import LANGUAGES, LOCALE, Language
from messages.markup import HTML, PLAIN, Markup
from messages.text import PLACEHOLDER, Piece, Text, Value
from messages.values import Day, Hour, Lines, Link, Listing, Moment, Money, Percent, Published, Quote, Verbatim


class Untranslated(LookupError):
    """A text has no translation. The check of the catalogues finds this in a build, before anyone reads it."""


class NotCompiled(RuntimeError):
    """The compiled catalogue of a language is not there."""


class Voice:
    """How the bot says things in one language."""

    def __init__(self, language: Language, translations: GNUTranslations) -> None:
        self.language = language.code
        self.rtl = language.rtl
        self._cldr = language.cldr
        self._translations = translations
        self._said: dict[tuple[str, str | None, Markup], str] = {}
        translations.add_fallback(_Refusal(language))

    @classmethod
    @cache
    def of(cls, language: str) -> "Voice":
        """The voice of a language, "ar" or "fr"; ValueError for another, NotCompiled before `make messages`."""
        if language not in LANGUAGES:
            raise ValueError(f"No voice speaks {language!r}; there are {', '.join(LANGUAGES)}.")
        return cls.load(LANGUAGES[language], LOCALE)

    @classmethod
    def load(cls, language: Language, folder: Path) -> "Voice":
        """The voice whose compiled texts are in a folder of catalogues."""
        try:
            with language.mo(folder).open("rb") as compiled:
                return cls(language, GNUTranslations(compiled))
        except FileNotFoundError:
            raise NotCompiled(
                f"The {language.name} texts are not compiled yet: run `make messages` and start again."
            ) from None

    def say(self, piece: Piece) -> str:
        """A piece as Telegram HTML. Raises Untranslated."""
        return self._piece(piece, HTML)

    def plain(self, piece: Piece) -> str:
        """A piece without tags, for buttons, toasts, commands and for forwarding. Raises Untranslated."""
        return self._piece(piece, PLAIN)

    def _piece(self, piece: Piece, markup: Markup) -> str:
        match piece:
            case Text() if piece.values:
                return self._directed(self._filled(piece, markup))
            case Text():
                return self._fixed(piece, markup)
            case Local():
                own = piece.ar if self.language == "ar" else piece.fr
                return self._directed(markup.escape(clean(own)))
            case Verbatim(words):
                return markup.escape(clean(words))
            case Lines(pieces):
                return "\n".join(self._piece(each, markup) for each in pieces)
            case Quote(inner, folded):
                return markup.quote(self._piece(inner, markup), folded=folded)

    def _fixed(self, text: Text, markup: Markup) -> str:
        # A text without values is always said the same way, and most of what the bot says is fixed.
        key = (text.msgid, text.context, markup)
        if key not in self._said:
            self._said[key] = self._directed(self._filled(text, markup))
        return self._said[key]

    def _directed(self, text: str) -> str:
        return point_right_to_left(text) if self.rtl else text

    def _filled(self, text: Text, markup: Markup) -> str:
        # A split on a pattern with one group gives literals at even places and names at odd ones.
        parts = PLACEHOLDER.split(self._translated(text))
        return "".join(
            self._value(text.values[part], markup) if odd % 2 else markup.template(part)
            for odd, part in enumerate(parts)
        )

    def _translated(self, text: Text) -> str:
        if text.plural is not None:
            return self._translations.ngettext(text.msgid, text.plural, text.n)
        if text.context is not None:
            return self._translations.pgettext(text.context, text.msgid)
        return self._translations.gettext(text.msgid)

    def _value(self, value: Value, markup: Markup) -> str:
        match value:
            case Listing(items):
                # Only the items are isolated: the words that join them belong to the sentence.
                return format_list([self._value(item, markup) for item in items], locale=self._cldr)
            case Link(url, label):
                return isolate(markup.link(url, self._piece(label, markup)))
            case Text() | Local() | Verbatim() | Lines() | Quote():
                return isolate(self._piece(value, markup))
            case _:
                return isolate(markup.escape(self._written(value)))

    def _written(self, value: str | int | Money | Percent | Day | Published | Hour | Moment) -> str:
        match value:
            case str():
                return clean(value)
            case int():
                return numbers.whole(value, self.language)
            case Money(dirhams):
                return money.dirhams(dirhams, self.language)
            case Percent(of_hundred):
                return numbers.percent(of_hundred, self.language)
            case _:
                return self._dated(value)

    def _dated(self, value: Day | Published | Hour | Moment) -> str:
        match value:
            case Day(date, weekday):
                return dates.day(date, self.language, weekday=weekday)
            case Published(date):
                return dates.published(date, self.language)
            case Hour(time):
                return hours.hour(time, self.language)
            case Moment(wall):
                return dates.moment(wall, self.language)


class _Refusal(NullTranslations):
    """What gettext asks when it finds no translation: never the English text, which nobody here can read."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._name = language.name

    def _refuse(self, msgid: str) -> NoReturn:
        raise Untranslated(
            f"{msgid!r} has no {self._name} translation: "
            "run `python -m messages.catalogues update`, translate it in locale/, and run `make messages`."
        )

    def gettext(self, message: str) -> str:
        self._refuse(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 - gettext's signature
        self._refuse(msgid1)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's signature
        self._refuse(message)
