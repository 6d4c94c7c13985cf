"""How fast a bot may send: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from simulator.errors import too_many


@dataclass(frozen=True)
class Rate:
    """So many in so many seconds, evenly; `burst` of them may come at once after a silence."""

    per_second: float
    burst: int

    def wait(self, promised: float, now: float) -> float:
        """The seconds until one more is allowed. `promised` is the time up to which the rate is used up."""
        ahead = max(promised, now) - now
        return ahead - (self.burst - 1) / self.per_second

    def use(self, promised: float, now: float) -> float:
        return max(promised, now) + 1 / self.per_second


OVERALL = Rate(30, burst=30)
PAID = Rate(1000, burst=1000)
PER_CHAT = Rate(1, burst=5)
PER_GROUP = 20
GROUP_SECONDS = 60.0


@dataclass
class Limits:
    """Counts what the bot sends, and refuses with 429 what is too much. `Limits.none()` never refuses."""

    now: Callable[[], float] = time.monotonic
    overall: Rate | None = OVERALL
    paid: Rate | None = PAID
    per_chat: Rate | None = PER_CHAT
    per_group: int | None = PER_GROUP
    _bot: float = 0.0
    _bot_paid: float = 0.0
    _chats: dict[int, float] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    @classmethod
    def none(cls) -> "Limits":
        return cls(overall=None, paid=None, per_chat=None, per_group=None)

    def take(self, chat_id: int, *, group: bool, paid: bool = False, count: int = 1) -> None:
        """Count `count` messages to a chat.

        Raises:
            ApiError: 429 with `retry_after`; nothing is counted then.
        """
        now, wait = self.now(), 0.0
        rate, used = (self.paid, self._bot_paid) if paid else (self.overall, self._bot)
        if rate:
            wait = rate.wait(used, now)
        if self.per_chat:
            wait = max(wait, self.per_chat.wait(self._chats.get(chat_id, 0.0), now))
        if group:
            wait = max(wait, self._group_wait(chat_id, now))
        if wait > 0:
            raise too_many(math.ceil(wait))
        for _ in range(count):
            self._count(chat_id, now, group=group, paid=paid)

    def _group_wait(self, chat_id: int, now: float) -> float:
        sent = self._groups.get(chat_id)
        if self.per_group is None or not sent or len(sent) < self.per_group:
            return 0.0
        return sent[-self.per_group] + GROUP_SECONDS - now

    def _count(self, chat_id: int, now: float, *, group: bool, paid: bool) -> None:
        if paid and self.paid:
            self._bot_paid = self.paid.use(self._bot_paid, now)
        elif self.overall:
            self._bot = self.overall.use(self._bot, now)
        if self.per_chat:
            self._chats[chat_id] = self.per_chat.use(self._chats.get(chat_id, 0.0), now)
        if group and self.per_group:
            self._groups.setdefault(chat_id, deque(maxlen=self.per_group)).append(now)
