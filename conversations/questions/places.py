"""Several places, a name on each line."""

import re
from typing import Final

from conversations.given import Given
from conversations.question import Answered, Asked, Question, Refused, Stale
from conversations.questions.reading import words
from conversations.questions.search import AHEAD
from conversations.state import JSON
from domain import places
from domain.match import CONFIDENT
from messages.text import Piece, T, Text
from messages.values import Listing, Verbatim

MOST_PLACES: Final = 6
BETWEEN: Final = re.compile(r"[\n;؛]+")


class PlacesQuestion(Question[tuple[str, ...]], frozen=True):
    """The answer are codes of regions, provinces and communes; stored as a list of them."""

    text: Text
    short: Text
    help: Text | None = None

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text,))

    def read(self, given: Given, note: JSON) -> Answered:
        del note
        found = list(dict.fromkeys(place_named(line) for line in BETWEEN.split(words(given)) if line.strip()))
        if not found:
            raise Refused(self.text)
        if len(found) > MOST_PLACES:
            raise Refused(T("These are too many places: {most} at most.", most=MOST_PLACES))
        return Answered(list[JSON](found))

    def load(self, stored: JSON) -> tuple[str, ...]:
        if (
            not isinstance(stored, list)
            or not stored
            or not all(isinstance(c, str) and places.is_place(c) for c in stored)
        ):
            raise Stale
        return tuple(map(str, stored))

    def tell(self, stored: JSON) -> Piece:
        return T("{names}", names=Listing(tuple(places.name(code) for code in self.load(stored))))


def place_named(name: str) -> str:
    """The code of the place that this must mean. Raises `Refused` where it could be another, or none."""
    matches = places.match_place(name)
    sure = bool(matches) and matches[0].score >= CONFIDENT
    if not sure or any(matches[0].score - other.score < AHEAD for other in matches[1:]):
        shown = Verbatim(name.strip())
        raise Refused(T("I am not sure which place this is: {place}. Write its whole name.", place=shown))
    return matches[0].code
