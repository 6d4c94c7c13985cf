"""Whom something concerns on the map: the whole country, a region, a province or a commune."""

from typing import ClassVar, Final

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Understood
from conversations.questions.place import PlaceQuestion
from conversations.questions.reading import pressed
from conversations.questions.search import TAKE
from conversations.state import JSON
from domain import places
from messages.text import B, Piece, T

EVERYWHERE: Final = "everywhere"
EVERYBODY: Final = B("🇲🇦 The whole country")


class ReachQuestion(PlaceQuestion, frozen=True):
    """As a place; but it may also be a whole region, and EVERYWHERE. It is never unknown: somebody must be meant."""

    skippable: ClassVar[bool] = False

    def browse(self, note: JSON) -> Asked:
        asked = super().browse(note)
        code = note.get("in") if isinstance(note, dict) else None
        if code is None:
            return Asked(asked.paragraphs, ((Choice(EVERYBODY, EVERYWHERE),), *asked.choices))
        if places.is_place(code) and not places.parents(code):
            whole = Choice(T("The whole region: {place}", place=places.name(code)), TAKE + code)
            return Asked(asked.paragraphs, ((whole,), *asked.choices))
        return asked

    def read(self, given: Given, note: JSON) -> Understood:
        if pressed(given) == EVERYWHERE:
            return Answered(EVERYWHERE)
        code = pressed(given, TAKE)
        if code and self.is_code(code) and not places.parents(code):
            return Answered(code)
        return super().read(given, note)

    def load(self, stored: JSON) -> str:
        if stored == EVERYWHERE:
            return EVERYWHERE
        return super().load(stored)

    def tell(self, stored: JSON) -> Piece:
        return EVERYBODY if stored == EVERYWHERE else super().tell(stored)
