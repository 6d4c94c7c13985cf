"""Freezes the audience of a broadcast: as of one instant, a row a person, before anybody gets anything.

The audience is read from a snapshot, beside those who write, and written down in pages, each a short transaction, so
that a million people block no chat. Only when all are there does the broadcast run. A crash in between leaves it
`freezing`, and whoever finds it so begins anew, with the people of that later instant.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.broadcasts import is_to_freeze
from bot.clock import Clock, milliseconds
from domain.broadcasts.account import State
from domain.broadcasts.approval import Why, why_approval
from domain.broadcasts.audience import Skipped
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.life import Deed, Life
from domain.broadcasts.schedule import next_time
from handlers.broadcast_asking import ask_approvers, tell_why
from storage.audiences import Addressed
from storage.broadcast_recipients import Recipient, Recipients, read_counts
from storage.broadcasts import Broadcasts
from storage.keys import new_key
from storage.unit import Database, Row, Snapshot, Unit

PAGE: Final = 500
"""People written down in one transaction; replies wait for it."""
DELETABLE: Final = timedelta(hours=48)
"""How old a message may be that a bot deletes: https://core.telegram.org/bots/api#deletemessage."""


async def freeze_audiences(database: Database, clock: Clock) -> None:
    """Freeze all whose time has come.

    Raises:
        ExceptionGroup: after all were tried, with what failed: one broadcast does not stop the others.
    """
    now = clock.now()
    async with database.unit() as unit:
        due = await Broadcasts(unit).due(milliseconds(now))
    failures = []
    for broadcast in due:
        if is_to_freeze(broadcast, now):
            try:
                await _Freezing(database, clock, broadcast, new_key()).freeze()
            except Exception as error:  # noqa: BLE001 -- whatever it is, it is raised when the others are done
                failures.append(error)
    if failures:
        raise ExceptionGroup("Some audiences were not frozen.", failures)


class _Lost(Exception):
    """It was stopped, or somebody else freezes it now."""


class _Freezing(Struct, frozen=True):
    """One attempt; `claim` tells it from all others."""

    database: Database
    clock: Clock
    broadcast: Broadcast
    claim: int

    async def freeze(self) -> None:
        if not await self._begin():
            return
        try:
            await self._clear()
            deed, why = await self._write_down()
            if deed is Deed.FEED and (why := await self._told_meanwhile()):
                await self._clear()
                deed = Deed.HOLD
            async with self.database.unit() as unit:
                await self._end(unit, deed, why)
        except _Lost:
            # What was written is swept by whoever stopped it, or cleared by whoever freezes it now.
            return

    async def _begin(self) -> bool:
        broadcast, now = self.broadcast, self.clock.now()
        async with self.database.unit() as unit:
            broadcasts = Broadcasts(unit)
            original = None if broadcast.original is None else await broadcasts.of(broadcast.original)
            if original is not None and original.finished_at is None:
                return False  # it still goes to people, who would not be corrected
            if not await broadcasts.claim(broadcast.id, self.claim, milliseconds(now)):
                return False
            if broadcast.life is Life.SCHEDULED:
                await self._plan_next(broadcasts, now)
        return True

    async def _plan_next(self, broadcasts: Broadcasts, now: datetime) -> None:
        """The next one of a series is there before this one begins; it ends when nobody is there to answer for it."""
        repeats = self.broadcast.body.repeats
        then = None if repeats is None else next_time(repeats, now)
        if then is not None and await broadcasts.sender(self.broadcast.id) is not None:
            broadcasts.repeat(self.broadcast, then)

    async def _clear(self) -> None:
        """Forget what an attempt that broke off has written."""
        more = True
        while more:
            async with self.database.unit() as unit:
                more = await self._recipients(await self._held(unit)).clear(PAGE)

    async def _write_down(self) -> tuple[Deed, Why | None]:
        async with self.database.unit() as unit:
            sender = await Broadcasts(await self._held(unit)).sender(self.broadcast.id)
        if sender is None:
            return Deed.STOP, None
        addressed = self._addressed(sender)
        async with self.database.snapshot() as snapshot:
            if why := await self._why_approval(await self._count(snapshot, addressed)):
                return Deed.HOLD, why
            async for page in self._pages(snapshot, addressed):
                async with self.database.unit() as unit:
                    self._recipients(await self._held(unit)).add(page)
        return Deed.FEED, None

    async def _end(self, unit: Unit, deed: Deed, why: Why | None) -> None:
        broadcasts = Broadcasts(unit)
        if not await broadcasts.leave_freezing(self.broadcast.id, self.claim, deed, self._now()):
            raise _Lost
        if why is not None:
            await tell_why(unit, self.broadcast, why, await ask_approvers(unit, self.broadcast))
            return
        for chat_id in {self.broadcast.made_by, self.broadcast.approved_by or self.broadcast.made_by}:
            broadcasts.watch(self.broadcast.id, chat_id)

    async def _why_approval(self, people: int) -> Why | None:
        """It may have become larger than it was when it was confirmed."""
        if self.broadcast.approved_by is not None:
            return None
        async with self.database.unit() as unit:
            earlier = await Broadcasts(unit).told_alone(self.broadcast, self._now())
        return why_approval(people, earlier=earlier, urgent=self.broadcast.body.urgent is not None)

    async def _told_meanwhile(self) -> Why | None:
        """Another notice of the same staff member may have been frozen at the same time, by another process."""
        if self.broadcast.approved_by is not None:
            return None
        async with self.database.unit() as unit:
            counts = await self._recipients(unit).counts()
        return await self._why_approval(counts[State.QUEUED])

    async def _count(self, snapshot: Snapshot, addressed: Addressed) -> int:
        if self.broadcast.original is not None:
            [rows] = await snapshot.fetch(Recipients.counting(self.broadcast.original))
            return read_counts(rows)[State.SENT]
        [rows] = await snapshot.fetch(addressed.counting(self._now()))
        return addressed.reach(rows).people

    async def _pages(self, snapshot: Snapshot, addressed: Addressed) -> AsyncIterator[Sequence[Recipient]]:
        now = self._now()
        if self.broadcast.original is not None:
            async for rows in snapshot.pages(Recipients.reached(self.broadcast.original), PAGE):
                yield [self._reached(row, now) for row in rows]
            return
        async for rows in snapshot.pages(addressed.people(now), PAGE):
            yield [addressed.recipient(row, now) for row in rows]

    def _reached(self, row: Row, now: int) -> Recipient:
        reason = self._why_not(row, now)
        if reason is None:
            return Recipient(row["chat_id"], row["language"], message_id=row["message_id"])
        return Recipient(row["chat_id"], row["language"], State.SKIPPED, reason, settled_at=now)

    def _why_not(self, row: Row, now: int) -> Skipped | None:
        if self.broadcast.work is Work.DELETE:
            too_old = row["settled_at"] <= now - int(DELETABLE.total_seconds() * 1000)
            return Skipped.TOO_OLD if too_old else None
        return None if row["language"] in self.broadcast.body.contents else Skipped.LANGUAGE

    def _addressed(self, sender: int) -> Addressed:
        broadcast, body = self.broadcast, self.broadcast.body
        return Addressed(sender, broadcast.province, body.topic.value, frozenset(body.contents), body.audience)

    async def _held(self, unit: Unit) -> Unit:
        """The unit, when it is still ours to freeze. Raises _Lost."""
        if not await Broadcasts(unit).hold_claim(self.broadcast.id, self.claim, self._now()):
            raise _Lost
        return unit

    def _recipients(self, unit: Unit) -> Recipients:
        return Recipients(unit, self.broadcast.id)

    def _now(self) -> int:
        return milliseconds(self.clock.now())
