"""`python -m bench.replicas`: one, two and four replicas on one PostgreSQL, beside SQLite, all by webhook.

Everything shares this machine: the replicas, the database and the load. So what counts is the CPU an update costs, in
the program and in the database; from that follows what more machines could do.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.__main__ import WORDS
from bench.process import TICKS
from bench.telegram import TOKEN, serve
from bench.webhooks import SECRET, Webhooks
from bot import loop
from tests import postgres
from tests.faults.process import free_port

PEOPLE = 100
RATE = 150.0  # a second: less than any of them can do, for the delays
WARM_UP, MEASURED = 4.0, 8.0
START_SECONDS = 30.0
RESULTS = Path("data/bench_replicas.json")


@dataclass
class Figures:
    """One run: replies a second, CPU a reply in the programs and in the database, and the delays."""

    database: str
    replicas: int
    scenario: str
    per_second: float
    program_us: float
    database_us: float
    p50_ms: float
    p99_ms: float


async def measure(address: str | None, replicas: int, rate: float | None) -> Figures:
    """Run so many replicas; without an address one program with SQLite."""
    ports = tuple(free_port() for _ in range(replicas))
    load = Webhooks(PEOPLE * (1 if rate is None else 10), WORDS, rate=rate, ports=ports)
    server = await serve(load)
    telegram = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        programs = [stack.enter_context(_killed(_start(telegram, port, address, folder))) for port in ports]
        await _listening(ports)
        load.start()
        load.begin()
        await asyncio.sleep(WARM_UP)
        load.replies.clear()
        began, cpu, servers = time.perf_counter(), _cpu(programs), _postgres_cpu()
        await asyncio.sleep(MEASURED)
        took, cpu, servers = time.perf_counter() - began, _cpu(programs) - cpu, _postgres_cpu() - servers
        delays = sorted(load.replies)
        load.end()
        load.stop()
        server.close()
    each, scenario = 1e6 / len(delays), "as fast as they can" if rate is None else f"{rate:.0f}/s"
    p50, p99 = statistics.median(delays) * 1e3, delays[int(len(delays) * 0.99)] * 1e3
    kind = "sqlite" if address is None else "postgresql"
    return Figures(kind, replicas, scenario, len(delays) / took, cpu * each, servers * each, p50, p99)


class _killed:  # noqa: N801 -- reads as what it does
    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def __enter__(self) -> int:
        return self._process.pid

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.wait()


def _start(telegram: str, port: int, address: str | None, folder: str) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "TIWIZI_BOT_TOKEN": TOKEN,
        "TIWIZI_API_URL": telegram,
        "TIWIZI_LISTEN": f"127.0.0.1:{port}",
        "TIWIZI_WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "TIWIZI_WEBHOOK_SECRET": SECRET,
        "BENCH_FOLDER": folder,
    }
    if address is not None:
        environment["BENCH_DATABASE"] = address
    return subprocess.Popen([sys.executable, "-m", "bench.ours"], env=environment)


async def _listening(ports: tuple[int, ...]) -> None:
    async with asyncio.timeout(START_SECONDS):
        for port in ports:
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                except OSError:
                    await asyncio.sleep(0.1)
                else:
                    writer.close()
                    break
    await asyncio.sleep(2.0)  # it listens before it works


def _cpu(pids: list[int]) -> float:
    return sum(_spent(Path(f"/proc/{pid}/stat")) for pid in pids)


def _postgres_cpu() -> float:
    return sum(_spent(stat) for stat in Path("/proc").glob("[0-9]*/stat") if _is_postgres(stat))


def _is_postgres(stat: Path) -> bool:
    try:
        return stat.read_text().split(" ", 2)[1] == "(postgres)"
    except OSError:
        return False  # it has ended meanwhile


def _spent(stat: Path) -> float:
    try:
        fields = stat.read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


async def compare() -> list[Figures]:
    """Measure everything, and print each row as it is there."""
    rows = []
    with postgres.own_server(postgres.DURABLE) as server:
        for rate in (None, RATE):
            for kind, replicas in (("sqlite", 1), ("postgresql", 1), ("postgresql", 2), ("postgresql", 4)):
                async with postgres.made(server.address) as address:
                    rows.append(await measure(None if kind == "sqlite" else address, replicas, rate))
                _print(rows[-1])
    return rows


def _print(row: Figures) -> None:
    print(
        f"{row.database:10} {row.replicas} x {row.scenario:20} {row.per_second:6.0f}/s"
        f"  {row.program_us:6.0f} + {row.database_us:6.0f} µs CPU a reply"
        f"  p50 {row.p50_ms:6.1f} ms  p99 {row.p99_ms:6.1f} ms",
        flush=True,
    )


def main() -> None:
    """Measure, print the table and keep the figures."""
    rows = loop.run(compare())
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(row) for row in rows], indent=1))


if __name__ == "__main__":
    main()
