"""A point on the map: a shared location, of here or of elsewhere."""

import re
from typing import Final

from conversations.given import Given, Placed
from conversations.question import Answered, Asked, Question, Refused, Stale, Understood
from conversations.questions.reading import words
from conversations.state import JSON
from domain.events.venue import Pin
from domain.folding import fold_digits
from messages.text import Piece, T, Text


class PinQuestion(Question[Pin], frozen=True):
    """Stored as `[latitude, longitude]`, in degrees. A spreadsheet gives it in digits."""

    text: Text
    short: Text
    help: Text | None = None

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text, HOW))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        if isinstance(given, Placed):
            return Answered([given.latitude, given.longitude])
        return Answered(_written(words(given)))

    def load(self, stored: JSON) -> Pin:
        try:
            latitude, longitude = stored
            return Pin(latitude, longitude)
        except (TypeError, ValueError):
            raise Stale from None

    def tell(self, stored: JSON) -> Piece:
        del stored
        return T("📍 a point on the map")


def _written(text: str) -> list[JSON]:
    """The point that was typed or copied from the address of a map: latitude and longitude with their decimals."""
    found = _POINT.search(fold_digits(text))
    try:
        point = None if found is None else Pin(float(found[1]), float(found[2]))
    except ValueError:
        point = None
    if point is None:
        raise Refused(HOW)
    return [point.latitude, point.longitude]


_POINT: Final = re.compile(r"(-?\d{1,2}\.\d{2,})(?:\s*,\s*|\s+|%2C)(-?\d{1,3}\.\d{2,})")
HOW: Final = T("Send the location with the paper clip: choose «Location» and move the pin to the place.")
