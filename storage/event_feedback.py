"""What those who came thought of a meeting: three taps and, if they like, a voice note."""

from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("event_feedback")


class Feedback(Struct, frozen=True):
    """Each from 1 to 3: was it useful, was it clear, would she come again; `voice` is Telegram's id of a note."""

    useful: int
    clear: int
    again: int
    voice: str | None = None


class Opinion(Struct, frozen=True):
    """How many said something, and the sums of what they said."""

    said: int
    useful: int
    clear: int
    again: int


class EventFeedback:
    """What was said of one meeting, inside one unit."""

    def __init__(self, unit: Unit, event_id: int) -> None:
        self._unit = unit
        self._event_id = event_id

    def put(self, chat_id: int, feedback: Feedback, now: int) -> None:
        """Keep what somebody thinks; the latest counts."""
        self._unit.write(self._call(SQL["put"], chat_id=chat_id, said_at=now, **asdict(feedback)))

    async def of(self, chat_id: int) -> Feedback | None:
        [rows] = await self._unit.fetch(self._call(SQL["get"], chat_id=chat_id))
        return Feedback(**{name: rows[0][name] for name in Feedback.__struct_fields__}) if rows else None

    async def opinion(self) -> Opinion:
        [[row]] = await self._unit.fetch(self._call(SQL["sums"]))
        return Opinion(**{name: int(row[name]) for name in Opinion.__struct_fields__})

    async def voices(self) -> list[str]:
        """The voice notes, for staff to hear, without who spoke."""
        [rows] = await self._unit.fetch(self._call(SQL["voices"]))
        return [row["voice"] for row in rows]

    def _call(self, sql: str, **values: Any) -> Call:
        return Call(sql, {"event_id": self._event_id, **values})


def forget_feedback(unit: Unit, before: date) -> None:
    """Delete what was thought of meetings that were held before that day."""
    unit.write(Call(SQL["forget"], {"before": before.isoformat()}))


def erase_feedback(unit: Unit, chat_id: int) -> None:
    unit.write(Call(SQL["erase"], {"chat_id": chat_id}))
