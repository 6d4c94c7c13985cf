"""Telegram is away, slow, or answers garbage: it is waited for, and every answer comes in the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot import delivery, intake, program
from simulator import Fault, Phone
from simulator.faults import FaultKind
from tests.bot.fakes import eventually
from tests.faults.proxy import Proxy
from tests.stage import Stage

NEXT = "أين يوجد مشروعك"
LAST_OF_THE_INTRODUCTION = "setChatMenuButton"
GARBAGE = [
    (200, ""),
    (200, "<html>Please log in</html>"),
    (200, "[]"),
    (200, '{"ok":true,"result":'),
    (200, '{"ok":true,"result":' + "[" * 100_000),
    (200, '{"ok":false,"description":"no result"}'),
    (400, '{"error":"Bad Request"}'),
    (401, "Unauthorized"),
    (403, '{"message":"Forbidden"}'),
    (404, '{"message":"no Route matched"}'),
    (409, "Conflict"),
    (502, "Bad Gateway"),
]


@pytest.fixture(autouse=True)
def _quick_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (delivery, intake, program):
        monkeypatch.setattr(module, "FIRST_PAUSE", 0.005)
        monkeypatch.setattr(module, "LONGEST_PAUSE", 0.02)


@asynccontextmanager
async def time_passing(stage: Stage, step: timedelta = timedelta(seconds=1)) -> AsyncIterator[None]:
    """The clock of a stage stands still: what waits for a moment needs it to move."""

    async def let_time_pass() -> None:
        while True:
            stage.clock.move(step)
            stage.program.delivery.wake()
            await asyncio.sleep(0.01)

    passing = asyncio.create_task(let_time_pass())
    try:
        yield
    finally:
        passing.cancel()
        await asyncio.gather(passing, return_exceptions=True)


async def comes_through(stage: Stage, phone: Phone, text: str) -> None:
    async with time_passing(stage):
        await phone.sees(text)


@pytest.mark.parametrize("kind", ["server_error", "drop_before"])
async def test_away_for_ten_minutes_costs_nobody_an_answer(stage: Stage, kind: FaultKind) -> None:
    phone, other = stage.phone(), stage.phone("حسن")
    await phone.send("/help")
    await phone.sees("منصة الشباب")
    with capture_logs() as logs:
        away = stage.simulator.faults.add(Fault(kind, "send*"))
        await phone.send("/check")
        await eventually(lambda: attempts(stage, 1))
        stage.simulator.faults.remove(away)
        stage.simulator.faults.add(Fault(kind))
        await other.send("/check")
        async with time_passing(stage, timedelta(seconds=20)):
            back = stage.clock.now() + timedelta(minutes=10)
            await eventually(lambda: stage.clock.now() >= back)
            await eventually(lambda: attempts(stage, 3))
        await eventually(lambda: any(entry["event"] == "Updates could not be fetched." for entry in logs))
        assert phone.screen == other.screen == []
        stage.simulator.faults.clear()
        await comes_through(stage, phone, NEXT)
        await comes_through(stage, other, NEXT)
    assert len(phone.screen) == 1
    assert len(other.screen) == 1


async def attempts(stage: Stage, least: int) -> bool:
    """Whether something was tried so often."""
    return bool(await stage.rows(f"select 1 from outbox where attempts >= {least}"))  # noqa: S608 -- a number of ours


async def test_slow_answers_delay_and_nothing_is_lost_doubled_or_overtaken(stage: Stage) -> None:
    phones = [stage.phone(f"person {number}") for number in range(6)]
    stage.simulator.faults.add(Fault("latency", seconds=0.05))
    for phone in phones:
        await phone.send("/check")
        await phone.send("/help")
    for phone in phones:
        await phone.sees("منصة الشباب")
    await stage.settled()
    for phone in phones:
        texts = [message.text for message in phone.messages if message.sender_id != phone.id]
        assert NEXT in texts[0]
        assert ["منصة الشباب" in text for text in texts] == [False, True]


async def test_garbage_in_place_of_answers_is_waited_out(stage: Stage) -> None:
    phone, other = stage.phone(), stage.phone("حسن")
    proxy = Proxy(stage.url)
    async with proxy.open():
        stage.url = proxy.url
        await stage.restart()
        await eventually(lambda: LAST_OF_THE_INTRODUCTION in proxy.passed_on)  # it is made beside the first poll
        with capture_logs() as logs:
            await phone.send("/help")
            await phone.sees("منصة الشباب")
            proxy.answers = [answer for answer in GARBAGE for _ in range(4)]
            await phone.send("/check")
            await other.send("/check")
            await comes_through(stage, phone, NEXT)
            await comes_through(stage, other, NEXT)
        await stage.stop_bot()
    assert proxy.answers == []
    assert len(phone.screen) == 1
    assert len(other.screen) == 1
    assert {entry["event"] for entry in logs} == {"Updates could not be fetched."}


async def test_an_answer_that_gets_lost_on_the_way_back_may_be_repeated_but_the_order_stays(stage: Stage) -> None:
    phone = stage.phone()
    stage.simulator.faults.add(Fault("drop_after", "sendMessage", times=2))
    await phone.send("/check")
    await comes_through(stage, phone, NEXT)
    await phone.send("/help")
    await comes_through(stage, phone, "منصة الشباب")
    texts = [message.text for message in phone.messages if message.sender_id != phone.id]
    assert len(texts) == 4
    assert len(set(texts[:3])) == 1


async def test_a_429_is_obeyed_and_the_order_stays(stage: Stage) -> None:
    phone, other = stage.phone(), stage.phone("حسن")
    stage.simulator.faults.add(Fault("too_many", "sendMessage", chat_id=phone.id, times=1, seconds=1))
    await phone.send("/check")
    await other.send("/check")
    await other.sees(NEXT)
    await phone.send("/help")
    await phone.idle()
    assert phone.screen == []
    await comes_through(stage, phone, "منصة الشباب")
    texts = [message.text for message in phone.messages if message.sender_id != phone.id]
    assert NEXT in texts[0]


async def test_slow_answers_of_one_chat_hold_up_no_other(stage: Stage) -> None:
    phone, other = stage.phone(), stage.phone("حسن")
    stage.simulator.faults.add(Fault("freeze", "sendMessage", chat_id=phone.id))
    await phone.send("/check")
    await phone.idle()
    await other.send("/check")
    await other.sees(NEXT)
    assert phone.screen == []
    stage.simulator.faults.clear()
    await phone.sees(NEXT)


async def test_updates_that_telegram_sends_twice_are_handled_once(stage: Stage) -> None:
    phone = stage.phone()
    await phone.send("/check")
    await phone.sees(NEXT)
    await phone.send("/help")
    await phone.sees("منصة الشباب")
    await phone.idle()
    stage.simulator.redeliver(2)
    await phone.send("/language")
    await phone.sees("لغة تفضل")
    texts = [message.text for message in phone.messages if message.sender_id != phone.id]
    assert sum("منصة الشباب" in text for text in texts) == 1
