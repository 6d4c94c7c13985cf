"""Slots of all replicas as one of them gives them on, with a database that answers what a test says."""

import asyncio
from collections.abc import Sequence
from typing import cast

import pytest
from structlog.testing import capture_logs

from bot import shared_budget as module
from bot.shared_budget import SharedBudget
from storage.replicas import Replicas
from storage.unit import Unavailable

FATIMA, HASSAN, AICHA = 700, 800, 900
REPLY, BULK = 1, 2


class Slots:
    """Answers in turn, each a list of waits in milliseconds or an error to raise; then every slot is free."""

    def __init__(self, *answers: Sequence[int] | Exception) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[int, int]] = []
        self.paused: list[int] = []

    async def reserve(self, most: int, _window: int, ahead: int) -> Sequence[int]:
        self.asked.append((most, ahead))
        assert len(self.asked) < 1000, "it turns in a circle"
        await asyncio.sleep(0)
        answer = self._answers.pop(0) if self._answers else [0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def pause(self, milliseconds: int) -> None:
        self.paused.append(milliseconds)
        raise Unavailable("the server is away")


def budget(slots: Slots, per_second: int = 30) -> SharedBudget:
    return SharedBudget(per_second, cast("Replicas", slots), chat_interval=0)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", 0)
    monkeypatch.setattr(module, "AGAIN", 0)


async def test_whatever_the_database_does_meanwhile_who_waits_gets_a_slot_in_the_end() -> None:
    slots = Slots(Unavailable("away"), [], ValueError("strange"), [], [1, 2], [])
    shared = budget(slots)
    async with asyncio.timeout(5):
        with capture_logs():
            assert await asyncio.gather(*(shared.slot(chat, BULK) for chat in range(1, 8))) == [True] * 7


async def test_the_most_urgent_goes_first_whoever_asked_before() -> None:
    shared, order = budget(Slots([20])), []

    async def send(chat_id: int, priority: int) -> None:
        await shared.slot(chat_id, priority)
        order.append(chat_id)

    tasks = [asyncio.create_task(send(chat, BULK)) for chat in (FATIMA, HASSAN)]
    await asyncio.sleep(0)
    await asyncio.gather(*tasks, send(AICHA, REPLY))
    assert order == [AICHA, FATIMA, HASSAN]


async def test_no_more_is_reserved_than_is_needed_and_a_reply_looks_further_ahead() -> None:
    slots = Slots([0])
    shared = budget(slots, per_second=1000)
    await shared.slot(FATIMA, BULK)
    assert slots.asked == [(1, module.BULK_AHEAD)]
    shared = budget(slots := Slots([0, 0]))
    await asyncio.gather(shared.slot(FATIMA, REPLY), shared.slot(HASSAN, BULK))
    assert slots.asked == [(2, module.AHEAD)]


class Machine:
    """Its clock goes on, also while it does nothing."""

    def __init__(self) -> None:
        self._time = asyncio.get_running_loop().time
        self._stood_still = 0.0

    def time(self) -> float:
        return self._time() + self._stood_still

    def stand_still(self) -> None:
        self._stood_still += 1.0


@pytest.fixture
async def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(asyncio.get_running_loop(), "time", made.time)
    return made


async def test_a_slot_that_was_kept_too_long_is_not_used(machine: Machine) -> None:
    slots = Slots([0])
    shared = budget(slots, per_second=1000)  # a slot is for many, of which one is used
    await shared.slot(FATIMA, BULK)
    machine.stand_still()
    await shared.slot(HASSAN, BULK)
    assert len(slots.asked) == 2


async def test_a_slot_for_which_it_waited_too_long_is_not_used(machine: Machine) -> None:
    slots = Slots([200])
    waiting = asyncio.create_task(budget(slots).slot(FATIMA, BULK))
    for _ in range(5):
        await asyncio.sleep(0)  # now it waits
    machine.stand_still()
    await waiting
    assert len(slots.asked) == 2


async def test_what_was_in_hand_before_a_pause_is_not_used_after_it() -> None:
    slots = Slots([0])
    shared = budget(slots, per_second=1000)  # a slot is for many, of which one is used
    await shared.slot(FATIMA, BULK)
    await shared.slot(HASSAN, BULK)
    assert len(slots.asked) == 1
    await shared.pause(3)
    await shared.slot(AICHA, BULK)
    assert (slots.paused, len(slots.asked)) == ([3000], 2)


async def test_when_it_is_closed_nobody_waits_any_more() -> None:
    shared = budget(Slots([60_000]))
    waiting = [asyncio.create_task(shared.slot(chat, BULK)) for chat in (FATIMA, HASSAN)]
    await asyncio.sleep(0.01)
    shared.close()
    assert await asyncio.gather(*waiting, shared.slot(AICHA, REPLY)) == [False, False, False]
