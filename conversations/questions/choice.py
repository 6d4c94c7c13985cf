"""One of a few, by button."""

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Turned
from conversations.questions.reading import pressed, words
from conversations.state import JSON
from messages.text import Piece, T, Text


class ChoiceQuestion(Question[str], frozen=True):
    """`options` are values with their labels, in the order shown; `columns` of them stand in a row."""

    text: Piece
    short: Text
    options: tuple[tuple[str, Text], ...]
    help: Text | None = None
    columns: int = 1

    def ask(self, note: JSON) -> Asked:
        del note
        choices = [Choice(label, value) for value, label in self.options]
        rows = [tuple(choices[at : at + self.columns]) for at in range(0, len(choices), self.columns)]
        return Asked((self.text,), tuple(rows))

    def read(self, given: Given, note: JSON) -> Answered | Turned | Edit:
        del note
        value = pressed(given)
        if value is None:
            words(given)  # whoever types the words of a button has tapped it: see presentation
        if value not in dict(self.options):
            raise Refused(T("I did not understand. Please tap one of the buttons."))
        return Answered(value)

    def load(self, stored: JSON) -> str:
        if not isinstance(stored, str) or stored not in dict(self.options):
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        return dict(self.options)[stored]
