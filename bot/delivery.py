"""The one door out: what handlers and ticks wrote to the outbox goes to Telegram, after the commit.

A reply is sent at least once: until its mark is written it stays queued, and a crash in between repeats it. A bulk
message is sent at most once: it is marked before it leaves, and what was in flight at a crash is *unknown*, never
repeated. One chat's messages go in order; chats do not wait for each other.
"""

import asyncio
import itertools
import json
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable

import structlog
from telegram.error import TelegramError

from bot.api import Api
from bot.budget import FREE_PER_SECOND, PAID_PER_SECOND, Budget
from bot.clock import Clock, milliseconds
from bot.metrics import SENT
from bot.outcome import Delivered, Outcome, PauseAll, PauseChat, Refused, Retry, Rewritten, judge
from storage.outbox import Outbox, Outgoing, Priority
from storage.people import People
from storage.unit import Database

log = structlog.get_logger(__name__)

PAGE = 256  # how many messages may be on their way at once
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
MANY_REFUSED = 2  # so many chats told to wait within the same pause: the whole bot is meant

Send = Callable[[str, dict[str, object]], Awaitable[object]]


class Delivery:
    """Sends what is due, and marks what became of it."""

    def __init__(self, database: Database, api: Api, clock: Clock, *, paid: bool = False) -> None:
        self._database = database
        self._api = api
        self._clock = clock
        self._paid = paid
        self.budget = Budget(PAID_PER_SECOND if paid else FREE_PER_SECOND, asyncio.get_running_loop().time)
        self._wake = asyncio.Event()
        self._underway: dict[int, asyncio.Task[None]] = {}  # by the lane of the sender, see `_lane`
        self._busy: set[int] = set()  # keys of messages that a sender holds
        self._outcomes: list[tuple[Outgoing, Outcome]] = []
        self._marking: asyncio.Task[None] | None = None
        self._stopping = False

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Send for ever; ends after `stop`."""
        async with self._database.unit() as unit:
            Outbox(unit).lost_in_flight(self._now())
        self.wake()
        while not self._stopping:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._send_due()
            except Exception:
                # The database failed; what is queued is still queued.
                log.exception("The outbox could not be read.")
                asyncio.get_running_loop().call_later(FIRST_PAUSE, self.wake)

    async def stop(self) -> None:
        """Let the calls under way end and write their marks; the rest stays queued."""
        self._stopping = True
        self.wake()
        await asyncio.gather(*self._underway.values(), return_exceptions=True)
        while self._marking is not None:
            await asyncio.gather(self._marking, return_exceptions=True)

    async def _send_due(self) -> None:
        if self._stopping or len(self._underway) >= PAGE:
            return
        async with self._database.unit() as unit:
            outbox = Outbox(unit)
            due = await outbox.due(self._now(), PAGE + len(self._busy))
            fresh = [message for message in due if message.id not in self._busy]
            chosen = self._free_lanes(fresh)
            for message in itertools.chain.from_iterable(chosen.values()):
                if message.priority is Priority.BULK:
                    outbox.depart(message.id)
        for lane, messages in chosen.items():
            self._busy.update(message.id for message in messages)
            self._underway[lane] = asyncio.create_task(self._send_lane(lane, messages))

    def _free_lanes(self, messages: list[Outgoing]) -> dict[int, list[Outgoing]]:
        lanes: dict[int, list[Outgoing]] = defaultdict(list)
        for message in messages:
            lanes[_lane(message)].append(message)
        free = {lane: queued for lane, queued in lanes.items() if lane not in self._underway}
        # Bulk messages are marked when they are taken, so only one per lane: the rest must stay retractable.
        return {lane: _up_to_first_bulk(queued) for lane, queued in free.items()}

    async def _send_lane(self, lane: int, messages: list[Outgoing]) -> None:
        try:
            for message in messages:
                outcome = await self._send(message)
                self._note(message, outcome)
                if not isinstance(outcome, Delivered | Refused) or self._stopping:
                    break  # the order of the chat is kept: nothing overtakes what has to wait
        finally:
            self._busy.difference_update(m.id for m in messages if m not in {note[0] for note in self._outcomes})
            del self._underway[lane]
            self.wake()

    async def _send(self, message: Outgoing) -> Outcome:
        parameters = json.loads(message.body)
        if self._paid and message.priority is Priority.BULK:
            parameters["allow_paid_broadcast"] = True
        try:
            if message.priority is not Priority.TAP:
                await self.budget.slot(message.chat_id, message.priority)
            result = await self._api.call(message.method, parameters)
        except TelegramError as error:
            return judge(message, error)
        return Delivered(result["message_id"] if isinstance(result, dict) and "message_id" in result else None)

    def _note(self, message: Outgoing, outcome: Outcome) -> None:
        """Marks of messages that end at about the same time share a transaction."""
        self._outcomes.append((message, outcome))
        if self._marking is None:
            self._marking = asyncio.create_task(self._mark())

    async def _mark(self) -> None:
        try:
            while self._outcomes:
                batch, self._outcomes = self._outcomes, []
                await self._write(batch)
                self._busy.difference_update(message.id for message, _ in batch)
        except Exception:
            # Unmarked replies are sent again later, which is allowed; unmarked bulk messages count as in flight.
            log.exception("Marks could not be written.")
            self._busy.difference_update(message.id for message, _ in batch)
        finally:
            self._marking = None
            self.wake()

    async def _write(self, batch: list[tuple[Outgoing, Outcome]]) -> None:
        paused = {message.chat_id for message, outcome in batch if isinstance(outcome, PauseChat)}
        async with self._database.unit() as unit:
            outbox, people, now = Outbox(unit), People(unit), self._now()
            for message, outcome in batch:
                if isinstance(outcome, PauseChat) and len(paused) >= MANY_REFUSED:
                    self._write_one(outbox, people, message, PauseAll(outcome.seconds), now)
                else:
                    self._write_one(outbox, people, message, outcome, now)

    def _write_one(self, outbox: Outbox, people: People, message: Outgoing, outcome: Outcome, now: int) -> None:
        SENT.labels(outcome.end).inc()
        match outcome:
            case Delivered(message_id):
                outbox.sent(message.id, message_id, now)
            case Rewritten(method, body):
                outbox.become(message.id, method, body)
            case PauseChat(seconds):
                outbox.postpone(message.id, self._later(seconds), "429")
                outbox.pause_chat(message.chat_id, self._later(seconds))
            case PauseAll(seconds):
                outbox.postpone(message.id, self._later(seconds), "429")
                outbox.pause_all(self._later(seconds))
            case Retry(error):
                until = self._later(_backoff(message.attempts))
                outbox.postpone(message.id, until, error)
                outbox.pause_chat(message.chat_id, until)
            case Refused(state, error):
                log.log(outcome.level, "A message was not delivered.", method=message.method, state=state, error=error)
                outbox.settle(message.id, state, error, now)
                if state == "blocked":
                    people.block(message.chat_id, now)
                    outbox.give_up_on_chat(message.chat_id, now)

    def _later(self, seconds: float) -> int:
        asyncio.get_running_loop().call_later(seconds + 0.01, self.wake)
        return self._now() + int(seconds * 1000)

    def _now(self) -> int:
        return milliseconds(self._clock.now())


def _lane(message: Outgoing) -> int:
    """Answers to taps wait for nothing; other messages go one by one in their chat."""
    return message.id if message.priority is Priority.TAP else message.chat_id


def _up_to_first_bulk(messages: list[Outgoing]) -> list[Outgoing]:
    replies = list(itertools.takewhile(lambda message: message.priority is not Priority.BULK, messages))
    return replies or messages[:1]


def _backoff(attempts: int) -> float:
    pause: float = min(FIRST_PAUSE * 2**attempts, LONGEST_PAUSE)
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 -- spreads retries
