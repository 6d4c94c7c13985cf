import asyncio

import aiohttp
import pytest

from simulator import Fault, Phone, Simulator
from tests.simulator.client import Bot, Refused


async def test_a_429_names_the_seconds_and_comes_as_often_as_asked(
    bot: Bot, phone: Phone, simulator: Simulator
) -> None:
    simulator.faults.add(Fault("too_many", method="send*", times=2, seconds=7))
    for _ in range(2):
        with pytest.raises(Refused) as caught:
            await bot("sendMessage", chat_id=phone.id, text="x")
        assert (caught.value.status, caught.value.parameters) == (429, {"retry_after": 7})
    await bot("sendMessage", chat_id=phone.id, text="x")


async def test_a_fault_of_one_chat_leaves_the_others_alone(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    other = simulator.phone("يوسف")
    await other.start()
    simulator.faults.add(Fault("server_error", chat_id=other.id))
    await bot("sendMessage", chat_id=phone.id, text="x")
    with pytest.raises(Refused, match="Internal Server Error") as caught:
        await bot("sendMessage", chat_id=other.id, text="x")
    assert caught.value.status == 500


@pytest.mark.parametrize(("kind", "messages"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_connection_is_cut_before_or_after_the_effect(
    bot: Bot, phone: Phone, simulator: Simulator, kind: str, messages: int
) -> None:
    simulator.faults.add(Fault(kind, times=1))  # type: ignore[arg-type] # pytest's parameters are plain strings
    with pytest.raises(aiohttp.ClientError):
        await bot("sendMessage", chat_id=phone.id, text="x")
    assert len(phone.screen) == messages


async def test_a_frozen_server_answers_when_it_thaws(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    fault = simulator.faults.add(Fault("freeze"))
    call = asyncio.create_task(bot("sendMessage", chat_id=phone.id, text="x"))
    done, _ = await asyncio.wait([call], timeout=0.1)
    assert not done
    simulator.faults.remove(fault)
    assert (await call)["text"] == "x"


async def test_latency_is_waited_for_and_then_the_call_is_carried_out(
    bot: Bot, phone: Phone, simulator: Simulator
) -> None:
    simulator.faults.add(Fault("latency", seconds=0.01))
    assert (await bot("sendMessage", chat_id=phone.id, text="x"))["text"] == "x"
    simulator.faults.clear()
    assert simulator.faults.active == []
