"""Sends broadcasts: hands their people to delivery, a page at a time, and takes over what became of each message.

Everything follows from rows, and a page is one transaction: its people are marked and their messages queued together.
So a tick that runs twice, or is killed between any two statements, sends nobody anything twice and forgets nobody.
"""

import time
from datetime import datetime
from typing import Final

from bot.budget import FREE_PER_SECOND, PAID_PER_SECOND
from bot.clock import Clock, milliseconds
from catalogue.holidays import load_holidays
from domain.broadcasts.account import State
from domain.broadcasts.audience import Skipped
from domain.broadcasts.broadcast import Broadcast, Work, as_it_stands
from domain.broadcasts.life import Life
from domain.quiet import is_quiet
from handlers.broadcast_message import Call, message_for
from storage.broadcast_recipients import Next, Recipients
from storage.broadcasts import Broadcasts
from storage.outbox import Outbox
from storage.unit import Database, Unit

PAGE: Final = 100
"""People handed over in one transaction; replies wait for it."""
SWEPT: Final = 1000
"""People whose turn does not come any more, or comes once more, in one transaction."""
LOOKS_EVERY: Final = 2.0
"""Seconds between two looks while nothing is under way."""
MOST_PAGES: Final = 40
"""Of one broadcast in one tick, so that others have their turn."""
LEAST_AHEAD, SECONDS_AHEAD = 200, 2
"""So many people of a broadcast, or so many seconds of it, are in the outbox; the others wait in their own table."""


class Feeder:
    """Hands broadcasts over, as fast as delivery sends.

    `busy`: something is under way. While nothing is, it looks only now and then, so that an idle bot costs nothing.
    `to_freeze`: an audience waits to be frozen, which bot/freezing.py does. `unshown`: something was under way since
    somebody last looked how far it is.
    """

    def __init__(self, database: Database, clock: Clock, *, paid: bool = False) -> None:
        self._database = database
        self._clock = clock
        self._most_ahead = max(LEAST_AHEAD, SECONDS_AHEAD * (PAID_PER_SECOND if paid else FREE_PER_SECOND))
        self._looked_at = time.monotonic()
        self.busy = False
        self.to_freeze = False
        self.unshown = True

    async def tick(self) -> bool:
        """Feed, when something is under way or nobody has looked for a while; whether delivery has something new."""
        return (self.busy or time.monotonic() - self._looked_at >= LOOKS_EVERY) and await self.feed()

    async def feed(self) -> bool:
        """Do what is due now; whether delivery has something new.

        Raises:
            ExceptionGroup: after all were tried, with what failed: one broadcast does not stop the others.
        """
        now = self._clock.now()
        async with self._database.unit() as unit:
            due = await Broadcasts(unit).due(milliseconds(now))
        self._looked_at = time.monotonic()
        self.to_freeze = any(is_to_freeze(broadcast, now) for broadcast in due)
        self.busy = self.to_freeze
        handed, failures = False, []
        for broadcast in due:
            try:
                handed |= await self._step(broadcast)
            except Exception as error:  # noqa: BLE001 -- whatever it is, it is raised when the others are done
                failures.append(error)
        self.unshown |= self.busy
        if failures:
            raise ExceptionGroup("Some broadcasts were not looked after.", failures)
        return handed

    async def recover(self) -> None:
        """Before anything is sent: what a crash left in the outbox waits until it is handed over again.

        It may be night by now, or it was paused in the last moment.
        """
        async with self._database.unit() as unit:
            for broadcast in await Broadcasts(unit).due(milliseconds(self._clock.now())):
                await _call_back(unit, broadcast)
                self.busy = True

    async def _step(self, broadcast: Broadcast) -> bool:
        match broadcast.life:
            case Life.RUNNING if not has_to_wait(broadcast, self._clock.now()):
                self.busy = True
                if broadcast.again is None:
                    return await self._hand_pages(broadcast)
                await self._put_back(broadcast, broadcast.again)
            case Life.STOPPED:
                self.busy = True
                await self._sweep_pages(broadcast)
            case Life.RUNNING | Life.PAUSED:
                async with self._database.unit() as unit:
                    self.busy |= await _call_back(unit, broadcast)
        return False

    async def _hand_pages(self, broadcast: Broadcast) -> bool:
        """Hand over as many as there is room for; whether that is anybody."""
        room = self._most_ahead
        for number in range(MOST_PAGES):
            async with self._database.unit() as unit:
                if number == 0:
                    room -= await _take_over(unit, broadcast)
                handed = await self._hand_page(unit, broadcast, min(PAGE, room)) if room > 0 else 0
            room -= handed
            if handed < PAGE:
                return number > 0 or handed > 0
        return True

    async def _hand_page(self, unit: Unit, broadcast: Broadcast, most: int) -> int:
        """How many had their turn; where there is nobody any more, and nobody's end is open, the broadcast is over."""
        now = milliseconds(self._clock.now())
        if not await Broadcasts(unit).lock(broadcast):
            return 0
        recipients = Recipients(unit, broadcast.id)
        page = await recipients.next_page(broadcast.body.topic.value, most)
        _hand(unit, await _with_its_corrections(unit, broadcast), page, now)
        if not page and not await recipients.is_open():
            await Broadcasts(unit).finish(broadcast, Life.DONE, now)
        return len(page)

    async def _put_back(self, broadcast: Broadcast, again: State) -> None:
        """Before anybody has another turn, or whom it fails once more would come again and again."""
        for _ in range(MOST_PAGES):
            async with self._database.unit() as unit:
                if not await Broadcasts(unit).lock(broadcast):
                    return
                if not await Recipients(unit, broadcast.id).put_back(again, SWEPT):
                    Broadcasts(unit).queued_again(broadcast.id)
                    return

    async def _sweep_pages(self, broadcast: Broadcast) -> None:
        for _ in range(MOST_PAGES):
            async with self._database.unit() as unit:
                if not await self._sweep_page(unit, broadcast):
                    return

    async def _sweep_page(self, unit: Unit, broadcast: Broadcast) -> bool:
        now = milliseconds(self._clock.now())
        recipients = Recipients(unit, broadcast.id)
        if not await Broadcasts(unit).lock(broadcast):
            return False
        await _call_back(unit, broadcast)
        swept = await recipients.sweep(now, SWEPT)
        if not swept and not await recipients.is_open():
            await Broadcasts(unit).finish(broadcast, Life.STOPPED, now)
        return swept


def has_to_wait(broadcast: Broadcast, now: datetime) -> bool:
    """Whether it would disturb people at an hour when they are left in peace. An edit makes no sound."""
    return broadcast.work is Work.SEND and broadcast.body.urgent is None and is_quiet(now, load_holidays())


async def _take_over(unit: Unit, broadcast: Broadcast) -> int:
    """Take over what is settled; how many are still under way."""
    recipients = Recipients(unit, broadcast.id)
    recipients.gather()
    return await recipients.under_way()


def is_to_freeze(broadcast: Broadcast, now: datetime) -> bool:
    return broadcast.life in {Life.SCHEDULED, Life.FREEZING} and not has_to_wait(broadcast, now)


async def _call_back(unit: Unit, broadcast: Broadcast) -> bool:
    """Take over what is settled, and take out of the outbox what has not left; whether anything is in flight."""
    recipients = Recipients(unit, broadcast.id)
    recipients.gather()
    await recipients.withdraw()
    return await recipients.under_way() > 0


async def _with_its_corrections(unit: Unit, broadcast: Broadcast) -> Broadcast:
    """What is sent: who gets it later than the others, because it is tried again, gets the words that stand by now."""
    if broadcast.work is Work.DELETE:
        return broadcast
    return as_it_stands(broadcast, await Broadcasts(unit).later(broadcast)) or broadcast


def _hand(unit: Unit, broadcast: Broadcast, page: list[Next], now: int) -> None:
    recipients, outbox = Recipients(unit, broadcast.id), Outbox(unit)
    said: dict[tuple[str, bool], Call] = {}
    for each in page:
        if (reason := _reason(broadcast, each)) is not None:
            recipients.skip(each.chat_id, reason, now)
            continue
        out = each.reason is Skipped.OPTED_OUT
        if (each.language, out) not in said:
            said[each.language, out] = message_for(broadcast, each.language, out=out)
        method, parameters = said[each.language, out]
        hers = {} if each.message_id is None else {"message_id": each.message_id}
        recipients.handed(each.chat_id)
        outbox.queue_for(broadcast.id, each.chat_id, method, {"chat_id": each.chat_id, **hers, **parameters})


def _reason(broadcast: Broadcast, each: Next) -> Skipped | None:
    """Who wants to hear no more of a topic still has what she got corrected, or taken away."""
    return None if broadcast.work is not Work.SEND and each.reason is Skipped.OPTED_OUT else each.reason
