"""Lanes: the updates of one chat one by one, in order; different chats side by side; one transaction an update."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

import structlog

from bot.clock import Clock, milliseconds
from bot.metrics import HANDLED, HANDLING
from storage.drafts import Draft, Drafts
from storage.inbox import Inbox, Waiting
from storage.people import People, Person
from storage.unit import Database, Unavailable, Unit

log = structlog.get_logger(__name__)

MOST_ATTEMPTS = 3
LONGEST_HANDLING = 10.0  # seconds; a handler that hangs would keep the database from everybody else
BACKOFF = 1.0  # seconds before the second attempt, then four times as long
LONGEST_PAUSE = BACKOFF * 4 ** (MOST_ATTEMPTS - 2)


@dataclass(frozen=True, slots=True)
class Work:
    """An update to handle, with what nearly every handler needs, read in the same round trip."""

    lane: int
    waiting: Waiting
    person: Person | None
    drafts: list[Draft]


Handle = Callable[[Unit, Work], Awaitable[None]]
Apologise = Callable[[Unit, Work], Awaitable[None]]


class Lanes:
    """Runs `handle` for every stored update. Its effects and the mark «done» are one transaction.

    `apologise` is called in place of `handle` when an update failed for good, and `committed` after every commit.
    """

    def __init__(
        self, database: Database, clock: Clock, handle: Handle, apologise: Apologise, committed: Callable[[], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._handle = handle
        self._apologise = apologise
        self._committed = committed
        self._running: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()
        self._open = False

    async def start(self) -> None:
        """Take up what was stored and not handled before the program stopped."""
        self._open = True
        async with self._database.unit() as unit:
            lanes = await Inbox(unit).waiting_lanes()
        self.wake(lanes)

    def wake(self, lanes: Iterable[int]) -> None:
        """There is something new in these lanes; before `start` it only waits."""
        for lane in lanes:
            if lane in self._running:
                self._again.add(lane)
            elif self._open:
                task = asyncio.create_task(self._run(lane), name=f"lane {lane}")
                self._running[lane] = task

    async def stop(self) -> None:
        """Finish the updates under way; what is not begun stays stored for the next start."""
        self._open = False
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _run(self, lane: int) -> None:
        try:
            while self._open and await self._step(lane):
                pass
        except Exception:
            # The database itself failed; nothing is lost, and the lane is tried again in a moment.
            log.exception("A lane could not go on.", lane=lane)
            asyncio.get_running_loop().call_later(BACKOFF, self.wake, [lane])
        finally:
            del self._running[lane]
            if lane in self._again:
                self._again.discard(lane)
                self.wake([lane])

    async def _step(self, lane: int) -> bool:
        """Handle the first waiting update; return whether to look again at once.

        What arrives meanwhile wakes the lane, so nobody looks again just to find nothing.
        """
        work: Work | None = None
        try:
            async with self._database.unit() as unit:
                work = await self._read(unit, lane)
                if work is None or self._too_early(work):
                    return False
                with HANDLING.time():
                    async with asyncio.timeout(LONGEST_HANDLING):
                        await self._handle(unit, work)
                Inbox(unit).done(work.waiting.update_id)
        except Unavailable:
            raise  # no fault of the update, which is tried again without being counted
        except Exception as error:
            if work is None:
                raise
            await self._failed(work, error)
            self._committed()
            return True
        HANDLED.labels("done").inc()
        self._committed()
        return work.waiting.more

    @staticmethod
    async def _read(unit: Unit, lane: int) -> Work | None:
        head, person, drafts = await unit.fetch(Inbox.head_of(lane), People.who_is(lane), Drafts.of(lane))
        waiting = Inbox.read_head(head)
        if waiting is None:
            return None
        return Work(lane, waiting, People.read(person), Drafts.read(drafts))

    def _too_early(self, work: Work) -> bool:
        wait = (work.waiting.not_before - milliseconds(self._clock.now())) / 1000
        if not 0 < wait <= LONGEST_PAUSE:
            return False  # longer than any pause we give: the clock was set back
        asyncio.get_running_loop().call_later(wait, self.wake, [work.lane])
        return True

    async def _failed(self, work: Work, error: Exception) -> None:
        waiting, reason = work.waiting, type(error).__name__  # its words may repeat the person's
        last = waiting.attempts + 1 >= MOST_ATTEMPTS
        log.error("An update failed.", update_id=waiting.update_id, lane=work.lane, last=last, exc_info=error)
        HANDLED.labels("aside" if last else "retry").inc()
        if last:
            await self._set_aside(work, reason)
            return
        not_before = milliseconds(self._clock.now()) + int(BACKOFF * 4**waiting.attempts * 1000)
        async with self._database.unit() as unit:
            Inbox(unit).retry(waiting.update_id, not_before, reason)

    async def _set_aside(self, work: Work, reason: str) -> None:
        try:
            async with self._database.unit() as unit:
                Inbox(unit).set_aside(work.waiting.update_id, reason)
                await self._apologise(unit, work)
        except Unavailable:
            raise
        except Exception:
            # Whatever is wrong with this person's rows, her lane goes on.
            log.exception("An apology failed.", lane=work.lane)
            async with self._database.unit() as unit:
                Inbox(unit).set_aside(work.waiting.update_id, reason)
