"""Two replicas in one process of the tests: who polls, who speaks, and how fast they are together."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import pytest

from bot.api import Api
from bot.clock import SystemClock
from bot.program import Program
from bot.settings import Settings
from simulator import Limits, Simulator, serving
from storage.opening import open_database
from storage.outbox import Outbox, Priority
from storage.replicas import TakenForDead
from storage.unit import Call
from tests.bot.fakes import eventually

PEOPLE = 70
PER_SECOND = 30


pytestmark = pytest.mark.usefixtures("quick")


@asynccontextmanager
async def replica(simulator: Simulator, url: str, address: str) -> AsyncIterator[Program]:
    settings = Settings(_env_file=None, bot_token=simulator.token, api_url=url)
    database = await open_database(address)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        program = Program(database, Api(simulator.token, url), SystemClock(), settings)
        await stack.enter_async_context(program.working())
        receiving = asyncio.create_task(program.receive())
        stack.push_async_callback(_end, receiving)
        yield program


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError, TakenForDead):
        await task


@pytest.fixture
async def place(address: str) -> AsyncIterator[tuple[Simulator, str, str]]:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url:
        yield simulator, url, address


async def test_one_polls_both_handle_and_the_other_takes_over(place: tuple[Simulator, str, str]) -> None:
    simulator, *_ = place
    phones = [simulator.phone(f"person {number}") for number in range(8)]
    async with replica(*place) as second:
        async with replica(*place) as first:
            assert first.fellows is not None
            await asyncio.sleep(0.1)  # both have seen each other
            for phone in phones:
                await phone.send("/help")
            for phone in phones:
                await phone.sees("منصة الشباب")
            homes = {first.fellows.home(phone.id) for phone in phones}
            async with first.database.unit() as unit:
                [rows] = await unit.fetch(Call("select distinct sender from lane", {}))
            assert {row["sender"] for row in rows} == homes
        for phone in phones:
            await phone.send("/check")
        for phone in phones:
            await phone.sees("أين يوجد مشروعك")
        assert await second.ready() is None


async def test_who_polls_and_dies_is_followed_by_another(
    place: tuple[Simulator, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    simulator, *_ = place
    phone = simulator.phone("person")
    async with replica(*place) as second:
        async with replica(*place) as first:
            assert first.database.replicas is not None
            monkeypatch.setattr(first.database.replicas, "leave", first.database.replicas.close)  # it says no goodbye
            await phone.send("/help")
            await phone.sees("منصة الشباب")
        await phone.send("/check")
        await phone.sees("أين يوجد مشروعك")
        assert await second.ready() is None


async def test_together_they_send_no_faster_than_one_may(
    place: tuple[Simulator, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[float] = []

    async def noted(_self: Api, _method: str, _body: str) -> Any:
        sent.append(time.monotonic())
        return {"message_id": len(sent)}

    monkeypatch.setattr(Api, "send", noted)
    async with replica(*place) as first, replica(*place) as second:
        # Each speaks in half of the chats, so that both have to send.
        for each, chats in (first, range(1, PEOPLE // 2 + 1)), (second, range(PEOPLE // 2 + 1, PEOPLE + 1)):
            async with each.database.unit() as unit:
                assert set(await unit.claim(chats)) == set(chats)
        async with first.database.unit() as unit:
            for chat_id in range(1, PEOPLE + 1):
                Outbox(unit).queue(chat_id, "sendMessage", {"chat_id": chat_id}, Priority.BULK)
        first.delivery.wake()
        second.delivery.wake()

        async def is_over() -> bool:
            async with first.database.unit() as unit:
                [rows] = await unit.fetch(Call("select id from outbox where state in ('queued', 'inflight')", {}))
            return not rows

        await eventually(is_over)
        async with first.database.unit() as unit:
            [rows] = await unit.fetch(Call("select distinct sender from lane", {}))
    assert len(rows) == 2, "both sent"
    assert len(sent) == PEOPLE, "each once"
    worst = max(sum(begin <= at < begin + 1 for at in sent) for begin in sent)
    assert worst <= PER_SECOND


async def test_behind_pgbouncer_nobody_listens_and_everybody_is_answered(place: tuple[Simulator, str, str]) -> None:
    simulator, url, address = place
    pooled = simulator, url, f"{address}&pgbouncer=true"
    phones = [simulator.phone(f"person {number}") for number in range(4)]
    async with replica(*pooled) as first, replica(*pooled):
        assert first.database.replicas is not None
        assert not first.database.replicas.hears
        for phone in phones:
            await phone.send("/help")
        for phone in phones:
            await phone.sees("منصة الشباب")


async def test_who_was_taken_for_dead_stops(place: tuple[Simulator, str, str]) -> None:
    async with replica(*place) as first:
        assert first.database.replicas is not None
        await first.database.replicas.leave()
        with pytest.raises(TakenForDead):
            await first.receive()
