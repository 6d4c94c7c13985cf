"""The account of a broadcast: one row a person, from the moment its audience is frozen to what became of her message.

`queued` → `handed`, with a message in the outbox in the same transaction → what delivery made of that message. A row
is handed exactly as long as its message is in the outbox; when it is settled, the message is cleaned away, so that
the outbox does not grow with the audience.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from domain.broadcasts.account import State
from domain.broadcasts.audience import Skipped
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("broadcast_recipients")


class Recipient(NamedTuple):
    """`reason` says why she was skipped, or how it failed; `message_id` is what she has in her chat."""

    chat_id: int
    language: str
    state: State = State.QUEUED
    reason: str | None = None
    message_id: int | None = None
    settled_at: int | None = None


class Next(Struct, frozen=True):
    """Somebody whose turn has come; `reason` is why she gets nothing after all."""

    chat_id: int
    language: str
    message_id: int | None
    reason: Skipped | None


class Line(Struct, frozen=True):
    """A line of the report."""

    language: str
    state: State
    reason: str
    people: int


class Recipients:
    """The people of one broadcast, inside one unit."""

    def __init__(self, unit: Unit, broadcast_id: int) -> None:
        self._unit = unit
        self._broadcast_id = broadcast_id

    def add(self, recipients: Sequence[Recipient]) -> None:
        """Write down a page of the audience, in the order of the chats; not who has erased herself meanwhile."""
        if not recipients:
            return
        broadcast = {"broadcast_id": self._broadcast_id}
        self._unit.write(*(Call(SQL["add"], broadcast | each._asdict()) for each in recipients))
        first, last = recipients[0].chat_id, recipients[-1].chat_id
        self._unit.write(self._call("without_erased", first=first, last=last))

    async def clear(self, most: int) -> bool:
        """Delete a page of an audience that is frozen anew; whether there was one."""
        return bool(await self._fetch("clear", most=most))

    @staticmethod
    def reached(original: int) -> Call:
        """The query for those who have a message of another broadcast in their chat."""
        return Call(SQL["reached"], {"broadcast_id": original})

    async def next_page(self, topic: str, most: int) -> list[Next]:
        """Whose turn comes next, as they stand now."""
        rows = await self._fetch("next_page", topic=topic, most=most)
        return [
            Next(row["chat_id"], row["language"], row["message_id"], row["reason"] and Skipped(row["reason"]))
            for row in rows
        ]

    def handed(self, chat_id: int) -> None:
        """Her message goes into the outbox in the same transaction."""
        self._unit.write(self._call("handed", chat_id=chat_id))

    def skip(self, chat_id: int, reason: Skipped, now: int) -> None:
        self._unit.write(self._call("skip", chat_id=chat_id, reason=reason.value, now=now))

    async def under_way(self) -> int:
        """How many were handed to delivery, and are not settled."""
        [row] = await self._fetch("under_way")
        return int(row["people"])

    def gather(self) -> None:
        """Take over what delivery has settled, and clean those messages away."""
        self._unit.write(self._call("gather"), self._call("clean"))

    async def withdraw(self) -> int:
        """Take out of the outbox what has not left; whose turn comes again. How many that were."""
        rows = await self._fetch("withdraw")
        self._unit.write(*(self._call("back", chat_id=row["chat_id"]) for row in rows))
        return len(rows)

    async def sweep(self, now: int, most: int) -> bool:
        """End a page of those whose turn had not come when it was stopped; whether there was one."""
        return bool(await self._fetch("sweep", now=now, most=most))

    async def is_open(self) -> bool:
        """Whether anybody's state is not final."""
        return bool(await self._fetch("open"))

    async def put_back(self, state: State, most: int) -> bool:
        """Give a page of those in this state another turn; whether there was anybody.

        Failed, or unknown where staff accept that some get it twice.
        """
        return bool(await self._fetch("put_back", state=state.value, most=most))

    async def counts(self) -> dict[State, int]:
        """People by state; every state is named."""
        [rows] = await self._unit.fetch(self.counting(self._broadcast_id))
        return read_counts(rows)

    @staticmethod
    def counting(broadcast_id: int) -> Call:
        """The query for the counts; see `read_counts`."""
        return Call(SQL["counts"], {"broadcast_id": broadcast_id})

    async def are_more_than(self, most: int) -> bool:
        """Whether so many rows are there, without counting more of them."""
        [row] = await self._fetch("up_to", most=most + 1)
        return int(row["people"]) > most

    async def report(self) -> list[Line]:
        """People by language, state and reason."""
        lines: dict[tuple[str, State, str], int] = {}
        for row in await self._fetch("report"):
            key = (row["language"], State(row["state"]), row["reason"])
            lines[key] = lines.get(key, 0) + int(row["people"])
        return [Line(*key, people) for key, people in lines.items()]

    async def page_of_state(self, state: State, most: int, after: int = 0) -> list[Recipient]:
        """The next page of those in this state, `after` the last chat of the page before."""
        rows = await self._fetch("page_of_state", state=state.value, most=most, after=after)
        return [Recipient(**{**row, "state": State(row["state"])}) for row in rows]

    async def _fetch(self, name: str, **values: Any) -> Sequence[Row]:
        [rows] = await self._unit.fetch(self._call(name, **values))
        return rows

    def _call(self, name: str, **values: Any) -> Call:
        return Call(SQL[name], {"broadcast_id": self._broadcast_id, **values})


def read_counts(rows: Sequence[Row]) -> dict[State, int]:
    counts = dict.fromkeys(State, 0)
    for row in rows:
        counts[State(row["state"])] += int(row["people"])
    return counts


def erase_recipient(unit: Unit, chat_id: int) -> None:
    """Delete somebody from all accounts, which stay exact without her; what is on its way to her may still arrive.

    Before her messages are erased from the outbox: what became of them is taken over from there.
    """
    steps = ("erase_settled", "erase_queued", "erase_in_flight", "erase_open", "total_of", "erase")
    unit.write(*(Call(SQL[step], {"chat_id": chat_id}) for step in steps))


async def forget_recipients(unit: Unit, before: int, most: int) -> bool:
    """Turn a page of the oldest accounts into totals; whether there may be more of them."""
    [rows] = await unit.fetch(Call(SQL["oldest"], {"before": before}))
    if not rows:
        return False
    broadcast = {"broadcast_id": rows[0]["id"]}
    [[page]] = await unit.fetch(Call(SQL["last_of_page"], broadcast | {"most": most}))
    values = broadcast | {"last": page["last"]}
    unit.write(Call(SQL["total_up_to"], values), Call(SQL["forget_up_to"], values))
    return True
