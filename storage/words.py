"""What people typed for an activity or a place, and what they then chose; never who."""

from datetime import date

from msgspec import Struct

from domain.words import Heard
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("words")


class Total(Struct, frozen=True):
    """How often, over all days that are kept, these words led to this choice."""

    heard: Heard
    count: int


class Words:
    """Words that were heard, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def add(self, heard: Heard, day: date) -> None:
        """Count these words once more on that day."""
        values = {"kind": heard.kind, "text": heard.text, "chosen": heard.chosen or "", "day": day.isoformat()}
        self._unit.write(Call(SQL["add"], values))

    async def totals(self) -> list[Total]:
        """All that is kept; of each kind the most frequent first."""
        [rows] = await self._unit.fetch(Call(SQL["totals"], {}))
        return [Total(Heard(row["kind"], row["text"], row["chosen"] or None), row["count"]) for row in rows]

    def forget(self, before: date) -> None:
        """Delete what was heard before that day."""
        self._unit.write(Call(SQL["forget"], {"day": before.isoformat()}))
