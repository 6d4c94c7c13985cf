"""The one door out: what handlers and ticks wrote to the outbox goes to Telegram, after the commit.

A reply is sent at least once: until its mark is written it stays queued, and a crash in between repeats it. A bulk
message is sent at most once: it is marked before it leaves, and what was in flight at a crash is *unknown*, never
repeated. One chat's messages go in order; chats do not wait for each other.

What a handler just queued is usually taken from memory, right after the commit: the database is read for what nobody
in this program has seen, for what had no room, and for what had to wait.
"""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from itertools import takewhile

import structlog
from telegram.error import TelegramError

from bot.api import Api
from bot.budget import FREE_PER_SECOND, PAID_PER_SECOND, PAID_WINDOW, WINDOW, Budget
from bot.clock import Clock, milliseconds
from bot.jobs import do
from bot.making import make
from bot.metrics import SENT
from bot.outcome import (
    BLOCKED,
    Delivered,
    FileGone,
    HandedBack,
    Moved,
    Outcome,
    PauseAll,
    PauseChat,
    Refused,
    Retry,
    Rewritten,
    judge,
)
from bot.shared_budget import SharedBudget
from handlers.after import AFTER
from handlers.making import MAKE
from storage.desk_groups import DeskGroups
from storage.keys import is_storable
from storage.outbox import Outbox, Outgoing, Priority
from storage.people import People
from storage.unit import Call, Database, Unavailable, Unit

log = structlog.get_logger(__name__)

MOST_LANES = 256  # may be on their way at once
PAGE = 64  # messages read at once: while a broadcast waits, most of them are left for later
MOST_IN_A_ROW = 8  # of one chat, before others have their turn
BULK_AHEAD = 0.5  # seconds of bulk messages that are taken out of the queue: after a crash they are unknown
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
MANY_REFUSED = 2  # so many chats told to wait within the same pause: the whole bot is meant

Note = tuple[Outgoing, Outcome]
Told = Callable[[Unit, Outgoing], Awaitable[None]]
Lanes = dict[int, "deque[Outgoing]"]


class Delivery:
    """Sends what is due, and marks what became of it."""

    def __init__(
        self, database: Database, api: Api, clock: Clock, *, paid: bool = False, file_gone: Told | None = None
    ) -> None:
        per_second = PAID_PER_SECOND if paid else FREE_PER_SECOND
        self._database = database
        self._api = api
        self._clock = clock
        self._paid = paid
        self._file_gone = file_gone or _nobody_asks
        self.budget = _budget(database, per_second, PAID_WINDOW if paid else WINDOW)
        self._most_bulk = min(int(per_second * BULK_AHEAD), MOST_LANES * 3 // 4)
        self._wake = asyncio.Event()
        self._tasks = asyncio.TaskGroup()
        self._lanes: Lanes = {}  # what is still to be sent in each lane under way, see `_lane`
        self._bulk = 0  # lanes under way with a bulk message
        self._held: set[int] = set()  # messages in memory: to be sent, in flight, or sent and not yet marked
        self._behind: set[int] | None = None  # chats with messages that only the database has; None: nobody knows
        self._more = True  # the last reading left something behind
        self._departing: set[int] = set()  # bulk messages of a transaction that was perhaps not committed
        self._resume_at = 0.0  # Telegram asked everybody for patience until then, by the clock of the loop
        self._latest = 0  # the time when the database was last read: an earlier one means that the clock was set back
        self._notes: list[Note] = []
        self._written = asyncio.Event()  # of the notes that are being collected
        self._marking = False
        self._stopping = False

    def hand_over(self, calls: Iterable[Call]) -> None:
        """Take what was just queued by these calls, in a transaction that is committed."""
        for message in Outbox.queued_in(calls):
            if message is None or not self._take(message):
                self.wake()

    def wake(self) -> None:
        """There may be something to send in the database; till it is read, nothing is taken past it."""
        self._behind = None
        self._wake.set()

    async def recover(self) -> None:
        """Before `run`: nobody knows whether the bulk messages in flight at a crash arrived; they end as unknown."""
        async with self._database.unit() as unit:
            Outbox(unit).lost_in_flight(self._now())
        await self.budget.prepare()

    async def run(self) -> None:
        """Send until `stop`; then the calls under way end and are marked, and the rest stays queued."""
        self.wake()
        async with self._tasks:
            while not self._stopping:
                await self._wake.wait()
                self._wake.clear()
                if self._stopping:
                    break
                try:
                    await self._send_due()
                except Exception:
                    # The database failed; what is queued is still queued.
                    log.exception("The outbox could not be read.")
                    asyncio.get_running_loop().call_later(FIRST_PAUSE, self.wake)

    def stop(self) -> None:
        """Begin nothing more, so that `run` ends; what waits for its slot goes back to the queue."""
        self._stopping = True
        self.budget.close()
        self.wake()

    def _take(self, message: Outgoing) -> bool:
        """Send a message without reading it again, unless something of its chat may be in the database before it."""
        if message.priority is Priority.BULK or self._stopping or not self._may_follow(message.chat_id):
            return False
        lane = _lane(message)
        if lane not in self._lanes:
            if not self._has_room({}):
                return False
            self._begin(lane, deque([message]))
        elif len(self._lanes[lane]) < MOST_IN_A_ROW:
            self._lanes[lane].append(message)
            self._held.add(message.id)
        else:
            return False
        return True

    def _may_follow(self, chat_id: int) -> bool:
        return self._behind is not None and chat_id not in self._behind and self._database.speaks_to(chat_id)

    def _begin(self, lane: int, messages: "deque[Outgoing]") -> None:
        self._lanes[lane] = messages
        self._held.update(message.id for message in messages)
        self._bulk += messages[0].priority is Priority.BULK
        self._tasks.create_task(self._send_lane(lane, messages))

    async def _send_due(self) -> None:
        self._behind = None  # also if reading fails
        async with self._database.unit() as unit:
            self._wake.clear()  # whatever was queued while we waited for the database is read now
            outbox, now = Outbox(unit), self._now()
            if now < self._latest:
                outbox.bring_forward(self._latest - now)
            for key in self._departing:
                outbox.hand_back(key)  # it never left
            chosen, behind = await self._choose(unit, outbox, now)
            chosen = await self._hold(outbox, chosen, behind)
            for first, *_ in chosen.values():
                if first.priority is Priority.BULK:
                    outbox.depart(first.id)
                    self._departing.add(first.id)
        # Nothing was handed over meanwhile: no other transaction of this program was open since it was read.
        self._departing.clear()
        self._latest = now
        self._behind = behind
        for lane, messages in chosen.items():
            self._begin(lane, messages)

    async def _choose(self, unit: Unit, outbox: Outbox, now: int) -> tuple[Lanes, set[int] | None]:
        """The first messages of the lanes that are free, as many as there is room for; and who has more."""
        chosen: Lanes = {}
        behind: set[int] = set()
        if self._is_paused():
            return chosen, None  # a timer wakes us then
        waiting = await outbox.waiting_chats(now, MOST_LANES)
        bulk = self._most_bulk - self._bulk
        last: Outgoing | None = None
        complete = False
        # From here on `_more` is true as soon as something is left: a lane that ends while we read must wake us.
        self._more = bulk <= 0
        while not complete and self._has_room(chosen):
            least = Priority.BULK if bulk > 0 else Priority.REPLY
            page = await outbox.due(now, PAGE, least, after=last)
            fresh = [message for message in page if message.id not in self._held]
            mine = await unit.claim({message.chat_id for message in fresh})
            for message in fresh:
                if message.chat_id not in mine:
                    # Another replica has its row in hand. What we say there meanwhile must not overtake this.
                    self._more = True
                    behind.add(message.chat_id)
                elif message.priority is not Priority.BULK:
                    self._choose_reply(chosen, behind, message)
                elif bulk > 0 and self._is_free(message.chat_id, chosen):
                    # Bulk messages are marked when they are taken: one a chat, the rest must stay retractable.
                    chosen[message.chat_id] = deque([message])
                    bulk -= 1
                else:
                    self._more = True
            complete = len(page) < PAGE
            last = page[-1] if page else None
            self._more = self._more or bulk <= 0
        self._more = self._more or not complete
        return chosen, behind.union(waiting) if complete and len(waiting) < MOST_LANES else None

    async def _hold(self, outbox: Outbox, chosen: Lanes, behind: set[int] | None) -> Lanes:
        """What of this may still go. Since it was read another program may have said or withdrawn some of it."""
        queued = await outbox.hold(message.id for messages in chosen.values() for message in messages)
        held: Lanes = {}
        for lane, messages in chosen.items():
            if kept := deque(takewhile(lambda message: message.id in queued, messages)):
                held[lane] = kept
            if len(kept) < len(messages):
                self._more = True
                if behind is not None:
                    behind.add(messages[0].chat_id)
        return held

    def _choose_reply(self, chosen: Lanes, behind: set[int], message: Outgoing) -> None:
        lane = _lane(message)
        free = lane in chosen or (lane not in self._lanes and self._has_room(chosen))
        if free and message.chat_id not in behind and len(chosen.setdefault(lane, deque())) < MOST_IN_A_ROW:
            chosen[lane].append(message)
            return
        self._more = True
        if message.priority is not Priority.TAP:
            behind.add(message.chat_id)

    def _is_free(self, lane: int, chosen: Lanes) -> bool:
        return lane not in self._lanes and lane not in chosen and self._has_room(chosen)

    def _has_room(self, chosen: Lanes) -> bool:
        return len(chosen) + len(self._lanes) < MOST_LANES

    def _is_paused(self) -> bool:
        return asyncio.get_running_loop().time() < self._resume_at

    async def _send_lane(self, lane: int, messages: "deque[Outgoing]") -> None:
        bulk = messages[0].priority is Priority.BULK
        goes_on = True
        try:
            while messages and goes_on:
                message = messages.popleft()
                outcome = await self._send(message)
                written = self._note(message, outcome)
                goes_on = _goes_on(outcome)
                if not goes_on:
                    # The order of the chat is kept: nothing overtakes what has to wait. Till the database knows
                    # that, it would hand out the next of the chat, so the lane stays taken.
                    await written.wait()
                if self._stopping:
                    break  # not before the first: a bulk message that is marked as departed departs, if it has a slot
        finally:
            self._held.difference_update(message.id for message in messages)
            del self._lanes[lane]
            self._bulk -= bulk
            if self._more or messages or not goes_on:
                self.wake()

    async def _send(self, message: Outgoing) -> Outcome:
        try:
            return await self._try(message)
        except TelegramError as error:
            return judge(message, error)
        except Unavailable as error:
            return Retry(str(error))  # what was to be made could not be read
        except Exception as error:
            # A mistake of ours in this message, which must not stop the others.
            log.exception("A message could not be sent.", method=message.method)
            return Refused("failed", type(error).__name__)

    async def _try(self, message: Outgoing) -> Outcome:
        if message.method.startswith(AFTER):
            if not await self._may_leave(message):
                return HandedBack()
            await do(self._database, self._api, message.method.removeprefix(AFTER), message.body)
            self.wake()  # it may have said something
            return Delivered(None)
        call = await self._call_of(message)
        if call is None:
            return Refused("expired", "there is nothing to make any more")
        if not await self._may_leave(message):
            return HandedBack()
        result = await self._api.send(*call)
        message_id = result.get("message_id") if isinstance(result, dict) else None
        return Delivered(message_id if is_storable(message_id) else None)

    async def _may_leave(self, message: Outgoing) -> bool:
        """Wait for a slot; False when the program stops, or everybody was told to wait, before it is used."""
        has_slot = message.priority is Priority.TAP or await self.budget.slot(message.chat_id, message.priority)
        return has_slot and not self._is_paused()

    async def _call_of(self, message: Outgoing) -> tuple[str, str] | None:
        """The method and its parameters; a file that was ordered is made now."""
        if message.method.startswith(MAKE):
            return await make(self._database, self._api, message.method.removeprefix(MAKE), message.body)
        if self._paid and message.priority is Priority.BULK:
            return message.method, f'{message.body[:-1]},"allow_paid_broadcast":true}}'
        return message.method, message.body

    def _note(self, message: Outgoing, outcome: Outcome) -> asyncio.Event:
        """Marks of messages that end at about the same time share a transaction; the event says it is written."""
        self._notes.append((message, outcome))
        if not self._marking:
            self._marking = True
            self._tasks.create_task(self._mark())
        return self._written

    async def _mark(self) -> None:
        while self._notes:
            notes, written = self._notes, self._written
            self._notes, self._written = [], asyncio.Event()
            while not await self._write(notes):  # noqa: ASYNC110 -- nothing tells when a database works again
                await asyncio.sleep(FIRST_PAUSE)
            self._held.difference_update(message.id for message, _ in notes)
            written.set()
            _report(notes)
            for message, outcome in notes:
                if isinstance(outcome, FileGone):
                    await self._tell_of_lost(message)
        self._marking = False

    async def _tell_of_lost(self, message: Outgoing) -> None:
        try:
            async with self._database.unit() as unit:
                await self._file_gone(unit, message)
        except Exception:
            # Whoever asks for the file again is told then.
            log.exception("Nobody could be told of a lost file.", method=message.method)
        self.wake()

    async def _write(self, notes: list[Note]) -> bool:
        """Whether the marks could be written. What has none is kept: without its mark a reply would be sent twice."""
        try:
            await self._write_at_once(notes)
        except Exception:
            log.exception("Marks could not be written.")
            return False
        return True

    async def _write_at_once(self, notes: list[Note]) -> None:
        paused = {message.chat_id for message, outcome in notes if isinstance(outcome, PauseChat)}
        # A power cut that costs the last marks repeats these replies, as the end of the process would before the mark.
        async with self._database.errand(durable=False) as errand:
            now = self._now()
            for message, outcome in notes:
                if isinstance(outcome, PauseChat) and len(paused) >= MANY_REFUSED:
                    self._write_one(errand, message, PauseAll(outcome.seconds), now)
                else:
                    self._write_one(errand, message, outcome, now)

    def _write_one(self, unit: Unit, message: Outgoing, outcome: Outcome, now: int) -> None:
        outbox = Outbox(unit)
        match outcome:
            case Delivered(message_id):
                outbox.sent(message.id, message_id, now)
            case Rewritten(method, body):
                outbox.become(message.id, message.chat_id, method, body)
            case Moved(chat_id, method, body):
                outbox.become(message.id, chat_id, method, body)
                DeskGroups(unit).move(message.chat_id, chat_id)
            case PauseChat(seconds):
                outbox.postpone(message.id, self._later(seconds), "429")
            case PauseAll(seconds):
                outbox.postpone(message.id, self._later(seconds), "429")
                outbox.pause_all(self._later(seconds))
                self._resume_at = max(self._resume_at, asyncio.get_running_loop().time() + seconds)
                self._tasks.create_task(self.budget.pause(seconds))
            case HandedBack():
                outbox.hand_back(message.id)
            case Retry(error):
                outbox.postpone(message.id, self._later(_backoff(message.attempts)), error)
            case Refused(state, error):
                outbox.settle(message.id, state, error, now)
                if state == BLOCKED:
                    People(unit).block(message.chat_id, now)
                    outbox.give_up_on_chat(message.chat_id, now)

    def _later(self, seconds: float) -> int:
        asyncio.get_running_loop().call_later(seconds + 0.01, self.wake)
        return self._now() + int(seconds * 1000)

    def _now(self) -> int:
        return milliseconds(self._clock.now())


def _budget(database: Database, per_second: int, window: float) -> Budget | SharedBudget:
    if database.replicas is not None:
        return SharedBudget(per_second, database.replicas)
    return Budget(per_second, asyncio.get_running_loop().time, window=window)


async def _nobody_asks(_unit: Unit, _message: Outgoing) -> None:
    """Where nothing is passed on, no file is missed."""


def _report(notes: list[Note]) -> None:
    for message, outcome in notes:
        SENT.labels(outcome.end).inc()
        if isinstance(outcome, Refused):
            state, error = outcome.state, outcome.error
            log.log(outcome.level, "A message was not delivered.", method=message.method, state=state, error=error)


def _lane(message: Outgoing) -> int:
    """Answers to taps wait for nothing; other messages go one by one in their chat."""
    return message.id if message.priority is Priority.TAP else message.chat_id


def _goes_on(outcome: Outcome) -> bool:
    """Whether the next message of the chat may follow at once."""
    return isinstance(outcome, Delivered) or (isinstance(outcome, Refused) and outcome.state != BLOCKED)


def _backoff(attempts: int) -> float:
    pause: float = min(FIRST_PAUSE * 2**attempts, LONGEST_PAUSE)
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 -- spreads retries
