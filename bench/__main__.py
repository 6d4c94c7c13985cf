"""`make bench`: how fast the bot is, beside a stock python-telegram-bot program doing the same conversation.

The bot has one core to itself, the load another. The table says the same as the JSON file beside it.
"""

import asyncio
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.telegram import TOKEN, Load, serve
from bot import loop

WORDS = ("/six", "32", "تعاونية", "نعم", "لا", "نعم", "لا")
PEOPLE = 100
WARM_UP, MEASURED = 4.0, 8.0
BOT_CORE, LOAD_CORE = 0, 1
RESULTS = Path("data/bench.json")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Figures:
    """One run: replies a second, CPU of the bot and of the load a reply, and the delays in milliseconds."""

    bot: str
    scenario: str
    per_second: float
    cpu_us: float
    load_cpu_us: float
    p50_ms: float
    p99_ms: float
    memory_mb: float


async def measure(bot: str, scenario: str, load: Load) -> Figures:
    """Run one bot under one load."""
    server = await serve(load)
    port = server.sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        process = _start(bot, f"http://127.0.0.1:{port}", folder)
        try:
            load.begin()
            await asyncio.sleep(WARM_UP)
            load.replies.clear()
            began, cpu, own = time.perf_counter(), _cpu(process.pid), time.process_time()
            await asyncio.sleep(MEASURED)
            took, cpu, own = time.perf_counter() - began, _cpu(process.pid) - cpu, time.process_time() - own
            delays = sorted(load.replies)
            memory = _memory(process.pid)
        finally:
            load.end()
            process.kill()
            process.wait()
            server.close()
    count = max(1, len(delays))
    p99 = delays[int(count * 0.99)] if delays else float("nan")
    p50 = statistics.median(delays) if delays else float("nan")
    per_reply = 1e6 / count
    return Figures(bot, scenario, count / took, cpu * per_reply, own * per_reply, p50 * 1e3, p99 * 1e3, memory)


def _start(bot: str, address: str, folder: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "TIWIZI_BOT_TOKEN": TOKEN, "TIWIZI_API_URL": address, "BENCH_FOLDER": folder}
    command = ["taskset", "-c", str(BOT_CORE), sys.executable, "-m", f"bench.{bot}"]
    return subprocess.Popen(command, env=environment)  # noqa: S603 -- our own program


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


async def compare() -> list[Figures]:
    """Measure both bots, and print each row as it is there."""
    rows: list[Figures] = []
    for bot in ("stock", "ours"):
        rows.append(await measure(bot, "as fast as it can", Load(PEOPLE, WORDS)))
        _print(rows[-1])
    full = rows[-1].per_second
    for bot, scenario, load in (
        ("ours", "half of that", Load(PEOPLE * 10, WORDS, rate=full / 2)),
        ("stock", "as fast as it can, 50 ms a call", Load(PEOPLE * 10, WORDS, latency=0.05)),
        ("ours", "as fast as it can, 50 ms a call", Load(PEOPLE * 10, WORDS, latency=0.05)),
    ):
        rows.append(await measure(bot, scenario, load))
        _print(rows[-1])
    return rows


def main() -> None:
    """Measure, print the table and keep the figures."""
    os.sched_setaffinity(0, {LOAD_CORE})
    figures = [asdict(row) for row in loop.run(compare())]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"python": platform.python_version(), "figures": figures}, indent=1))


def _print(row: Figures) -> None:
    print(
        f"{row.bot:6} {row.scenario:34} {row.per_second:8.0f}/s  {row.cpu_us:6.0f} µs CPU a reply"
        f"  p50 {row.p50_ms:7.1f} ms  p99 {row.p99_ms:7.1f} ms  {row.memory_mb:5.0f} MB"
        f"  (load: {row.load_cpu_us:.0f} µs)",
        flush=True,
    )


if __name__ == "__main__":
    main()
