"""`make bench`: how fast the bot is, beside a stock python-telegram-bot program doing the same conversation.

The bot has one core to itself, the load another. The table says the same as the JSON file beside it.
"""

import asyncio
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench import people
from bench.process import LOAD_CORE, start, stolen
from bench.process import cpu as process_cpu
from bench.process import memory as process_memory
from bench.telegram import Load, serve
from bot import loop

WORDS = ("/six", "32", "تعاونية", "نعم", "لا", "نعم", "لا")
PEOPLE = 100
HALF = 500.0  # updates a second: half of what we aim at, the same in every run
WARM_UP, MEASURED = 4.0, 8.0
AWAY = 0.05  # seconds that Telegram takes for a call where the scenario says so
RESULTS = Path("data/bench.json")


@dataclass
class Figures:
    """One run: replies a second, CPU of the bot and of the load a reply, the delays, and how it started.

    `stolen_pct` is the part of its core that the bot did not get, because the host gave it to other machines.
    """

    bot: str
    scenario: str
    per_second: float
    cpu_us: float
    load_cpu_us: float
    p50_ms: float
    p99_ms: float
    memory_mb: float
    first_answer_s: float
    stolen_pct: float


async def measure(bot: str, scenario: str, load: Load, prepare: Callable[[Path], None] | None = None) -> Figures:
    """Run one bot under one load, in a folder that `prepare` may have filled."""
    server = await serve(load)
    port = server.sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        if prepare is not None:
            await asyncio.to_thread(prepare, Path(folder))
        process, started = start(bot, f"http://127.0.0.1:{port}", folder), time.perf_counter()
        try:
            load.knock()
            while not load.replies and process.poll() is None:  # noqa: ASYNC110 -- a process has no event
                await asyncio.sleep(0.01)
            first = time.perf_counter() - started
            load.begin()  # not before: else the backlog of the start would be measured
            await asyncio.sleep(WARM_UP)
            load.replies.clear()
            began, cpu, own, lost = time.perf_counter(), process_cpu(process.pid), time.process_time(), stolen()
            await asyncio.sleep(MEASURED)
            took, cpu, own = time.perf_counter() - began, process_cpu(process.pid) - cpu, time.process_time() - own
            lost = (stolen() - lost) / took * 100
            delays = sorted(load.replies)
            memory = process_memory(process.pid)
        finally:
            load.end()
            process.kill()
            process.wait()
            server.close()
    if not delays:
        raise RuntimeError(f"{bot} answered nobody: {scenario}")
    per_reply = 1e6 / len(delays)
    p50, p99 = statistics.median(delays) * 1e3, delays[int(len(delays) * 0.99)] * 1e3
    return Figures(bot, scenario, len(delays) / took, cpu * per_reply, own * per_reply, p50, p99, memory, first, lost)


async def sends(priority: str) -> dict[str, float | str]:
    """How fast delivery empties a full outbox."""
    server = await serve(Load(1, WORDS))
    with tempfile.TemporaryDirectory() as folder:
        process = start("sends", f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", folder, priority)
        output, _ = await asyncio.to_thread(process.communicate)
    server.close()
    found: dict[str, float] = json.loads(output)
    print(
        f"ours   sends, {priority:27} {found['per_second']:8.0f}/s  {found['cpu_us']:6.0f} µs CPU a message", flush=True
    )
    return {"priority": priority, **found}


async def compare() -> dict[str, Any]:
    """Measure everything, and print each row as it is there."""
    rows: list[Figures] = []

    async def run(bot: str, scenario: str, load: Load, prepare: Callable[[Path], None] | None = None) -> Figures:
        rows.append(await measure(bot, scenario, load, prepare))
        _print(rows[-1])
        return rows[-1]

    many = PEOPLE * 10
    for bot in ("bare", "stock", "ours"):
        await run(bot, "as fast as it can", Load(PEOPLE, WORDS))
    for bot in ("bare", "ours"):
        await run(bot, f"{HALF:.0f}/s", Load(many, WORDS, rate=HALF))
    for bot in ("stock", "ours"):
        await run(bot, "as fast as it can, 50 ms a call", Load(many, WORDS, latency=AWAY))
    for bot in ("bare", "ours"):
        await run(bot, f"{HALF:.0f}/s, 50 ms a call", Load(many, WORDS, rate=HALF, latency=AWAY))
    await run("ours", f"{HALF:.0f}/s, 1,000,000 people", Load(many, WORDS, rate=HALF), people.fill)
    return {"figures": [asdict(row) for row in rows], "sends": [await sends("reply"), await sends("bulk")]}


def main() -> None:
    """Measure, print the table and keep the figures."""
    os.sched_setaffinity(0, {LOAD_CORE})
    results = {"python": platform.python_version(), **loop.run(compare())}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1))


def _print(row: Figures) -> None:
    print(
        f"{row.bot:6} {row.scenario:34} {row.per_second:8.0f}/s  {row.cpu_us:6.0f} µs CPU a reply"
        f"  p50 {row.p50_ms:7.1f} ms  p99 {row.p99_ms:7.1f} ms  {row.memory_mb:5.0f} MB"
        f"  first answer {row.first_answer_s:.1f} s  (load: {row.load_cpu_us:.0f} µs, stolen: {row.stolen_pct:.0f} %)",
        flush=True,
    )


if __name__ == "__main__":
    main()
