"""A question with a long list of answers: typed in one's own words and confirmed, or found by browsing."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Final

from conversations.given import Given, Typed
from conversations.question import Answered, Asked, Choice, Question, Refused, Stale, Turned, Understood
from conversations.questions.reading import pressed, words
from conversations.state import JSON
from domain.match import CONFIDENT, Match
from domain.words import Heard, Kind, keepable
from messages.text import B, Piece, T

AHEAD: Final = 10.0
"""One match is proposed alone when it is confident and this far ahead of the next."""
MOST_OFFERED: Final = 5
TAKE, OPEN, BROWSE = "=", ">", "!list"


class SearchQuestion(Question[str], frozen=True):
    """Its note is `{"found": [codes]}` while matches are offered, and whatever `browse` makes of it otherwise."""

    list_note: ClassVar[JSON] = None
    """The note with which `browse` shows the list; null where the first screen is the list."""

    kind: ClassVar[Kind]
    """Under what the words that are typed here are heard, so that the vocabulary can learn them."""

    @abstractmethod
    def search(self, text: str) -> list[Match]:
        """Codes that the words may mean, best first."""

    @abstractmethod
    def is_code(self, code: str) -> bool:
        """Whether this code is an answer."""

    @abstractmethod
    def named(self, code: str) -> Piece:
        """How a code is called."""

    @abstractmethod
    def browse(self, note: JSON) -> Asked:
        """The list, at the place where the person opened it."""

    def opened(self, code: str) -> Answered | Turned:
        """What follows when a line of the list is tapped that has more behind it."""
        return Answered(code)

    def ask(self, note: JSON) -> Asked:
        found = [code for code in _found(note) if self.is_code(code)]
        if not found:
            return self.browse(note)
        question = T("Do you mean this?") if len(found) == 1 else T("Which one do you mean?")
        offered = tuple((Choice(self.named(code), TAKE + code),) for code in found)
        return Asked((question,), (*offered, (Choice(B("None of these: show the list"), BROWSE),)))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        if pressed(given) == BROWSE:
            return Turned(self.list_note)
        if (code := pressed(given, TAKE)) and self.is_code(code):
            return Answered(code)
        if (code := pressed(given, OPEN)) and self.is_code(code):
            return self.opened(code)
        return self.offer(self.search(words(given)))

    def offer(self, matches: list[Match]) -> Turned:
        """Offer one match alone when it is sure, several when it is not. Raises `Refused` when there is none."""
        if not matches:
            raise Refused(T("I did not find that. Write it another way, or choose from the list."))
        best, *others = matches
        sure = best.score >= CONFIDENT and all(best.score - other.score >= AHEAD for other in others)
        return Turned({"found": [match.code for match in ([best] if sure else matches[:MOST_OFFERED])]})

    def hears(self, given: Given) -> Heard | None:
        if not isinstance(given, Typed) or (text := keepable(given.text)) is None:
            return None
        return Heard(self.kind, text, None)

    def load(self, stored: JSON) -> str:
        if not isinstance(stored, str) or not self.is_code(stored):
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        return self.named(stored)


def in_columns(choices: Iterable[Choice], columns: int = 2) -> tuple[tuple[Choice, ...], ...]:
    """Choices in rows of `columns`."""
    all_ = tuple(choices)
    return tuple(all_[at : at + columns] for at in range(0, len(all_), columns))


def _found(note: JSON) -> list[str]:
    return list(note["found"]) if isinstance(note, dict) and "found" in note else []
