"""How fast we may send: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this."""

import asyncio
import heapq
from collections import deque
from collections.abc import Callable

from storage.outbox import Priority

FREE_PER_SECOND = 30
PAID_PER_SECOND = 1000
WINDOW = 1.018  # a little more than a second, for clocks and wires are not exact
PAID_WINDOW = 1.035  # more so where thirty messages go out in as many milliseconds
CHAT_INTERVAL = 1.0
CHAT_BURST = 4
CATCH_UP = 0.05  # seconds by which bulk may be late and still make up for it
SHORTEST = 0.002  # a timer for less costs more than it gains
CHATS = 5_000  # remembered before those are looked for that can be forgotten
GROUP_FACTOR = 3
"""A group takes twenty messages a minute; its id is negative."""


class Pace:
    """In one chat one message a second, with a small burst for the two or three that belong together."""

    def __init__(self, now: Callable[[], float], interval: float) -> None:
        self._now = now
        self._interval = interval
        self._chats: dict[int, float] = {}
        self._most_chats = CHATS

    async def wait_for(self, chat_id: int) -> None:
        """Return when the next message may go to this chat."""
        if len(self._chats) > self._most_chats:
            self.forget_quiet_chats()
            self._most_chats = CHATS + 2 * len(self._chats)
        now = self._now()
        interval = self._interval * (GROUP_FACTOR if chat_id < 0 else 1)
        used_up = max(self._chats.get(chat_id, 0.0), now)
        self._chats[chat_id] = used_up + interval
        if (wait := used_up - now - (CHAT_BURST - 1) * interval) > 0:
            await asyncio.sleep(wait)

    def forget_quiet_chats(self) -> None:
        """Drop the memory of chats that have not been written to lately."""
        now = self._now()
        self._chats = {chat: used_up for chat, used_up in self._chats.items() if used_up > now}


class Budget:
    """Slots for sending, given in the order of urgency: replies never wait behind a broadcast.

    Over all chats at most `per_second` slots in any second; in one chat one a second, in a group one in three, with a
    small burst for the two or three messages that belong together. Bulk is spread over the second: sent in a burst, it
    would leave a reply that comes right after it waiting for the rest of the second.
    """

    def __init__(
        self,
        per_second: int,
        now: Callable[[], float],
        chat_interval: float = CHAT_INTERVAL,
        window: float | None = None,
    ) -> None:
        self._now = now
        self.pace = Pace(now, chat_interval)
        self._window = WINDOW if window is None else window
        self._between = self._window / per_second
        self._next_bulk = 0.0
        self._given: deque[float] = deque(maxlen=per_second)
        self._waiting: list[tuple[int, int, asyncio.Future[bool]]] = []
        self._asked = 0
        self._closed = False
        self._timer: asyncio.TimerHandle | None = None

    async def slot(self, chat_id: int, priority: int) -> bool:
        """Return when a message may go to `chat_id`; false: it has to stay, for the budget was closed meanwhile."""
        await self.pace.wait_for(chat_id)
        if not self._waiting and self._is_free(priority):
            self._take()
            return True
        if self._closed:
            return False
        ticket: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._asked += 1
        heapq.heappush(self._waiting, (priority, self._asked, ticket))
        self._give()
        return await ticket

    def close(self) -> None:
        """Let nobody wait any more: who has no slot yet gets none."""
        self._closed = True
        for _, _, ticket in self._waiting:
            if not ticket.done():
                ticket.set_result(False)
        self._waiting.clear()

    async def prepare(self) -> None:
        """Before the first slot."""

    async def pause(self, seconds: float) -> None:
        """Telegram asks everybody for patience; delivery itself hands back what is on its way."""

    def forget_quiet_chats(self) -> None:
        """Drop the memory of chats that have not been written to lately."""
        self.pace.forget_quiet_chats()

    def _give(self) -> None:
        while self._waiting and self._is_free(self._waiting[0][0]):
            _, _, ticket = heapq.heappop(self._waiting)
            if not ticket.done():
                self._take()
                ticket.set_result(True)
        if self._waiting and self._timer is None:
            delay = max(SHORTEST, self._free_at(self._waiting[0][0]) - self._now())
            self._timer = asyncio.get_running_loop().call_later(delay, self._again)

    def _take(self) -> None:
        """Take a slot. A reply takes it from bulk, which waits as much longer: otherwise gaps would follow."""
        now = self._now()
        self._given.append(now)
        self._next_bulk = max(self._next_bulk, now - CATCH_UP) + self._between

    def _is_free(self, priority: int) -> bool:
        return self._free_at(priority) <= self._now()

    def _free_at(self, priority: int) -> float:
        free_at = self._given[0] + self._window if len(self._given) == self._given.maxlen else 0.0
        return max(free_at, self._next_bulk) if priority >= Priority.BULK else free_at

    def _again(self) -> None:
        self._timer = None
        self._give()
