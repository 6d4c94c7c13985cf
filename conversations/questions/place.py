"""A place: region, province and commune by button; typed in any spelling; or shared as a location."""

from typing import ClassVar

from conversations.given import Given, Placed
from conversations.question import Answered, Asked, Choice, Refused, Stale, Turned, Understood
from conversations.questions.search import OPEN, TAKE, SearchQuestion, in_columns
from conversations.state import JSON
from domain import places
from domain.matching import Match
from domain.places import match_place
from domain.words import Kind
from messages.text import B, Piece, T, Text


class PlaceQuestion(SearchQuestion, frozen=True):
    """The answer is the code of a province or of a commune. Its note may be `{"in": code}`: what was opened.

    `within` are the provinces that may be answered; None: all of them.
    """

    text: Text
    short: Text
    help: Text | None = None
    within: frozenset[str] | None = None
    kind: ClassVar[Kind] = "place"

    def search(self, text: str) -> list[Match]:
        return match_place(text)

    def is_code(self, code: str) -> bool:
        return places.is_place(code)

    def named(self, code: str) -> Piece:
        province = places.province_of(code)
        if province is None or province == code:
            return places.name(code)
        return T("{place} ({province})", place=places.name(code), province=places.name(province))

    def read(self, given: Given, note: JSON) -> Understood:
        if isinstance(given, Placed):
            near = [each.code for each in places.nearest(given.latitude, given.longitude)]
            if not near:
                raise Refused(T("This point is far from every province that I know. Choose from the list, please."))
            return Turned({"found": near[:NEAREST]})
        understood = super().read(given, note)
        if isinstance(understood, Answered) and places.province_of(understood.stored) is None:
            return self.opened(understood.stored)
        if isinstance(understood, Answered) and not self._is_within(understood.stored):
            raise Refused(T("Your role is for other provinces. Choose a place in one of them."))
        return understood

    def load(self, stored: JSON) -> str:
        code = super().load(stored)
        if not self._is_within(code):
            raise Stale
        return code

    def _is_within(self, code: str) -> bool:
        return self.within is None or bool(self.within & {places.province_of(code), EVERYWHERE})

    def opened(self, code: str) -> Answered | Turned:
        """A region opens on its provinces; a province on its communes where the list has them."""
        if places.province_of(code) == code and not places.communes(code):
            return Answered(code)
        return Turned({"in": code})

    def browse(self, note: JSON) -> Asked:
        code = _opened_in(note)
        if code is None:
            return Asked((self.text, HOW), in_columns(Choice(r.name, OPEN + r.code) for r in places.regions()))
        if places.province_of(code) is None:
            heading = T("Which province or prefecture of {region}?", region=places.name(code))
            return Asked((heading,), in_columns(Choice(p.name, OPEN + p.code) for p in places.provinces(code)))
        whole = Choice(B("I'd rather not say which"), TAKE + code)
        communes = in_columns(Choice(c.name, TAKE + c.code) for c in places.communes(code))
        return Asked((T("Which commune of {province}?", province=places.name(code)),), ((whole,), *communes))

    def up(self, note: JSON) -> JSON:
        """From the communes back to the provinces of the region, from there to the regions."""
        code = _opened_in(note)
        around = () if code is None else places.parents(code)
        return {"in": around[0]} if around else None


def _opened_in(note: JSON) -> str | None:
    code = note.get("in", "") if isinstance(note, dict) else ""
    return code if places.is_place(code) else None


EVERYWHERE = "*"  # in place of a province: all of them
NEAREST = 3  # provinces offered for a shared location
HOW = T("Choose your region, or write the name of the place, or send your location with the 📍 key.")
