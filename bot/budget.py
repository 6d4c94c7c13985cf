"""How fast we may send: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this."""

import asyncio
import heapq
from collections import deque
from collections.abc import Callable

FREE_PER_SECOND = 30
PAID_PER_SECOND = 1000
WINDOW = 1.02  # a little more than a second, for clocks and wires are not exact
CHAT_INTERVAL = 1.0
CHAT_BURST = 4
GROUP_FACTOR = 3
"""A group takes twenty messages a minute; its id is negative."""


class Budget:
    """Slots for sending, given in the order of urgency: replies never wait behind a broadcast.

    Over all chats at most `per_second` slots in any second; in one chat one a second, in a group one in three, with
    a small burst for the two or three messages that belong together.
    """

    def __init__(self, per_second: int, now: Callable[[], float], chat_interval: float = CHAT_INTERVAL) -> None:
        self._now = now
        self._interval = chat_interval
        self._given: deque[float] = deque(maxlen=per_second)
        self._chats: dict[int, float] = {}
        self._waiting: list[tuple[int, int, asyncio.Future[bool]]] = []
        self._asked = 0
        self._closed = False
        self._timer: asyncio.TimerHandle | None = None

    async def slot(self, chat_id: int, priority: int) -> bool:
        """Return when a message may go to `chat_id`; false: it has to stay, for the budget was closed meanwhile."""
        await self._pace_chat(chat_id)
        if not self._waiting and self._is_free():
            self._given.append(self._now())
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

    async def _pace_chat(self, chat_id: int) -> None:
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

    def _give(self) -> None:
        while self._waiting and self._is_free():
            _, _, ticket = heapq.heappop(self._waiting)
            if not ticket.done():
                self._given.append(self._now())
                ticket.set_result(True)
        if self._waiting and self._timer is None:
            delay = max(0.0, self._given[0] + WINDOW - self._now())
            self._timer = asyncio.get_running_loop().call_later(delay, self._again)

    def _is_free(self) -> bool:
        return len(self._given) != self._given.maxlen or self._given[0] + WINDOW <= self._now()

    def _again(self) -> None:
        self._timer = None
        self._give()
