"""Several answers to one question, given one after the other: places, activities."""

from typing import ClassVar, Final

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Gathered, Question, Refused, Stale, Understood
from conversations.questions.reading import pressed
from conversations.questions.search import in_columns
from conversations.state import JSON
from messages.text import B, Piece, T, Text
from messages.values import Listing

DONE, LESS = "!done", "!less:"
MOST: Final = 20


class SomeOf(Question[tuple[str, ...]], frozen=True):
    """Answers of `one`, as many as are wanted; `so_far` is what is stored of them already.

    `everything` is the label of a button that ends the question without naming any; or `whole`, an answer of `one`
    that means the same.
    """

    one: Question[str]
    short: Text
    so_far: JSON = None
    everything: Text | None = None
    whole: str | None = None
    help: Text | None = None
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        kept = self._kept()
        first = None if _is_taken(note, kept) else note
        asked = self.one.ask(first)
        if not kept:
            whole = () if self.everything is None else ((Choice(self.everything, DONE),),)
            return Asked(asked.paragraphs, (*whole, *asked.choices))
        named = T("So far: {names}. Choose another one, or go on.", names=Listing(tuple(map(self.one.tell, kept))))
        # Only on its first screen: further inside there may be a hundred places, and Telegram takes no more buttons.
        less = (
            () if first else in_columns(Choice(T("🗑 {name}", name=self.one.tell(code)), LESS + code) for code in kept)
        )
        return Asked((named, *asked.paragraphs), ((Choice(B("✅ That is all"), DONE),), *less, *asked.choices))

    def read(self, given: Given, note: JSON) -> Understood:
        kept = self._kept()
        if pressed(given) == DONE and (kept or self.everything is not None):
            return Answered(kept)
        if (code := pressed(given, LESS)) is not None:
            return Gathered([each for each in kept if each != code])
        match self.one.read(given, note):
            case Answered(self.whole) if self.whole is not None:
                return Answered([])
            case Answered(code) if code in kept:
                return Gathered(kept)
            case Answered() if len(kept) >= MOST:
                raise Refused(T("That is enough: at most {most}. What you chose before is kept.", most=MOST))
            case Answered(code):
                return Gathered([*kept, code])
            case understood:
                return understood

    def load(self, stored: JSON) -> tuple[str, ...]:
        if not isinstance(stored, list) or len(stored) > MOST:
            raise Stale
        return tuple(self.one.load(each) for each in stored)

    def tell(self, stored: JSON) -> Piece:
        if not stored:
            return self.everything or T("everybody")
        return T("{names}", names=Listing(tuple(map(self.one.tell, stored))))

    def up(self, note: JSON) -> JSON:
        return self.one.up(note)

    def _kept(self) -> list[str]:
        try:
            return list(self.load(self.so_far)) if self.so_far else []
        except Stale:
            return []  # kept by rules that are no longer ours


def _is_taken(note: JSON, kept: list[str]) -> bool:
    """Whether what was found and offered has been chosen: the question then stands open again."""
    return isinstance(note, dict) and not set(kept).isdisjoint(note.get("found", ()))
