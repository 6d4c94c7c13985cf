import asyncio

import pytest

from simulator import Phone, Simulator, serving
from tests.simulator.client import Bot, Refused


async def test_a_poll_waits_for_the_first_update(bot: Bot, phone: Phone) -> None:
    poll = asyncio.create_task(bot("getUpdates", timeout=30))
    await asyncio.sleep(0)
    await phone.send("مرحبا")
    assert [update["message"]["text"] for update in await poll] == ["مرحبا"]


async def test_updates_come_again_until_the_offset_confirms_them(bot: Bot, phone: Phone) -> None:
    for text in ("1", "2", "3"):
        await phone.send(text)
    first = await bot("getUpdates", limit=2)
    assert [update["message"]["text"] for update in first] == ["1", "2"]
    assert await bot("getUpdates", limit=2) == first
    rest = await bot("getUpdates", offset=first[-1]["update_id"] + 1)
    assert [update["message"]["text"] for update in rest] == ["3"]
    assert rest[0]["update_id"] == first[-1]["update_id"] + 1


async def test_a_negative_offset_keeps_only_the_last(bot: Bot, phone: Phone) -> None:
    for text in ("1", "2", "3"):
        await phone.send(text)
    assert [update["message"]["text"] for update in await bot("getUpdates", offset=-1)] == ["3"]
    assert len(await bot("getUpdates", offset=-9)) == 1


async def test_a_poll_without_updates_ends_empty(bot: Bot) -> None:
    assert await bot("getUpdates", timeout=0) == []
    assert await bot("getUpdates", timeout=1) == []


async def test_a_second_poller_ends_the_first_with_a_conflict(bot: Bot, phone: Phone) -> None:
    first = asyncio.create_task(bot("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot("getUpdates", timeout=30))
    with pytest.raises(Refused, match="Conflict: terminated by other getUpdates request") as caught:
        await first
    assert (caught.value.status, caught.value.code) == (409, 409)
    await phone.send("x")
    assert len(await second) == 1


async def test_only_the_kinds_that_a_bot_asks_for_are_sent(bot: Bot, phone: Phone) -> None:
    await bot("getUpdates", allowed_updates=["callback_query", "message_reaction"])
    await phone.send("x")
    await phone.react(phone.messages[-1].id, "👍")
    (update,) = await bot.take()
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]


async def test_reactions_are_not_sent_to_a_bot_that_did_not_ask(bot: Bot, phone: Phone) -> None:
    await phone.react(phone.messages[0].id, "👍")
    assert await bot.take() == []


async def test_confirmed_updates_can_be_sent_once_more(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    await phone.send("x")
    (update,) = await bot.take()
    assert simulator.redeliver(1) == 1
    assert await bot("getUpdates", offset=update["update_id"] + 1, timeout=5) == [update]
    assert await bot("getUpdates", offset=update["update_id"] + 1) == []
    assert simulator.redeliver(0) == 0


async def test_updates_older_than_a_day_are_gone(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    await phone.send("x")
    simulator.clock.advance(25 * 3600)
    assert await bot("getUpdates") == []


async def test_a_simulator_that_stops_ends_the_poll(simulator: Simulator) -> None:
    async with serving(simulator):
        poll = asyncio.create_task(simulator.world.updates.get(0, 100, 50))
        await asyncio.sleep(0)
    assert await poll == []
