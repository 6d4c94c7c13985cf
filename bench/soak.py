"""`python -m bench.soak`: three replicas for two minutes, of which one is killed every few seconds, under load.

What a test has no time for. PostgreSQL restarts in the middle, and in the end one replica is cut off for half a minute.
The end is checked as in `tests/replicas/test_killing.py`, and printed.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from simulator import Limits, Phone, Simulator, serving
from tests import postgres
from tests.faults.process import end_of, heard, heard_in_bulk
from tests.replicas.cluster import Cluster
from tests.replicas.test_killing import talk
from tests.replicas.wire import Wire

PEOPLE, REPLICAS = 6, 3
KILLS, EVERY, CUT = 20, 3.0, 30.0


async def soak() -> bool:
    """Whether nothing was lost, overtaken or, in bulk, sent twice."""
    simulator = Simulator(limits=Limits.none())
    with tempfile.TemporaryDirectory() as folder, postgres.own_server() as server:
        async with (
            postgres.made(server.address) as address,
            Wire(address).open() as wire,
            serving(simulator) as url,
            Cluster(Path(folder), simulator, url, [address, address, wire.address]) as cluster,
        ):
            phones = [simulator.phone(f"person {number}") for number in range(PEOPLE)]
            enough = asyncio.Event()
            talking = [asyncio.create_task(talk(phone, enough)) for phone in phones]
            for number in range(KILLS):
                await asyncio.sleep(EVERY)
                await cluster.kill(number % REPLICAS)
                await cluster.start(number % REPLICAS)
                if number == KILLS // 2:
                    await asyncio.to_thread(server.restart)
                await cluster.revive()
            wire.cut()
            await asyncio.sleep(CUT)
            wire.mend()
            await end_of(cluster.processes[2])
            await cluster.revive()
            await asyncio.sleep(EVERY)
            enough.set()
            said = dict(zip(phones, await asyncio.gather(*talking), strict=True))
            await cluster.settled()
            handled = {row["chat_id"]: row["state"] for row in await cluster.rows("select chat_id, state from draft")}
            [unknown] = await cluster.rows("select count(*) as messages from outbox where state = 'unknown'")
    return _report(said, handled, unknown["messages"])


def _report(said: Mapping[Phone, list[str]], handled: Mapping[int, str], unknown: int) -> bool:
    once = all(handled.get(phone.id, "").split() == words for phone, words in said.items())
    ordered = all(list(dict.fromkeys(heard(phone))) == words for phone, words in said.items())
    bulk = all(len(set(heard_in_bulk(phone))) == len(heard_in_bulk(phone)) for phone in said)
    updates = sum(len(words) for words in said.values())
    again = sum(len(heard(phone)) for phone in said) - updates
    missing = updates - sum(len(heard_in_bulk(phone)) for phone in said)
    print(f"{updates} updates, {KILLS} kills: each handled once and in order: {once}; every reply, in order: {ordered}")
    print(f"replies that came twice: {again}; bulk at most once: {bulk}, missing {missing}, of those unknown {unknown}")
    return once and ordered and bulk and missing <= unknown


if __name__ == "__main__":
    began = time.monotonic()
    fine = asyncio.run(soak())
    print(f"{'all is well' if fine else 'SOMETHING IS WRONG'}, after {time.monotonic() - began:.0f} s")
    sys.exit(not fine)
