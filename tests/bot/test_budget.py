import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.budget import CHAT_BURST, CHATS, WINDOW, Budget

REPLY, BULK = 1, 2


class Time:
    """Seconds that pass only when somebody sleeps; asyncio's timers follow them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        loop = asyncio.get_running_loop()
        self._timers: list[tuple[float, Callable[[], None]]] = []
        monkeypatch.setattr(loop, "call_later", self._call_later)
        monkeypatch.setattr(asyncio, "sleep", self._sleep)

    def _call_later(self, delay: float, callback: Callable[[], None]) -> asyncio.TimerHandle:
        self._timers.append((self.now + delay, callback))
        loop = asyncio.get_running_loop()
        return asyncio.TimerHandle(0, callback, [], loop)

    async def _sleep(self, delay: float) -> None:
        done = asyncio.Event()
        self._timers.append((self.now + delay, done.set))
        await done.wait()

    async def pass_(self, seconds: float) -> None:
        end = self.now + seconds
        while due := [timer for timer in self._timers if timer[0] <= end]:
            timer = min(due, key=lambda each: each[0])
            self._timers.remove(timer)
            self.now = max(self.now, timer[0])
            timer[1]()
            await settle()
        self.now = end


async def settle() -> None:
    """Let every task go as far as it can without time passing."""
    for _ in range(20):
        await asyncio.get_running_loop().run_in_executor(None, lambda: None)


@pytest.fixture
async def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time(monkeypatch)


def note(given: list[float], time: Time, slot: Awaitable[bool]) -> "asyncio.Task[None]":
    async def wait() -> None:
        await slot
        given.append(time.now)

    return asyncio.create_task(wait())


async def test_in_no_second_are_more_slots_given_than_allowed(time: Time) -> None:
    budget, given = Budget(30, lambda: time.now), list[float]()
    tasks = [note(given, time, budget.slot(chat, REPLY)) for chat in range(100)]
    await settle()
    assert len(given) == 30
    await time.pass_(10)
    await asyncio.gather(*tasks)
    assert all(later - earlier > 1.0 for earlier, later in zip(given, given[30:], strict=False))
    assert given[-1] - given[0] == pytest.approx(3 * WINDOW)


async def test_a_reply_that_comes_later_goes_before_a_broadcast_that_waits(time: Time) -> None:
    budget = Budget(1, lambda: time.now)
    order: list[str] = []

    async def send(name: str, chat: int, priority: int) -> None:
        await budget.slot(chat, priority)
        order.append(name)

    tasks = [asyncio.create_task(send(f"bulk {chat}", chat, BULK)) for chat in range(3)]
    await settle()
    tasks.append(asyncio.create_task(send("reply", 9, REPLY)))
    await settle()
    await time.pass_(5)
    await asyncio.gather(*tasks)
    assert order == ["bulk 0", "reply", "bulk 1", "bulk 2"]


async def test_a_chat_gets_a_small_burst_and_then_one_a_second(time: Time) -> None:
    budget, given = Budget(30, lambda: time.now), list[float]()
    tasks = [note(given, time, budget.slot(7, REPLY)) for _ in range(CHAT_BURST + 2)]
    other = note(given, time, budget.slot(8, REPLY))
    await settle()
    assert len(given) == CHAT_BURST + 1
    await time.pass_(3)
    await asyncio.gather(*tasks, other)
    assert [at - 1000 for at in given[CHAT_BURST + 1 :]] == [1.0, 2.0]


async def test_a_group_gets_a_small_burst_and_then_one_in_three_seconds(time: Time) -> None:
    budget, given = Budget(30, lambda: time.now), list[float]()
    tasks = [note(given, time, budget.slot(-1_002_000_000_000, REPLY)) for _ in range(CHAT_BURST + 2)]
    await settle()
    assert len(given) == CHAT_BURST
    await time.pass_(6)
    await asyncio.gather(*tasks)
    assert [at - 1000 for at in given[CHAT_BURST:]] == [3.0, 6.0]


async def test_one_who_gave_up_waiting_takes_no_slot(time: Time) -> None:
    budget, given = Budget(1, lambda: time.now), list[float]()
    first = note(given, time, budget.slot(1, REPLY))
    await settle()
    gone = note(given, time, budget.slot(2, REPLY))
    third = note(given, time, budget.slot(3, REPLY))
    await settle()
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    await time.pass_(WINDOW)
    await asyncio.gather(first, third)
    assert given == [1000.0, 1000.0 + WINDOW]


async def test_quiet_chats_are_forgotten_and_busy_ones_are_not(time: Time) -> None:
    budget = Budget(30, lambda: time.now)
    await budget.slot(1, REPLY)
    await time.pass_(5)
    await budget.slot(2, REPLY)
    budget.forget_quiet_chats()
    assert set(budget.pace._chats) == {2}


async def test_a_closed_budget_lets_nobody_wait_and_gives_what_is_free(time: Time) -> None:
    budget = Budget(2, lambda: time.now)
    assert await budget.slot(1, REPLY)
    assert await budget.slot(2, REPLY)
    waiting = asyncio.create_task(budget.slot(3, BULK))
    await settle()
    budget.close()
    assert not await waiting
    assert not await budget.slot(4, REPLY)
    await time.pass_(WINDOW)
    assert await budget.slot(5, REPLY)


async def test_a_broadcast_is_spread_over_the_second_and_a_reply_beside_it_hardly_waits(time: Time) -> None:
    budget, given, replied = Budget(30, lambda: time.now), list[float](), list[float]()
    tasks = [note(given, time, budget.slot(chat, BULK)) for chat in range(300)]
    await settle()
    asked = []
    for number in range(30):
        await time.pass_(0.1 + number / 1000)
        asked.append(time.now)
        tasks.append(note(replied, time, budget.slot(1000 + number, REPLY)))
        await settle()
    await time.pass_(10)
    await asyncio.gather(*tasks)
    assert max(at - since for since, at in zip(asked, replied, strict=True)) < 0.1
    together = sorted(given + replied)
    assert all(later - earlier > 1.0 for earlier, later in zip(together, together[30:], strict=False))
    assert (len(together) - 1) / (together[-1] - together[0]) >= 0.98 * 30


async def test_memory_does_not_grow_with_the_people_who_are_written_to(time: Time) -> None:
    budget = Budget(10**6, lambda: time.now)
    for chat in range(4 * CHATS):
        time.now += 0.01
        await budget.slot(chat, BULK)
    assert len(budget.pace._chats) <= CHATS + 2 * 400
