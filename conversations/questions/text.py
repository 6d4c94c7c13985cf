"""Words of one's own: a name, a place, a description; where it is offered, said in a voice note."""

from typing import ClassVar, Final

from msgspec import Struct

from conversations.given import Given, Typed
from conversations.question import Answered, Asked, Choice, Question, Refused, Stale, Understood
from conversations.questions.attachment import VOICE, attached, dump, load
from conversations.questions.reading import pressed
from conversations.state import JSON
from domain.requests.identity import looks_like_cin
from domain.requests.request import OTHER, NewFile
from messages.bidi import clean, shows
from messages.text import B, Piece, T, Text

EMPTY: Final = "empty"
SHOWN: Final = 300
"""Characters of a long text that the summary shows."""


class Said(Struct, frozen=True):
    """What was written or spoken; both are empty when nothing was."""

    words: str = ""
    voice: NewFile | None = None


class TextQuestion(Question[Said], frozen=True):
    """Words of at most `most` characters. `optional`: they may be left out; `spoken`: a voice note will do.

    `name`: they stand in a line of others, so that they are one line themselves and nobody can write lines of ours.
    """

    text: Text
    short: Text
    most: int
    help: Text | None = None
    optional: bool = False
    spoken: bool = False
    name: bool = False
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text,), ((Choice(LEAVE_OUT, EMPTY),),) if self.optional else ())

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        if self.optional and pressed(given) == EMPTY:
            return Answered("")
        if self.spoken and (voice := attached(given, VOICE, OTHER)) is not None:
            return Answered(dump(voice))
        return Answered(self._words(given))

    def load(self, stored: JSON) -> Said:
        if not isinstance(stored, str):
            return Said(voice=load(stored))
        if len(stored) > self.most or not (stored or self.optional):
            raise Stale
        return Said(stored)

    def tell(self, stored: JSON) -> Piece:
        if not isinstance(stored, str):
            return T("🎤 a voice note")
        if not stored:
            return T("nothing")
        return T("{text}", text=stored if len(stored) <= SHOWN else f"{stored[:SHOWN]}…")

    def _words(self, given: Given) -> str:
        """What was typed, without what could disturb the text around it. Raises `Refused`."""
        if not isinstance(given, Typed):
            raise Refused(WRITE_OR_SPEAK if self.spoken else WRITE)
        words = clean(given.text).strip()
        if self.name:
            words = " ".join(words.split())
        if not shows(words):
            raise Refused(WRITE_OR_SPEAK if self.spoken else WRITE)
        if len(words) > self.most:
            too_long = T(
                "This has {count} characters. Keep what matters most: at most {most}.",
                count=len(words),
                most=self.most,
            )
            raise Refused(too_long)
        if looks_like_cin(words):
            raise Refused(CARD)
        return words


LEAVE_OUT: Final = B("⏭ Leave it out")
WRITE: Final = T("Please write it in a few words.")
WRITE_OR_SPEAK: Final = T("Please write it in a few words, or say it in a voice note.")
CARD: Final = T(
    "There seems to be an identity card number in it. I never keep one: please send it again without that number."
)
