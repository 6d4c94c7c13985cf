"""A picture: the poster of a meeting."""

from conversations.given import Given
from conversations.question import Answered, Asked, Question, Refused, Stale, Understood
from conversations.questions.attachment import attached
from conversations.state import JSON
from messages.text import Piece, T, Text

PHOTO = frozenset({"photo"})


class PosterQuestion(Question[str], frozen=True):
    """Stored as Telegram's id of the picture, with which it is sent again."""

    text: Text
    short: Text
    help: Text | None = None

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text,))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        picture = attached(given, PHOTO, "poster")
        if picture is None:
            raise Refused(T("Send it as a photo, please."))
        return Answered(picture.file_id)

    def load(self, stored: JSON) -> str:
        if not isinstance(stored, str) or not stored:
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        del stored
        return T("🖼 a picture")
