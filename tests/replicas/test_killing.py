"""Three replicas under load, to which everything happens: together they lose nothing and do nothing twice."""

import asyncio
from pathlib import Path

from bot.delivery import MOST_IN_A_ROW
from simulator import Limits, Phone, Simulator, serving
from tests import postgres
from tests.faults.process import end_of, heard, heard_in_bulk
from tests.replicas.cluster import DEAD_AFTER, Cluster
from tests.replicas.wire import Wire

PEOPLE = 4
INTERRUPTIONS = 4


async def talk(phone: Phone, enough: asyncio.Event) -> list[str]:
    """What she said until it was enough."""
    said: list[str] = []
    while not enough.is_set():
        said.append(f"{len(said)}")
        await phone.send(said[-1])
        await asyncio.sleep(0.4)
    return said


async def test_replicas_that_are_killed_cut_off_and_lose_their_server_together_lose_nothing(tmp_path: Path) -> None:
    simulator = Simulator(limits=Limits.none())
    with postgres.own_server() as server:
        async with (
            postgres.made(server.address) as address,
            Wire(address).open() as wire,
            serving(simulator) as url,
            Cluster(tmp_path, simulator, url, [address, address, wire.address]) as cluster,
        ):
            phones = [simulator.phone(f"person {number}") for number in range(PEOPLE)]
            enough = asyncio.Event()
            talking = [asyncio.create_task(talk(phone, enough)) for phone in phones]
            await cluster.kill(0)
            await cluster.start(0)
            await asyncio.to_thread(server.restart)
            await asyncio.sleep(1)
            wire.cut()
            await asyncio.sleep(DEAD_AFTER * 1.5)
            wire.mend()
            cut_off = cluster.processes[2]
            code, (_, written) = await end_of(cut_off), await cut_off.communicate()
            assert code == 2, written.decode()
            assert "others went on with its work" in written.decode()
            await cluster.kill(1)
            await asyncio.sleep(DEAD_AFTER)
            await cluster.revive()
            enough.set()
            said = dict(zip(phones, await asyncio.gather(*talking), strict=True))
            await cluster.settled()
            traces = await cluster.rows("select chat_id, state from draft")
            [unknown] = await cluster.rows("select count(*) as messages from outbox where state = 'unknown'")
    assert {row["chat_id"]: row["state"].split() for row in traces} == {each.id: words for each, words in said.items()}
    for phone, words in said.items():
        assert list(dict.fromkeys(heard(phone))) == words, "every reply, in order"
        assert len(set(heard_in_bulk(phone))) == len(heard_in_bulk(phone)), "bulk at most once"
    missing = sum(len(words) - len(heard_in_bulk(phone)) for phone, words in said.items())
    assert missing <= unknown["messages"], "what did not come is known to be unknown"
    twice = sum(len(heard(phone)) - len(words) for phone, words in said.items())
    assert twice <= INTERRUPTIONS * PEOPLE * MOST_IN_A_ROW, "at most those in flight came twice"
