"""Who comes to a meeting, and who waits for a seat. Seats are counted and given in one transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from msgspec import Struct, json

from domain.events.answer import Answer, Reply, Standing
from domain.events.seating import OPEN, Seating
from domain.events.seats import Party, Taken, next_offers, seat_for
from domain.replacing import replace
from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("event_answers")
HAS: Final = frozenset({Standing.SEATED, Standing.OFFERED})
"""Who stands so takes a seat from the others."""


class Counts(Struct, frozen=True):
    """People, guests included, by what they answered and what they have."""

    coming: int = 0
    maybe: int = 0
    not_coming: int = 0
    waiting: int = 0


class EventAnswers:
    """The answers to one meeting, inside one unit."""

    def __init__(self, unit: Unit, event_id: int) -> None:
        self._unit = unit
        self._event_id = event_id

    async def give(self, answer: Answer, seating: Seating) -> Answer:
        """Store an answer, with a seat or a place on the waiting list for who comes; what it became is returned.

        Who waits already keeps her place in the list, as long as her party does not grow. Who sits keeps her seat; for
        guests for whom there is none, her party stays as it was. The ticket is that of her first answer.
        """
        taken, before = await self._count(answer.chat_id)
        given = replace(answer, standing=Standing.NONE, pool=None, offered_until=None)
        if answer.reply is Reply.COMING:
            given = await self._placed(given, before, seating, taken)
        if before is not None:
            given = replace(given, ticket=before.ticket)
        self.put(given)
        return given

    async def offer(self, seating: Seating, until: int) -> list[Answer]:
        """Offer the free seats to the first on the list whom they fit, until then (milliseconds, UTC)."""
        taken, _ = await self._count(0)
        waiting = await self.waiting()
        parties = [each.party for each in waiting]
        offered = [
            replace(waiting[index], standing=Standing.OFFERED, pool=pool, offered_until=until)
            for index, pool in next_offers(parties, seating, taken)
        ]
        for each in offered:
            self.put(each)
        return offered

    async def locked(self, chat_id: int) -> Answer | None:
        """Her answer, to be changed: nobody else counts, offers or takes an offer back until this unit ends."""
        self._unit.write(self._call(SQL["lock"]))
        return await self.of(chat_id)

    async def overdue(self, now: int, most: int) -> list[Answer]:
        """Offers whose time is over, the oldest first; like `locked`, to be changed."""
        self._unit.write(self._call(SQL["lock"]))
        [rows] = await self._unit.fetch(self._call(SQL["overdue"], now=now, most=most))
        return [_read(row) for row in rows]

    def accept(self, answer: Answer) -> Answer:
        """Take the seat that was offered. The caller has seen that the offer still holds, and it is `locked`."""
        return self._become(answer, standing=Standing.SEATED, offered_until=None, asked_again=False)

    def decline(self, answer: Answer, now: int) -> Answer:
        """Leave the seat that was offered; the answer is `locked`."""
        return self._become(
            answer, reply=Reply.NOT_COMING, standing=Standing.NONE, pool=None, offered_until=None, answered_at=now
        )

    def lapse(self, answer: Answer) -> Answer:
        """An offer that nobody answered, one of `overdue`: the person waits on, at the end of the list."""
        return self._become(answer, standing=Standing.WAITING, pool=None, offered_until=None, queue=new_key())

    def keep(self, answer: Answer) -> None:
        """Change what only she decides: her reminders and her name. What a tick just gave her or took stays."""
        self._unit.write(Call(SQL["keep"], {"event_id": self._event_id} | _columns(answer)))

    def put(self, answer: Answer) -> None:
        self._unit.write(Call(SQL["put"], {"event_id": self._event_id} | _columns(answer)))

    def ask_again(self) -> None:
        """The day changed: who said that she comes, or may come, is asked again; until then she keeps her seat."""
        self._unit.write(Call(SQL["ask_again"], {"event_id": self._event_id}))

    def ask_no_more(self) -> None:
        """The day is what it was: nobody is asked again."""
        self._unit.write(Call(SQL["ask_no_more"], {"event_id": self._event_id}))

    async def of(self, chat_id: int) -> Answer | None:
        [rows] = await self._unit.fetch(self._call(SQL["get"], chat_id=chat_id))
        return _read(rows[0]) if rows else None

    async def by_ticket(self, ticket: str) -> Answer | None:
        [rows] = await self._unit.fetch(self._call(SQL["by_ticket"], ticket=ticket))
        return _read(rows[0]) if rows else None

    async def waiting(self) -> list[Answer]:
        """The waiting list, in its order, without those who have an offer."""
        [rows] = await self._unit.fetch(self._call(SQL["waiting"]))
        return [_read(row) for row in rows]

    async def position(self, answer: Answer) -> int:
        """Her place on the waiting list, from 1."""
        [[row]] = await self._unit.fetch(self._call(SQL["position"], queue=answer.queue))
        return int(row["before"]) + 1

    async def all(self) -> list[Answer]:
        """Everybody who answered, the earliest first."""
        [rows] = await self._unit.fetch(self._call(SQL["all"]))
        return [_read(row) for row in rows]

    async def counts(self) -> Counts:
        [rows] = await self._unit.fetch(self._call(SQL["counts"]))
        return _counted(rows)

    async def own_reminders(self) -> list[int]:
        """The reminders that single people chose, in minutes before the beginning."""
        [rows] = await self._unit.fetch(self._call(SQL["own_reminders"]))
        return [int(row["own_reminder"]) for row in rows]

    async def _placed(self, answer: Answer, before: Answer | None, seating: Seating, taken: Taken) -> Answer:
        """The answer with a seat, or with a place on the list: the one she has, or one at its end."""
        standing = Standing.NONE if before is None else before.standing
        grows = before is None or answer.party.size > before.party.size
        if before is not None and standing is Standing.WAITING and not grows:
            return replace(answer, standing=Standing.WAITING, queue=before.queue)
        pool = seat_for(answer.party, seating, taken)
        if pool is not None and (grows or standing is Standing.NONE):
            # A seat that somebody gave back is for those who wait, also before it was offered to them.
            pool = seat_for(answer.party, seating, _after_those_who_wait(await self.waiting(), seating, taken))
        if pool is None and before is not None and standing in HAS:
            until = before.offered_until
            return replace(answer, party=before.party, standing=standing, pool=before.pool, offered_until=until)
        if pool is None:
            return replace(answer, standing=Standing.WAITING, queue=new_key())
        return replace(answer, standing=Standing.SEATED, pool=pool)

    async def _count(self, chat_id: int) -> tuple[Taken, Answer | None]:
        """What is taken by others than `chat_id`, and her answer so far. Nobody else counts until this unit ends."""
        self._unit.write(self._call(SQL["lock"]))
        rows, own = await self._unit.fetch(self._call(SQL["taken"]), self._call(SQL["get"], chat_id=chat_id))
        before = _read(own[0]) if own else None
        return _taken(rows, before), before

    def _become(self, answer: Answer, **changes: Any) -> Answer:
        changed = replace(answer, **changes)
        self.put(changed)
        return changed

    def _call(self, sql: str, **values: Any) -> Call:
        return Call(sql, {"event_id": self._event_id, **values})


async def with_overdue_offers(unit: Unit, now: int, most: int) -> list[int]:
    """Meetings that have offers whose time is over."""
    [rows] = await unit.fetch(Call(SQL["with_overdue"], {"now": now, "most": most}))
    return [int(row["event_id"]) for row in rows]


def erase_answers(unit: Unit, chat_id: int) -> None:
    """Delete all that somebody answered to invitations."""
    unit.write(Call(SQL["erase"], {"chat_id": chat_id}))


def forget_answers(unit: Unit, before: date) -> None:
    """Delete the answers to meetings that were held before that day."""
    unit.write(Call(SQL["forget"], {"before": before.isoformat()}))


def _after_those_who_wait(waiting: Sequence[Answer], seating: Seating, taken: Taken) -> Taken:
    parties = [each.party for each in waiting]
    for index, pool in next_offers(parties, seating, taken):
        taken = taken.with_(parties[index], pool)
    return taken


def _taken(rows: Sequence[Row], own: Answer | None) -> Taken:
    pools: dict[str, int] = {}
    cooperatives: dict[int, int] = {}
    for row in rows:
        _add(pools, row["pool"] or OPEN, int(row["people"]))
        _add(pools, OPEN, int(row["guests"]))
        if row["cooperative"] is not None:
            _add(cooperatives, int(row["cooperative"]), int(row["people"]) + int(row["guests"]))
    if own is not None and own.standing in HAS:
        _add(pools, own.pool or OPEN, -1)
        _add(pools, OPEN, -own.party.guests)
        if own.party.cooperative is not None:
            _add(cooperatives, own.party.cooperative, -own.party.size)
    return Taken(pools, cooperatives)


def _add(counts: dict[Any, int], key: object, number: int) -> None:
    counts[key] = counts.get(key, 0) + number


def _counted(rows: Sequence[Row]) -> Counts:
    people = {(row["reply"], row["standing"]): int(row["people"]) for row in rows}
    waiting = sum(people.get(("coming", standing), 0) for standing in ("waiting", "offered"))
    seated = sum(people.get(("coming", standing), 0) for standing in ("seated", "none"))
    return Counts(seated, people.get(("maybe", "none"), 0), people.get(("not_coming", "none"), 0), waiting)


def _columns(answer: Answer) -> dict[str, Any]:
    return {
        "chat_id": answer.chat_id,
        "reply": answer.reply.value,
        "guests": answer.party.guests,
        "groups": json.encode(sorted(answer.party.groups)).decode(),
        "cooperative": answer.party.cooperative,
        "standing": answer.standing.value,
        "pool": answer.pool,
        "queue": answer.queue,
        "offered_until": answer.offered_until,
        "answered_at": answer.answered_at,
        "asked_again": int(answer.asked_again),
        "reminders": int(answer.reminders),
        "own_reminder": answer.own_reminder,
        "ticket": answer.ticket,
        "name": answer.name,
    }


def _read(row: Row) -> Answer:
    return Answer(
        chat_id=row["chat_id"],
        reply=Reply(row["reply"]),
        party=Party(row["guests"], frozenset(json.decode(row["groups"])), row["cooperative"]),
        standing=Standing(row["standing"]),
        pool=row["pool"],
        queue=row["queue"],
        offered_until=row["offered_until"],
        answered_at=row["answered_at"],
        asked_again=bool(row["asked_again"]),
        reminders=bool(row["reminders"]),
        own_reminder=row["own_reminder"],
        ticket=row["ticket"],
        name=row["name"],
    )
