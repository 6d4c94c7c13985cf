"""`python -m bench.broadcast`: how fast broadcasts go out, and what becomes of replies meanwhile.

The whole bot on one core; on the other a Telegram that answers in 50 ms, counts what it would have refused, and people
who talk to the bot. Each row is a broadcast whose audience is frozen first, while people talk already.
"""

import asyncio
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import deque
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bench.casting import NOON
from bench.process import LOAD_CORE, cpu, memory, start
from bench.telegram import SENDS, Load, serve
from bot import loop
from bot.clock import milliseconds
from domain.broadcasts.body import Body
from domain.broadcasts.content import Content, Kind
from domain.broadcasts.life import Deed
from domain.broadcasts.topic import Topic
from domain.civil_time import wall_of
from domain.requests.life import Actor
from storage.broadcasts import Broadcasts
from storage.opening import open_database
from storage.staff import EVERYWHERE, Staff

WORDS: Final = ("/six", "32", "تعاونية", "نعم", "لا", "نعم", "لا")
TALKERS: Final = 2000
FIRST_READER: Final = 10_000_000
AWAY: Final = 0.05
WARM_UP: Final = 3.0
AFTER_THE_START: Final = timedelta(seconds=15)
"""Only then the audience is frozen, so that replies do not wait for the bot to start."""
RESULTS: Final = Path("data/bench_broadcast.json")
MAKER, COLLEAGUE = 5_000_000, 5_000_001
TEXT: Final = "السوق الأسبوعي للتعاونيات يوم الجمعة من الساعة التاسعة صباحا في ساحة المسيرة. المشاركة مجانية. " * 3


@dataclass(frozen=True)
class Scenario:
    """`people` in the audience, messages a second that are allowed, updates a second that people send meanwhile."""

    people: int
    budget: int
    talk: float
    seconds: float


SCENARIOS: Final = (
    Scenario(1_000, 30, 0.01, 20),
    Scenario(100_000, 30, 5, 20),
    Scenario(30_000, 1000, 0.01, 10),
    Scenario(100_000, 1000, 50, 20),
    Scenario(1_000_000, 1000, 50, 20),
)


@dataclass
class Telegram(Load):
    """Also takes broadcasts: when each message came."""

    cast: deque[float] = field(default_factory=deque)
    all: deque[float] = field(default_factory=deque)

    async def answer(self, method: str, body: dict[str, Any]) -> Any:
        if method in SENDS:
            self.all.append(time.perf_counter())
        if method in SENDS and int(body["chat_id"]) >= FIRST_READER:
            self.cast.append(time.perf_counter())
            await asyncio.sleep(self.latency)
            return {"message_id": len(self.cast), "date": 1, "chat": {"id": body["chat_id"], "type": "private"}}
        return await super().answer(method, body)


@dataclass
class Figures:
    """One row: rates are messages a second, delays are of replies, with the server's own time."""

    people: int
    budget: int
    talk: float
    rate: float
    share: float
    most_in_a_second: int
    cpu_us: float
    reply_p50_ms: float
    reply_p99_ms: float
    freeze_s: float
    freezing_p99_ms: float
    memory_mb: float


async def measure(scenario: Scenario) -> Figures:
    """One run of the bot: it freezes, then sends, while people talk to it."""
    load = Telegram(TALKERS, WORDS, rate=scenario.talk, latency=AWAY)
    server = await serve(load)
    with tempfile.TemporaryDirectory() as folder:
        await fill(Path(folder), scenario.people)
        paid = {"TIWIZI_PAID_BROADCAST": "true"} if scenario.budget > 30 else {}
        process = start("casting", f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", folder, **paid)
        try:
            load.begin()
            freeze, freezing = await _frozen(Path(folder) / "tiwizi.db", load)
            await asyncio.sleep(WARM_UP)
            load.replies.clear()
            load.cast.clear()
            load.all.clear()
            began, used = time.perf_counter(), cpu(process.pid)
            await asyncio.sleep(scenario.seconds)
            took, used = time.perf_counter() - began, cpu(process.pid) - used
            sent, replies, weight = len(load.cast), sorted(load.replies), memory(process.pid)
        finally:
            load.end()
            process.kill()
            process.wait()
            server.close()
    return Figures(
        people=scenario.people,
        budget=scenario.budget,
        talk=scenario.talk,
        rate=sent / took,
        share=len(load.all) / took / scenario.budget,
        most_in_a_second=_most_in_a_second(load.all),
        cpu_us=used / max(sent, 1) * 1e6,
        reply_p50_ms=statistics.median(replies) * 1e3 if replies else 0.0,
        reply_p99_ms=_p99(replies) * 1e3,
        freeze_s=freeze,
        freezing_p99_ms=_p99(freezing) * 1e3,
        memory_mb=weight,
    )


async def _frozen(database: Path, load: Telegram) -> tuple[float, list[float]]:
    """Seconds that the audience took, and the delays of replies meanwhile."""
    await _until(database, "freezing", "running")
    began = time.perf_counter()
    load.replies.clear()
    await _until(database, "running")
    return time.perf_counter() - began, sorted(load.replies)


async def _until(database: Path, *lives: str) -> None:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as db:
        while db.execute("select life from broadcast").fetchone()[0] not in lives:  # noqa: ASYNC110 -- a file tells nobody
            await asyncio.sleep(0.01)


async def fill(folder: Path, people: int) -> None:
    """Make a database of so many people, with a notice for all of them whose time has come."""
    database = await open_database(f"sqlite:///{folder / 'tiwizi.db'}")
    now = milliseconds(NOON)
    async with database.unit() as unit:
        for chat_id in (MAKER, COLLEAGUE):
            Staff(unit).grant(chat_id, Actor.ADMIN, EVERYWHERE, None, now)
        broadcasts = Broadcasts(unit)
        body = Body(Topic.NEWS, {"ar": Content(Kind.TEXT, TEXT)}, starts=wall_of(NOON + AFTER_THE_START))
        key = await broadcasts.create(MAKER, EVERYWHERE, body, now)
        for deed, by in ((Deed.ASK, MAKER), (Deed.APPROVE, COLLEAGUE)):
            stored = None if key is None else await broadcasts.of(key)
            if stored is None or not await broadcasts.advance(stored, deed, by, now):
                raise RuntimeError("The notice could not be made.")
    await database.close()
    rows = ((FIRST_READER + number, "ar") for number in range(people))
    with closing(sqlite3.connect(folder / "tiwizi.db")) as db, db:
        db.executemany("insert into person (chat_id, language) values (?, ?)", rows)


def _most_in_a_second(arrivals: deque[float]) -> int:
    """More than the budget allows would have been refused with 429."""
    most, window = 0, deque[float]()
    for arrival in arrivals:
        window.append(arrival)
        while arrival - window[0] > 1:
            window.popleft()
        most = max(most, len(window))
    return most


def _p99(ordered: list[float]) -> float:
    return ordered[int(len(ordered) * 0.99)] if ordered else 0.0


def main() -> None:
    """Measure all scenarios, or those whose numbers are given, counted from 0; print and keep the figures."""
    os.sched_setaffinity(0, {LOAD_CORE})
    chosen = [int(word) for word in sys.argv[1:]] or range(len(SCENARIOS))
    found = []
    for number in chosen:
        row = loop.run(measure(SCENARIOS[number]))
        found.append(asdict(row))
        print(
            f"{row.people:9,} people, {row.budget:4}/s, {row.talk:g} updates/s: {row.rate:6.1f}/s, {row.share:6.1%} of "
            f"the budget, most in a second {row.most_in_a_second}; {row.cpu_us:5.0f} µs CPU each; replies p50 "
            f"{row.reply_p50_ms:.0f} ms, p99 {row.reply_p99_ms:.0f} ms; frozen in {row.freeze_s:.1f} s (replies p99 "
            f"{row.freezing_p99_ms:.0f} ms); {row.memory_mb:.0f} MB",
            flush=True,
        )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
