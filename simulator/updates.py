"""What waits for the bot: the queue of updates, read by `getUpdates` or emptied by the webhook."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from simulator.errors import ApiError, conflict
from simulator.messages import Json

# https://core.telegram.org/bots/api#getupdates: these are only sent to a bot that asks for them.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KEPT_SECONDS = 24 * 3600
LONGEST_POLL = 50
WEBHOOK_IS_SET = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(frozen=True)
class Update:
    body: Json
    kind: str
    lane: int
    at: float

    @property
    def id(self) -> int:
        return int(self.body["update_id"])


def first_number() -> int:
    """Where to begin counting, so that a bot which remembers an earlier simulator never sees a number again."""
    return int((time.time() - 1_735_689_600) * 16) % 2_000_000_000


class Updates:
    """The updates that the bot has not confirmed, in order."""

    def __init__(self, clock: Callable[[], float], changed: Callable[[], None]) -> None:
        self.pending: deque[Update] = deque()
        self.confirmed: deque[Update] = deque(maxlen=100)
        self.again: list[Update] = []
        self.allowed: frozenset[str] | None = None
        self.webhook_is_set = False
        self._clock = clock
        self.changed = changed
        self._next_id = first_number()
        self._poll: asyncio.Future[None] | None = None
        self.arrived: Callable[[], None] = self._wake

    def push(self, kind: str, body: Json, lane: int) -> None:
        """Add an update, unless the bot did not ask for its kind; `lane` is the chat it belongs to."""
        if not self._wanted(kind):
            return
        self.pending.append(Update({"update_id": self._next_id, kind: body}, kind, lane, self._clock()))
        self._next_id += 1
        self.arrived()

    def _wanted(self, kind: str) -> bool:
        return kind not in ON_REQUEST if not self.allowed else kind in self.allowed

    def redeliver(self, count: int) -> int:
        """Send the last confirmed updates once more, with the same ids, as Telegram does after an outage."""
        self.again = list(self.confirmed)[-count:] if count > 0 else []
        self.arrived()
        return len(self.again)

    async def get(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Answer `getUpdates`: confirm what is before `offset`, then wait up to `seconds` for the first update.

        Raises:
            ApiError: 409, when a webhook is set, or when another poll starts while this one waits.
        """
        if self.webhook_is_set:
            raise conflict(WEBHOOK_IS_SET)
        self.interrupt(conflict(OTHER_POLLER))
        self._confirm(offset)
        if not self.pending and not self.again and seconds > 0:
            await self._wait(min(seconds, LONGEST_POLL))
        again, self.again = self.again, []
        return [update.body for update in again + list(self.pending)[:limit]]

    async def _wait(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poll
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None

    def interrupt(self, error: ApiError | None = None) -> None:
        """End the waiting poll: with an error, or with what there is."""
        if self._poll is not None and not self._poll.done():
            if error is None:
                self._poll.set_result(None)
            else:
                self._poll.set_exception(error)

    def _wake(self) -> None:
        self.interrupt()

    def _confirm(self, offset: int) -> None:
        oldest = self._clock() - KEPT_SECONDS
        while self.pending and self.pending[0].at < oldest:
            self.pending.popleft()
        if offset < 0:
            offset = self.pending[offset].id if len(self.pending) >= -offset else 0
        while self.pending and self.pending[0].id < offset:
            self.done(self.pending[0])

    def done(self, update: Update) -> None:
        """The bot has this update: it is not sent again."""
        self.pending.remove(update)
        self.confirmed.append(update)
        self.changed()

    def drop(self) -> None:
        self.pending.clear()
        self.changed()
