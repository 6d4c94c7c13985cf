"""One of a list whose names are too long for buttons: numbered lines, and a button for each number."""

from typing import ClassVar, Final

from conversations.given import Given, Typed
from conversations.question import Answered, Asked, Choice, Question, Refused, Stale, Understood
from conversations.questions.reading import pressed, words
from conversations.questions.search import in_columns
from conversations.state import JSON
from domain.folding import fold_digits
from messages.text import Piece, T, Text
from messages.values import Lines

LINE: Final = "="
IN_A_ROW: Final = 5


class NumberedQuestion(Question[str], frozen=True):
    """`options` are codes with their names; `none` is the label of a button that answers with the empty code."""

    text: Piece
    short: Text
    options: tuple[tuple[str, Piece], ...]
    none: Text
    help: Text | None = None
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        lines = (T("{number}. {title}", number=at, title=name) for at, (_, name) in enumerate(self.options, 1))
        numbers = (Choice(T("{number}", number=at), f"{LINE}{at}") for at in range(1, len(self.options) + 1))
        none = (Choice(self.none, f"{LINE}0"),)
        return Asked((self.text, Lines(tuple(lines))), (*in_columns(numbers, columns=IN_A_ROW), none))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        button = pressed(given, LINE)
        typed = fold_digits(words(given)).strip() if isinstance(given, Typed) else button or ""
        if not (typed.isdecimal() and len(typed) <= len(str(len(self.options))) and int(typed) <= len(self.options)):
            raise Refused(T("Tap the number of the line that you mean."))
        return Answered(self.options[int(typed) - 1][0] if int(typed) else "")

    def load(self, stored: JSON) -> str:
        if stored != "" and stored not in [code for code, _ in self.options]:
            raise Stale
        return str(stored)

    def tell(self, stored: JSON) -> Piece:
        return dict(self.options)[stored] if stored else self.none
