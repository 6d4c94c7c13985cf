"""A point on the map: a shared location, of here or of elsewhere."""

from dataclasses import dataclass
from typing import Final

from conversations.given import Given, Placed
from conversations.question import Answered, Asked, Question, Refused, Stale, Understood
from conversations.questions.reading import words
from conversations.state import JSON
from domain.events.venue import Pin
from messages.text import Piece, T, Text


@dataclass(frozen=True)
class PinQuestion(Question[Pin]):
    """Stored as `[latitude, longitude]`, in degrees."""

    text: Text
    short: Text
    help: Text | None = None

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text, HOW))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        if not isinstance(given, Placed):
            words(given)
            raise Refused(HOW)
        return Answered([given.latitude, given.longitude])

    def load(self, stored: JSON) -> Pin:
        try:
            latitude, longitude = stored
            return Pin(latitude, longitude)
        except (TypeError, ValueError):
            raise Stale from None

    def tell(self, stored: JSON) -> Piece:
        del stored
        return T("📍 a point on the map")


HOW: Final = T("Send the location with the paper clip: choose «Location» and move the pin to the place.")
