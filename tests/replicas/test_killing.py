"""Three replicas, of which one is killed again and again: together they lose nothing and do nothing twice."""

import asyncio
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from simulator import Limits, Phone, Simulator, serving
from tests.bot.fakes import eventually
from tests.faults.process import heard, heard_in_bulk
from tests.replicas.cluster import Cluster

PEOPLE = 6
KILLS = 4
SAID = 60
LEFT = """
select id from outbox where state in ('queued', 'inflight') union all select lane from inbox where state = 'waiting'
"""


async def talk(phone: Phone, pace: float) -> None:
    for number in range(SAID):
        await phone.send(f"{number}")
        await asyncio.sleep(pace)


async def test_one_of_three_is_killed_every_second_and_nothing_is_lost_doubled_or_overtaken(
    tmp_path: Path, address: str
) -> None:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url, Cluster(tmp_path, simulator, url, address) as cluster:
        phones = [simulator.phone(f"person {number}") for number in range(PEOPLE)]
        talking = [asyncio.create_task(talk(phone, 0.1)) for phone in phones]
        victims: Iterator[int] = cycle(range(3))
        for _ in range(KILLS):
            await asyncio.sleep(1)
            victim = next(victims)
            await cluster.kill(victim)
            await cluster.start(victim)
        await asyncio.gather(*talking)

        async def is_settled() -> bool:
            return not await cluster.rows(LEFT)

        await eventually(is_settled)
        traces = await cluster.rows("select chat_id, state from draft")
        unknown = await cluster.rows("select count(*) as messages from outbox where state = 'unknown'")
    expected = [f"{number}" for number in range(SAID)]
    assert {row["chat_id"]: row["state"].split() for row in traces} == {phone.id: expected for phone in phones}
    for phone in phones:
        assert list(dict.fromkeys(heard(phone))) == expected, "every reply, in order"
        assert len(set(heard_in_bulk(phone))) == len(heard_in_bulk(phone)), "bulk at most once"
    missing = sum(SAID - len(heard_in_bulk(phone)) for phone in phones)
    assert missing <= unknown[0]["messages"], "what did not come is known to be unknown"
    assert sum(len(heard(phone)) - SAID for phone in phones) <= KILLS * PEOPLE, "at most those in flight came twice"
