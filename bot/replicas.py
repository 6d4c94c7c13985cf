"""Several replicas on one database: they show each other that they live, share the chats, and take over from the dead.

Nothing here decides who handles an update: that is the lock on the chat's row (storage/replicas.py). What is said
between replicas only wakes; whatever is not heard is found at the next look, a second later.
"""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress

import structlog

from bot.clock import Clock, milliseconds
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.replicas import POLLING, Replicas
from storage.unit import Database, Unavailable

log = structlog.get_logger(__name__)

BEAT = 1.0  # seconds between two signs of life
DEAD_AFTER = 6
"""Looks, `BEAT` apart, at which another's number of beats stood still.

Counted are looks and not seconds: while whoever looks is held up, so may the others be, by the same machine or server.
"""
LEFT_AFTER = 1500  # milliseconds; what waits longer may have been forgotten by whoever took it in
ANYBODYS_AFTER = 2500  # milliseconds; by then its replica is dead or drowning, and a chat with nothing unsaid is free
MOST_TOLD = 300  # chats in one notice, which may hold 8,000 characters
LEAVE_SECONDS = 1.0  # who cannot say that it leaves is taken for dead a little later
OUTBOX, LANES = "outbox", "lanes"

Wake = Callable[[Iterable[int]], None]


class Fellows:
    """This replica among the others. `wake_lanes` and `wake_delivery` are called when there may be something to do."""

    def __init__(
        self, database: Database, replicas: Replicas, clock: Clock, wake_lanes: Wake, wake_delivery: Callable[[], None]
    ) -> None:
        self._database = database
        self._replicas = replicas
        self._clock = clock
        self._wake_lanes = wake_lanes
        self._wake_delivery = wake_delivery
        self._seen: dict[int, tuple[int, int]] = {}  # the beat of each, and at how many looks it stood there already
        self._living: list[int] = [replicas.id]
        self._to_tell: dict[int, set[int]] = defaultdict(set)
        self._queued = False
        self._telling: asyncio.Task[None] | None = None
        self._looked = asyncio.Event()

    async def join(self) -> None:
        """Be one of them from now on, and find out who the others are."""
        await self._replicas.join()
        await self._replicas.listen(self._hear)
        await self._look()

    async def live(self) -> None:
        """Show every second that this one lives, and take over from those that do not.

        Raises:
            TakenForDead: the others have taken over from this one; nothing is sent any more.
        """
        # Each by itself: a look at what is left waits for the transaction of a handler that thinks, a beat may not.
        tasks = [asyncio.create_task(work) for work in (self._beat(), self._catch_up())]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def leave(self) -> None:
        """Let the others go on at once."""
        with suppress(Unavailable, TimeoutError):
            async with asyncio.timeout(LEAVE_SECONDS):
                if self._telling is not None:
                    await asyncio.gather(self._telling, return_exceptions=True)
                await self._replicas.leave()

    async def turn_to_poll(self) -> None:
        """Return when it is this one that fetches the updates from Telegram."""
        while not await self._holds_polling():  # noqa: ASYNC110 -- only the database can tell
            await asyncio.sleep(BEAT)

    def spread(self, lanes: Iterable[int]) -> None:
        """There is something new in these lanes: each replica is told of those that are its own."""
        for lane in lanes:
            home = self.home(lane)
            if home == self._replicas.id:
                self._wake_lanes([lane])
            else:
                self._to_tell[home].add(lane)
        self._tell_soon()

    def queued_elsewhere(self) -> None:
        """Something was queued for a chat in which perhaps another replica speaks."""
        self._queued = True
        self._tell_soon()

    def home(self, lane: int) -> int:
        """The replica that handles a chat as long as all live: so its updates meet in one memory, in order.

        By the highest of hashes: when a replica comes or goes, only its own chats move.
        """
        if len(self._living) == 1 or not self._replicas.hears:
            return self._replicas.id
        return max(self._living, key=lambda replica: hashlib.blake2b(b"%d:%d" % (replica, lane)).digest())

    def _hear(self, words: str) -> None:
        subject, _, rest = words.partition(" ")
        replica, _, lanes = rest.partition(" ")
        if subject == LANES and int(replica) == self._replicas.id:
            self._wake_lanes([int(lane) for lane in lanes.split(",")])
        elif subject != LANES:
            self._wake_delivery()

    def _tell_soon(self) -> None:
        if (self._to_tell or self._queued) and (self._telling is None or self._telling.done()):
            self._telling = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        # What cannot be told is found by the others at their next look.
        with suppress(Unavailable):
            while self._to_tell or self._queued:
                if self._queued:
                    self._queued = False
                    await self._replicas.tell(OUTBOX)
                for replica in list(self._to_tell):
                    lanes = sorted(self._to_tell.pop(replica))
                    for first in range(0, len(lanes), MOST_TOLD):
                        some = ",".join(map(str, lanes[first : first + MOST_TOLD]))
                        await self._replicas.tell(f"{LANES} {replica} {some}")

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._look()
            except Unavailable as error:
                # Who could not be seen is not dead for that.
                self._seen.clear()
                log.warning("The other replicas cannot be seen.", error=str(error))

    async def _look(self) -> None:
        beats = await self._replicas.beat()
        self._seen = {replica: self._seen_at(replica, beat) for replica, beat in beats.items()}
        dead = [replica for replica, (_, looks) in self._seen.items() if looks >= DEAD_AFTER]
        self._living = [replica for replica in beats if replica not in dead]
        for replica in dead:
            await self._take_over(replica, beats[replica])
        self._looked.set()

    def _seen_at(self, replica: int, beat: int) -> tuple[int, int]:
        before, looks = self._seen.get(replica, (beat, -1))
        return beat, looks + 1 if before == beat else 0

    async def _take_over(self, replica: int, beat: int) -> None:
        if await self._replicas.bury(replica, beat):
            log.warning("Another replica is dead; the others go on with its work.", replica=replica)
        self._wake_delivery()

    async def _catch_up(self) -> None:
        while True:
            await self._looked.wait()
            self._looked.clear()
            try:
                await self._look_for_what_is_left()
            except Unavailable as error:
                log.warning("What others have left cannot be seen.", error=str(error))

    async def _look_for_what_is_left(self) -> None:
        now = milliseconds(self._clock.now())
        async with self._database.unit() as unit:
            # Once more: the last transaction of the dead may have been committed after they were buried.
            Outbox(unit).lost_in_flight(now)
            left = await Inbox(unit).left_waiting(now - LEFT_AFTER)
        mine = self._replicas.id
        self._wake_lanes(
            lane for lane, since in left.items() if since < now - ANYBODYS_AFTER or self.home(lane) == mine
        )

    async def _holds_polling(self) -> bool:
        try:
            return await self._replicas.hold(POLLING)
        except Unavailable as error:
            log.warning("Nobody knows who fetches the updates.", error=str(error))
            return False
