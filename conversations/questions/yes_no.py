"""Yes or no: by button, or in the words that people use."""

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Turned
from conversations.questions.reading import pressed, words
from conversations.state import JSON
from domain.folding import fold
from messages.text import B, Piece, T, Text

YES = frozenset(
    fold(word) for word in ("نعم", "أجل", "اه", "أه", "واه", "ايه", "iyeh", "ah", "wah", "oui", "na3am", "yes")
)
NO = frozenset(fold(word) for word in ("لا", "لالا", "كلا", "la", "lala", "non", "no"))
LABELS = {True: B("✅ Yes"), False: B("❌ No")}


class YesNoQuestion(Question[bool], frozen=True):
    """A question that is answered with yes or no."""

    text: Text
    short: Text
    help: Text | None = None

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text,), ((Choice(LABELS[True], "yes"), Choice(LABELS[False], "no")),))

    def read(self, given: Given, note: JSON) -> Answered | Turned | Edit:
        del note
        button = pressed(given)
        said = {"yes", "no"} & {button} or {fold(words(given))}
        if said & (YES | {"yes"}):
            return Answered(True)
        if said & (NO | {"no"}):
            return Answered(False)
        raise Refused(T("I did not understand. Please answer with yes or no."))

    def load(self, stored: JSON) -> bool:
        if not isinstance(stored, bool):
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        return T("Yes") if stored else T("No")
