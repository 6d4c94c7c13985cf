"""Lanes: the updates of one chat one by one, in order; those of different chats together, in one transaction.

A transaction costs more than an update: a wait for the disk, and two visits to the database's thread. What waits at
the same moment in several chats therefore shares one. Each update is still a piece of its own: when one fails, its
writes are dropped and the others go on.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from itertools import islice
from time import perf_counter

import structlog
from msgspec import Struct

from bot.clock import Clock, milliseconds
from bot.metrics import HANDLED, HANDLING
from storage.drafts import Draft, Drafts
from storage.inbox import Inbox, Waiting
from storage.people import People, Person
from storage.unit import Call, Database, Part, Row, Unavailable, Unit

log = structlog.get_logger(__name__)

MOST_TOGETHER = 16
"""Updates in one transaction: enough to share its cost, few enough that sending does not wait for long."""
MOST_ATTEMPTS = 3
LONGEST_HANDLING = 10.0  # seconds; a handler that hangs would keep the database from everybody else
CLAIM_AGAIN = 0.2  # seconds until a chat is tried again in which another replica works or speaks
BACKOFF = 1.0  # seconds before the second attempt, then four times as long
LONGEST_PAUSE = BACKOFF * 4 ** (MOST_ATTEMPTS - 2)
HANDLED_WELL = HANDLED.labels("done")


class Work(Struct, frozen=True):
    """An update to handle, with what nearly every handler needs, read in the same round trip."""

    lane: int
    waiting: Waiting
    person: Person | None
    drafts: list[Draft]


Failure = tuple[Work, Exception]
Handle = Callable[[Unit, Work], Awaitable[None]]
Apologise = Callable[[Unit, Work], Awaitable[None]]
Committed = Callable[[Sequence[Call]], None]
Doubted = Callable[[], None]


class Lanes:
    """Runs `handle` for every stored update. Its effects and the mark «done» are one transaction.

    `apologise` is called in place of `handle` when an update failed for good; `committed` is told, after every
    commit, what the handlers wrote; `doubted`, that perhaps something was committed of which it was not told.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        handle: Handle,
        apologise: Apologise,
        committed: Committed,
        *,
        doubted: Doubted,
    ) -> None:
        self._database = database
        self._clock = clock
        self._handle = handle
        self._apologise = apologise
        self._committed = committed
        self._doubted = doubted
        self._awake: dict[int, None] = {}  # a set that keeps the order
        self._signal = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._open = False

    async def start(self) -> None:
        """Take up what was stored and not handled before the program stopped."""
        self._open = True
        async with self._database.unit() as unit:
            lanes = await Inbox(unit).waiting_lanes()
        self._running = asyncio.create_task(self._run())
        self.wake(lanes)

    def wake(self, lanes: Iterable[int]) -> None:
        """There may be something new in these lanes; before `start` it only waits."""
        self._awake.update(dict.fromkeys(lanes))
        self._signal.set()

    async def stop(self) -> None:
        """Finish the updates under way; what is not begun stays stored for the next start."""
        self._open = False
        self._signal.set()
        if self._running is not None:
            await self._running

    async def _run(self) -> None:
        while self._open:
            await self._signal.wait()
            self._signal.clear()
            while self._awake and self._open:
                lanes = list(islice(self._awake, MOST_TOGETHER))
                for lane in lanes:
                    del self._awake[lane]
                await self._take(lanes)

    async def _take(self, lanes: list[int]) -> None:
        """Handle the first waiting update of each of these lanes."""
        works: list[Work] = []
        try:
            written, failures = await self._together(lanes, works)
        except Exception as error:  # noqa: BLE001 -- a handler may raise anything, and so may a database
            await self._undone(lanes, works, error)
            return
        HANDLED_WELL.inc(len(works) - len(failures))
        self.wake(work.lane for work in works if work.waiting.more)
        self._committed(written)
        for work, failure in failures:
            await self._fail(work, failure)

    async def _together(self, lanes: list[int], works: list[Work]) -> tuple[list[Call], list[Failure]]:
        """One transaction; `works` becomes what is handled in it. Raises what makes all of it void."""
        failures: list[Failure] = []
        written: list[Call] = []
        async with self._database.unit() as unit:
            mine = await unit.claim(lanes)
            self._again([lane for lane in lanes if lane not in mine], CLAIM_AGAIN)
            works += [work for work in await self._read(unit, mine) if not self._too_early(work)]
            for work in works:
                part = Part(unit)
                try:
                    await self._handle_one(part, work)
                except Exception as error:
                    if part.entangled or isinstance(error, Unavailable):
                        raise
                    failures.append((work, error))
                else:
                    part.join()
                    written += part.written
        return written, failures

    async def _undone(self, lanes: list[int], works: list[Work], error: Exception) -> None:
        if isinstance(error, Unavailable) or not works:
            # The database itself failed; nothing is lost, and the lanes are tried again in a moment. Where it failed
            # to answer, something may be committed all the same, which must not be overtaken.
            log.error("A lane could not go on.", lanes=lanes, exc_info=error)
            self._doubted()
            asyncio.get_running_loop().call_later(BACKOFF, self.wake, lanes)
        elif len(works) == 1:
            await self._fail(works[0], error)
        else:
            # Nobody knows whose fault it was, so each is tried by itself.
            for work in works:
                await self._take([work.lane])

    async def _still_waits(self, unit: Unit, work: Work) -> bool:
        """Whether no other replica has handled it since it failed here."""
        now = await self._read(unit, await unit.claim([work.lane]))
        return any(each.waiting.update_id == work.waiting.update_id for each in now)

    async def _handle_one(self, part: Part, work: Work) -> None:
        began = perf_counter()
        async with asyncio.timeout(LONGEST_HANDLING):
            await self._handle(part, work)
        HANDLING.observe(perf_counter() - began)
        Inbox(part).done(work.waiting.update_id)

    @staticmethod
    async def _read(unit: Unit, lanes: Collection[int]) -> list[Work]:
        calls = [call for lane in lanes for call in (Inbox.head_of(lane), People.who_is(lane), Drafts.of(lane))]
        rows = await unit.fetch(*calls)
        works = (_work(lane, *rows[3 * index : 3 * index + 3]) for index, lane in enumerate(lanes))
        return [work for work in works if work is not None]

    def _again(self, lanes: list[int], seconds: float) -> None:
        if lanes:
            asyncio.get_running_loop().call_later(seconds, self.wake, lanes)

    def _too_early(self, work: Work) -> bool:
        wait = (work.waiting.not_before - milliseconds(self._clock.now())) / 1000
        if not 0 < wait <= LONGEST_PAUSE:
            return False  # longer than any pause we give: the clock was set back
        asyncio.get_running_loop().call_later(wait, self.wake, [work.lane])
        return True

    async def _fail(self, work: Work, error: Exception) -> None:
        """Write down that an update failed, and go on with its lane; when not even that can be written, later."""
        try:
            await self._failed(work, error)
        except Exception:
            log.exception("A lane could not go on.", lanes=[work.lane])
            self._doubted()
            asyncio.get_running_loop().call_later(BACKOFF, self.wake, [work.lane])
        else:
            self.wake([work.lane])

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
                if not await self._still_waits(unit, work):
                    return
                part = Part(unit)
                Inbox(part).set_aside(work.waiting.update_id, reason)
                await self._apologise(part, work)
                part.join()
            self._committed(part.written)
        except Unavailable:
            raise
        except Exception:
            # Whatever is wrong with this person's rows, her lane goes on.
            log.exception("An apology failed.", lane=work.lane)
            async with self._database.unit() as unit:
                Inbox(unit).set_aside(work.waiting.update_id, reason)


def _work(lane: int, head: Sequence[Row], person: Sequence[Row], drafts: Sequence[Row]) -> Work | None:
    waiting = Inbox.read_head(head)
    return None if waiting is None else Work(lane, waiting, People.read(person), Drafts.read(drafts))
