"""Whatever happens in whatever order: replies arrive in order and at least once, bulk messages at most once."""

import asyncio
import json
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from bot import budget
from bot import delivery as module
from bot.budget import Budget
from bot.clock import SystemClock
from bot.delivery import Delivery, Note
from bot.transport import NotSent
from storage.opening import open_database
from storage.outbox import Outbox, Priority
from storage.unit import Call, Database, Part, Unavailable, Unit
from tests.bot.fakes import Telegram, eventually
from tests.sqlite import made

CHATS = (1, 2, 3, 4, -100)
MOMENT = 0.002  # seconds: longer than the database takes, so that much happens while a message is on its way
SUPERGROUPS = -100_000  # their ids are below
ERRORS: dict[str, Exception] = {
    "lost before": TimedOut(),
    "never left": NotSent("no connection"),
    "429": RetryAfter(timedelta(milliseconds=10)),
    "refused": BadRequest("Bad Request: message text is empty"),
    "blocked": Forbidden("Forbidden: bot was blocked by the user"),
}
LOST_AFTER, MOVED = "lost after", "moved"
UNCLEAR = {"lost before", LOST_AFTER}

steps = st.one_of(
    st.tuples(st.just("say"), st.lists(st.sampled_from(CHATS), min_size=1, max_size=4)),
    st.tuples(st.just("say with a key"), st.lists(st.sampled_from(CHATS), min_size=2, max_size=4)),
    st.tuples(st.just("tick says"), st.lists(st.sampled_from(CHATS), min_size=1, max_size=4)),
    st.tuples(st.just("bulk"), st.lists(st.sampled_from(CHATS), min_size=1, max_size=6)),
    st.tuples(st.just("tap"), st.lists(st.sampled_from(CHATS), min_size=1, max_size=1)),
    st.tuples(st.sampled_from(["tick", "stop", "kill", "marks fail", "reading fails"]), st.just([])),
    st.tuples(st.just("pass"), st.lists(st.just(0), max_size=6)),
)
weathers = st.tuples(
    st.sampled_from(["well", "well", "well", LOST_AFTER, MOVED, *ERRORS]), st.integers(0, 3), st.integers(0, 3)
)
"""What becomes of a call, and how long it takes to have its effect and to be answered."""


class Sky(Telegram):
    """A Telegram whose every call has the weather that was forecast for it; in the end the sun shines."""

    def __init__(self, forecast: list[tuple[str, int, int]]) -> None:
        super().__init__()
        self.forecast = forecast
        self.arrived: list[str] = []
        self.happened: dict[str, set[str]] = {}
        self.upgraded: set[int] = set()

    async def send(self, _method: str, body: str) -> Any:
        text, chat_id = body.split('"')[-2], json.loads(body)["chat_id"]
        kind, before, after = self.forecast.pop() if self.forecast else ("well", 0, 0)
        await asyncio.sleep(before * MOMENT)
        self.happened.setdefault(text, set()).add(kind)
        if kind == MOVED and chat_id > SUPERGROUPS:
            self.upgraded.add(chat_id)  # for ever: nothing arrives there any more
        if chat_id in self.upgraded:
            raise ChatMigrated(SUPERGROUPS - abs(chat_id))
        if kind in ERRORS:
            raise ERRORS[kind]
        self.arrived.append(text)
        await asyncio.sleep(after * MOMENT)
        if kind == LOST_AFTER:
            raise NetworkError("the connection broke")
        return {"message_id": len(self.arrived)}


class Stumbling(Delivery):
    """A delivery whose database fails when the test says so."""

    failing_marks = 0
    failing_readings = 0

    async def _write_at_once(self, notes: list[Note]) -> None:
        if self.failing_marks:
            self.failing_marks -= 1
            raise Unavailable
        await super()._write_at_once(notes)

    async def _choose(self, unit: Unit, outbox: Outbox, now: int) -> Any:
        if self.failing_readings:
            self.failing_readings -= 1
            raise Unavailable
        return await super()._choose(unit, outbox, now)


@dataclass
class Play:
    """One run: what was said to whom, and the delivery that is at work."""

    database: Database
    sky: Sky
    said: dict[int, list[str]] = field(default_factory=dict)
    bulk: list[str] = field(default_factory=list)
    kills: int = 0
    delivery: Stumbling = field(init=False)
    running: "asyncio.Task[None]" = field(init=False)

    async def start(self) -> None:
        self.delivery = Stumbling(self.database, self.sky, SystemClock())
        self.delivery.budget = Budget(2, asyncio.get_running_loop().time, chat_interval=0)
        await self.delivery.recover()
        self.running = asyncio.create_task(self.delivery.run())

    async def step(self, what: str, chats: list[int]) -> None:
        match what:
            case "say" | "say with a key" | "tap":
                async with self.database.unit() as unit:
                    part = Part(unit)
                    self._queue(part, chats, Priority.TAP if what == "tap" else Priority.REPLY, keyed="key" in what)
                    part.join()
                self.delivery.hand_over(part.written)
            case "tick says" | "bulk":
                async with self.database.unit() as unit:
                    self._queue(unit, chats, Priority.BULK if what == "bulk" else Priority.REPLY)
                self.delivery.wake()
            case "tick":
                self.delivery.wake()
            case "marks fail":
                self.delivery.failing_marks = 2
            case "reading fails":
                self.delivery.failing_readings = 1
            case "stop":
                self.delivery.stop()
                await self.running
                await self.start()
            case "kill":
                self.kills += 1
                self.running.cancel()
                await asyncio.gather(self.running, return_exceptions=True)
                await self.start()
            case _:
                await asyncio.sleep(len(chats) * MOMENT)

    def _queue(self, unit: Unit, chats: list[int], priority: Priority, *, keyed: bool = False) -> None:
        for number, chat in enumerate(chats):
            text = f"{priority.name} {chat} {len(self.said.get(chat, [])) + len(self.bulk):03}"
            if priority is Priority.REPLY:
                self.said.setdefault(chat, []).append(text)
            if priority is Priority.BULK:
                self.bulk.append(text)
            key = text if keyed and number == 0 else None
            Outbox(unit).queue(chat, "sendMessage", {"chat_id": chat, "text": text}, priority, dedupe_key=key)

    async def end(self, *, restarted: bool) -> None:
        async def settled() -> bool:
            if restarted:
                self.delivery.wake()  # who pauses since before the start is known to the ticks alone
            async with self.database.unit() as unit:
                [rows] = await unit.fetch(Call("select 1 from outbox where state in ('queued', 'inflight')", {}))
            return not rows

        await eventually(settled)
        await eventually(lambda: not self.delivery._lanes and not self.delivery._marking)
        assert not self.delivery._held
        assert self.delivery._bulk == 0
        self.delivery.stop()
        await self.running


def check(play: Play) -> None:
    happened, arrived = play.sky.happened, Counter(play.sky.arrived)
    for texts in play.said.values():
        first = [text for text in dict.fromkeys(play.sky.arrived) if text in texts]
        assert first == [text for text in texts if text in first], "in order"
        if not any("blocked" in happened.get(text, ()) for text in happened if text.split()[1] == texts[0].split()[1]):
            assert all(text in first or "refused" in happened[text] for text in texts), "each one"
        if not play.kills:
            mine = [text for text in play.sky.arrived if text in texts]
            assert mine == sorted(mine, key=texts.index), "what is repeated is repeated before the next"
            assert all(arrived[text] == 1 for text in mine if LOST_AFTER not in happened[text]), "once"
    assert all(arrived[text] <= 1 for text in play.bulk)
    if not play.kills and not any("blocked" in kinds for kinds in happened.values()):
        calm = [text for text in play.bulk if not happened.get(text, set()) & {*UNCLEAR, "refused"}]
        assert all(arrived[text] == 1 for text in calm)


async def perform(path: Path, script: list[tuple[str, list[int]]], forecast: list[tuple[str, int, int]]) -> None:
    database = await open_database(f"sqlite:///{made(path / 'tiwizi.db')}")
    play = Play(database, Sky(forecast))
    await play.start()
    for what, chats in script:
        await play.step(what, chats)
    await play.end(restarted=any(what in {"stop", "kill"} for what, _ in script))
    await database.close()
    check(play)


@settings(deadline=None, max_examples=60)
@given(script=st.lists(steps, min_size=1, max_size=25), forecast=st.lists(weathers, max_size=40))
def test_whatever_happens_replies_arrive_in_order_and_bulk_messages_at_most_once(
    script: list[tuple[str, list[int]]], forecast: list[tuple[str, int, int]]
) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder, capture_logs():
        for name, value in {"FIRST_PAUSE": 0.005, "LONGEST_PAUSE": 0.01, "MOST_LANES": 3, "PAGE": 3}.items():
            patch.setattr(module, name, value)
        patch.setattr(module, "MOST_IN_A_ROW", 2)
        patch.setattr(budget, "WINDOW", MOMENT)
        asyncio.run(perform(Path(folder), script, forecast))
