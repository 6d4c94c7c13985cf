"""Several of a numbered list: a tap marks a line or takes its mark away, and a last button goes on."""

import re
from typing import ClassVar, Final

from conversations.given import Given, Typed
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Turned
from conversations.questions.reading import pressed, words
from conversations.state import JSON
from domain.folding import fold, fold_digits
from messages.bidi import bare
from messages.languages import LANGUAGES
from messages.text import B, Piece, T, Text
from messages.values import Lines, Listing
from messages.voice import Voice

MARK, DONE, ALL = "=", "!done", "!all"
IN_A_ROW: Final = 5
_BETWEEN: Final = re.compile(r"[\n;؛،,]+")
MARKED, UNMARKED = "✅", "▫️"


class SeveralQuestion(Question[tuple[str, ...]], frozen=True):
    """`options` are codes with their names, which may be long. The note is the list of codes that are marked.

    `on_buttons`: the names are short enough to stand on the buttons, which is easier to read than numbers.
    With `everything`, the label of a button, none may be marked too: that means all of them.
    """

    text: Text
    short: Text
    options: tuple[tuple[str, Piece], ...]
    help: Text | None = None
    on_buttons: bool = False
    everything: Text | None = None
    skippable: ClassVar[bool] = False
    has_screens: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        marked = self._known(note)
        done = ((Choice(B("➡️ Go on"), DONE),),) if marked else ()
        below = done if self.everything is None else (*done, (Choice(self.everything, ALL),))
        if self.on_buttons:
            named = (
                Choice(T("{sign} {title}", sign=MARKED if code in marked else UNMARKED, title=name), f"{MARK}{number}")
                for number, (code, name) in enumerate(self.options, 1)
            )
            return Asked((self.text,), (*((each,) for each in named), *below))
        signs = [MARKED if code in marked else UNMARKED for code, _ in self.options]
        lines = tuple(
            T("{number}. {sign} {title}", number=number, sign=sign, title=name)
            for number, (sign, (_, name)) in enumerate(zip(signs, self.options, strict=True), 1)
        )
        buttons = [
            Choice(T("{sign} {number}", sign=sign, number=number), f"{MARK}{number}")
            for number, sign in enumerate(signs, 1)
        ]
        rows = [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]
        return Asked((self.text, Lines(lines)), (*rows, *below))

    def read(self, given: Given, note: JSON) -> Answered | Turned | Edit:
        marked = self._known(note)
        if self.everything is not None and pressed(given) == ALL:
            return Answered([])
        if pressed(given) == DONE:
            if not marked:
                raise Refused(NONE_MARKED)
            return Answered(marked)
        changed = self._numbers(given)
        marks = [code for code, _ in self.options if (code in marked) != (code in changed)]
        return Turned(marks or None)

    def load(self, stored: JSON) -> tuple[str, ...]:
        known = self._known(stored)
        if known != stored or not (known or self.everything):
            raise Stale
        return tuple(known)

    def again(self, stored: JSON) -> JSON:
        """What is marked already, so that one mark more is one tap."""
        return self._known(stored) or None

    def tell(self, stored: JSON) -> Piece:
        if not stored and self.everything is not None:
            return self.everything
        names = dict(self.options)
        return T("{names}", names=Listing(tuple(names[code] for code in stored)))

    def _numbers(self, given: Given) -> set[str]:
        """The codes of the lines that were tapped, or typed by their names or as in "1 and 3"."""
        button = pressed(given, MARK)
        if isinstance(given, Typed) and (named := self._named(words(given))):
            return named
        typed = "" if button is None and not isinstance(given, Typed) else button or fold_digits(words(given))
        numbers = {int(number) for number in re.findall(r"\d{1,3}", typed)}
        if not numbers or not numbers <= set(range(1, 1 + len(self.options))):
            raise Refused(T("Tap the numbers of the lines that you mean, then go on."))
        return {self.options[number - 1][0] for number in numbers}

    def _named(self, typed: str) -> set[str]:
        """The codes of the lines whose names were written, as in the cell of a spreadsheet; empty when one is none."""
        voices = [Voice.of(language) for language in LANGUAGES]
        names = {fold(bare(voice.plain(name))): code for code, name in self.options for voice in voices}
        parts = [fold(part) for part in _BETWEEN.split(typed) if part.strip()]
        return {names[part] for part in parts} if all(part in names for part in parts) else set()

    def _known(self, stored: JSON) -> list[str]:
        marked = stored if isinstance(stored, list) else []
        return [code for code, _ in self.options if code in marked]


class SeveralOrNoneQuestion(SeveralQuestion, frozen=True):
    """The same, where nothing needs to be marked."""

    skippable: ClassVar[bool] = True


NONE_MARKED: Final = T("Mark at least one line.")
