"""How fast all replicas together may send: slots in the database, of which each takes what it needs next.

A slot is taken for one message, or where Telegram allows many for a few, and is free again a window later. So in no
window more goes out than there are slots, however many replicas there are. Nobody takes a slot long before it is free:
a reply in one replica never waits behind a broadcast of another.
"""

import asyncio
import heapq
from contextlib import suppress

import structlog

from bot.budget import CHAT_INTERVAL, Pace
from storage.replicas import Replicas
from storage.unit import Unavailable

log = structlog.get_logger(__name__)

WINDOW = 1.05  # wider than that of one program: several are late by different times
STALE = 0.25  # seconds; a slot that is used later would be used twice in one window
MOST_SLOTS = 40
"""Rows that a reservation looks through; where more messages a second are allowed, each slot is for several."""
AHEAD, BULK_AHEAD = 400, 80  # milliseconds: so long before it is free a slot is taken
MOST_AT_ONCE = 4
AGAIN = 0.03  # seconds until the next look, when all slots are taken
PAUSE = 0.5  # seconds until the next look, when the database cannot be asked
BULK = 2


class SharedBudget:
    """The same as `bot.budget.Budget`, for replicas."""

    def __init__(self, per_second: int, replicas: Replicas, chat_interval: float = CHAT_INTERVAL) -> None:
        self.pace = Pace(asyncio.get_running_loop().time, chat_interval)
        self._replicas = replicas
        self._slots = min(per_second, MOST_SLOTS)
        self._each = per_second // self._slots
        self._in_hand: list[float] = []  # when what was reserved becomes free, by the clock of the loop
        self._waiting: list[tuple[int, int, asyncio.Future[bool]]] = []
        self._asked = 0
        self._closed = False
        self._giving: asyncio.Task[None] | None = None

    async def prepare(self) -> None:
        """Make the slots, once this replica has joined."""
        await self._replicas.make_slots(self._slots)

    async def slot(self, chat_id: int, priority: int) -> bool:
        """Return when a message may go to `chat_id`; false: it has to stay, for the budget was closed meanwhile."""
        await self.pace.wait_for(chat_id)
        if self._closed:
            return False
        ticket: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._asked += 1
        heapq.heappush(self._waiting, (priority, self._asked, ticket))
        if self._giving is None or self._giving.done():
            self._giving = asyncio.create_task(self._give())
        return await ticket

    async def pause(self, seconds: float) -> None:
        """Telegram asks everybody for patience: no replica sends before that."""
        self._in_hand.clear()
        with suppress(Unavailable):  # whoever asks too early is told so by Telegram
            await self._replicas.pause(int(seconds * 1000))

    def close(self) -> None:
        """Let nobody wait any more: who has no slot yet gets none."""
        self._closed = True
        for _, _, ticket in self._waiting:
            if not ticket.done():
                ticket.set_result(False)
        self._waiting.clear()

    def forget_quiet_chats(self) -> None:
        """Drop the memory of chats that have not been written to lately."""
        self.pace.forget_quiet_chats()

    async def _give(self) -> None:
        now = asyncio.get_running_loop().time
        while self._waiting:
            if not self._in_hand and not await self._reserve():
                continue
            free_at = heapq.heappop(self._in_hand)
            if (wait := free_at - now()) > 0:
                await asyncio.sleep(wait)
            if now() - free_at < STALE:
                self._give_one()

    def _give_one(self) -> None:
        # Who is the most urgent is decided now, not when the slot was reserved.
        while self._waiting:
            _, _, ticket = heapq.heappop(self._waiting)
            if not ticket.done():
                ticket.set_result(True)
                return

    async def _reserve(self) -> bool:
        ahead = BULK_AHEAD if self._waiting[0][0] >= BULK else AHEAD
        most = min(MOST_AT_ONCE, -(-len(self._waiting) // self._each))
        try:
            waits = await self._replicas.reserve(most, int(WINDOW * 1000), ahead)
        except Exception as error:  # noqa: BLE001 -- while nobody gives slots, nothing is sent at all
            log.warning("Nothing is sent: the database cannot be asked for a slot.", error=str(error))
            await asyncio.sleep(PAUSE)
            return False
        if not waits:
            await asyncio.sleep(AGAIN)
            return False
        # Counted from the answer on: a slot is never used before it is free.
        answered = asyncio.get_running_loop().time()
        self._in_hand = [answered + wait / 1000 for wait in waits for _ in range(self._each)]
        return True
