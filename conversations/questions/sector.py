"""The sector of an activity: typed as people call their trade, or browsed."""

from typing import ClassVar, Final

from catalogue.sectors import load_sectors
from conversations.question import Asked, Choice
from conversations.questions.search import BROWSE, TAKE, SearchQuestion, in_columns
from conversations.state import JSON
from domain.matching import Match, match_sector
from domain.words import Kind
from messages.text import B, Piece, T, Text

LIST: Final = {"list": True}


class SectorQuestion(SearchQuestion, frozen=True):
    """The answer is the code of a sector of the taxonomy. Writing comes first; the list is long."""

    text: Text
    short: Text
    help: Text | None = None
    kind: ClassVar[Kind] = "sector"
    list_note: ClassVar[JSON] = LIST

    def search(self, text: str) -> list[Match]:
        return match_sector(text)

    def is_code(self, code: str) -> bool:
        return code in {sector.code for sector in load_sectors()}

    def named(self, code: str) -> Piece:
        return next(sector.name for sector in load_sectors() if sector.code == code)

    def browse(self, note: JSON) -> Asked:
        if note is None:
            return Asked((self.text,), ((Choice(B("📋 Show the list"), BROWSE),),))
        names = (Choice(sector.name, TAKE + sector.code) for sector in load_sectors())
        return Asked((T("Choose what is nearest to your activity:"),), in_columns(names, columns=1))
