"""What people were told about a meeting: a row a person and notice, so that a tick run twice tells nobody twice."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from domain.events.reminders import Due
from storage.people import Person
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("event_notices")

Outcome = Literal["done", "missed"]


class Round(Struct, frozen=True):
    """A notice to everybody that is over: done, or missed because nobody looked in time; `people` it reached."""

    notice: str
    outcome: Outcome
    people: int
    planned_at: int


class EventNotices:
    """The notices of one meeting, inside one unit."""

    def __init__(self, unit: Unit, event_id: int) -> None:
        self._unit = unit
        self._event_id = event_id

    async def to_remind(self, due: Due, *, general: bool, most: int, after: int = 0) -> list[Person]:
        """The next page of those to remind and not reminded yet: who has a seat, or may come, and wants reminders.

        `general`: it is one of the meeting's own reminders, and not only the wish of single people. Who answered after
        its time is left out; the next page is the one `after` the last chat of this one.
        """
        planned_at = int(due.planned.timestamp() * 1000)
        values = {"general": int(general), "minutes": due.minutes, "planned_at": planned_at}
        return await self._people(self._call(SQL["to_remind"], notice=due.notice, most=most, after=after, **values))

    async def to_tell(
        self, notice: str, *, invited: int, declined: bool = False, most: int, after: int = 0
    ) -> list[Person]:
        """The next page of those who were `invited` by then or have answered, and were not told this yet.

        Who is invited later reads the meeting as it stands since.

        Who said that she does not come hears of it only where those who `declined` are to be asked again.
        """
        values = {"declined": int(declined), "invited": invited, "most": most, "after": after}
        return await self._people(self._call(SQL["to_tell"], notice=notice, **values))

    async def to_thank(self, notice: str, *, most: int, after: int = 0) -> list[Person]:
        """The next page of those who were there and were not told this yet."""
        return await self._people(self._call(SQL["to_thank"], notice=notice, most=most, after=after))

    async def knowing(self, notice: str, *, after: int, to: int) -> frozenset[int]:
        """Who was told this already, of the chats between."""
        [rows] = await self._unit.fetch(self._call(SQL["knowing"], notice=notice, after=after, to=to))
        return frozenset(int(row["chat_id"]) for row in rows)

    def told(self, notice: str, chat_id: int, now: int) -> None:
        self._unit.write(self._call(SQL["told"], notice=notice, chat_id=chat_id, told_at=now))

    async def count_told(self, notice: str) -> int:
        [[row]] = await self._unit.fetch(self._call(SQL["count_told"], notice=notice))
        return int(row["people"])

    async def delivered(self, notice: str) -> dict[str, int]:
        """What became of a notice, people by the states of the outbox; empty when the traces are gone.

        A long notice is several messages, and its first stands for it.
        """
        first = f"event:{self._event_id}:{notice}:"
        [rows] = await self._unit.fetch(
            Call(SQL["delivered"], {"first": first, "beyond": first[:-1] + ";", "stands_for_it": "%:1"})
        )
        return {row["state"]: int(row["people"]) for row in rows}

    async def count_wrong(self, chat_id: int) -> int:
        """How often somebody was told that her code was not the one on the wall (`wrong:1`, `wrong:2` and so on)."""
        [[row]] = await self._unit.fetch(self._call(SQL["count_wrong"], chat_id=chat_id))
        return int(row["times"])

    def settle(self, notice: str, planned_at: int, outcome: Outcome, people: int, now: int) -> None:
        """End a round; the first end counts, but one that was missed on a wrong clock can still be done."""
        values = {"planned_at": planned_at, "outcome": outcome, "people": people, "now": now}
        self._unit.write(self._call(SQL["settle"], notice=notice, **values))

    async def settled(self) -> list[Round]:
        """The rounds that are over, in their order."""
        [rows] = await self._unit.fetch(self._call(SQL["settled"]))
        return [Round(row["notice"], row["outcome"], row["people"], row["planned_at"]) for row in rows]

    async def _people(self, call: Call) -> list[Person]:
        [rows] = await self._unit.fetch(call)
        return _read(rows)

    def _call(self, sql: str, **values: Any) -> Call:
        return Call(sql, {"event_id": self._event_id, **values})


def forget_notices(unit: Unit, before: date) -> None:
    """Delete what people were told about meetings that were held before that day."""
    unit.write(Call(SQL["forget"], {"before": before.isoformat()}))


def erase_notices(unit: Unit, chat_id: int) -> None:
    """Delete what somebody was told."""
    unit.write(Call(SQL["erase"], {"chat_id": chat_id}))


def _read(rows: Sequence[Row]) -> list[Person]:
    return [Person(row["chat_id"], row["language"]) for row in rows]
