"""The summary of the answers, generated, with one button a line to change it."""

from typing import ClassVar

from conversations.engine import Told
from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Turned
from conversations.questions.reading import pressed
from conversations.questions.search import in_columns
from conversations.state import JSON
from messages.text import B, Piece, T, Text
from messages.values import Lines

DONE = "ok"
CHANGE = "edit:"
UNKNOWN = T("I don't know")
SHORT = T("Your answers")


class Review(Question[str], frozen=True):
    """«Check your answers»: `told` are the answers so far; `done` is the label of the button that goes on."""

    told: tuple[Told, ...]
    done: Text
    short: ClassVar[Text] = SHORT
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        lines = tuple(T("<b>{name}</b>: {answer}", name=t.short, answer=t.answer or UNKNOWN) for t in self.told)
        changes = in_columns(Choice(B("✏️ {name}", name=t.short), CHANGE + t.key) for t in self.told)
        return Asked((T("Check your answers:"), Lines(lines)), ((Choice(self.done, DONE),), *changes))

    def read(self, given: Given, note: JSON) -> Answered | Turned | Edit:
        del note
        if pressed(given) == DONE:
            return Answered(DONE)
        key = pressed(given, CHANGE)
        if key is None or key not in {told.key for told in self.told}:
            raise Refused(T("Tap the answer that you want to change, or go on."))
        return Edit(key)

    def load(self, stored: JSON) -> str:
        if stored != DONE:
            raise Stale
        return DONE

    def tell(self, stored: JSON) -> Piece:
        del stored
        return self.short
