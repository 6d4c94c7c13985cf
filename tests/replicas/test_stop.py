"""A replica is stopped while its database says nothing any more."""

import asyncio

import pytest

from simulator import Limits, Simulator, serving
from tests.replicas.test_sharing import replica
from tests.replicas.wire import Wire

pytestmark = pytest.mark.usefixtures("quick")
STOP_WITHIN = 10.0  # seconds, as without a database that hangs (tests/faults/test_stop.py)


async def test_a_replica_stops_in_time_although_its_server_has_fallen_silent(address: str) -> None:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url, Wire(address).open() as wire:
        phone = simulator.phone("person")
        working = replica(simulator, url, wire.address)
        await working.__aenter__()
        await phone.send("/help")
        await phone.sees("منصة الشباب")
        wire.cut()
        for _ in range(3):
            await phone.send("/help")
        async with asyncio.timeout(STOP_WITHIN):
            await working.__aexit__(None, None, None)
        wire.mend()
        async with replica(simulator, url, wire.address):
            await phone.send("/check")
            await phone.sees("أين يوجد مشروعك")
