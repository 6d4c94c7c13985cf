"""`kill -9`: nothing that was acknowledged is lost or done twice, the order is kept, and every reply arrives."""

import asyncio
import functools
import json
import signal
from pathlib import Path

import pytest

from simulator import Limits, Phone, Simulator, serving
from tests.faults.process import KILL_AT, PATIENCE, Bot, drafts, end_of, heard, heard_in_bulk

POINTS = {"stored": 1, "read": 20, "handled": 4, "committed": 5, "departed": 3, "sent": 6, "marked": 1}
"""Where it dies, and the how manieth time that it comes there."""
PEOPLE = 4


@pytest.mark.parametrize("webhook", [False, True])
async def test_killed_at_every_point_of_the_way_under_load_it_loses_nothing_and_does_nothing_twice(
    tmp_path: Path, *, webhook: bool
) -> None:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url:
        bot = Bot(tmp_path, simulator, url, webhook=webhook)
        phones = [simulator.phone(f"person {number}") for number in range(PEOPLE)]
        said: list[str] = []
        for point, time in POINTS.items():
            async with bot.running(KILL_AT, point, str(time)) as process:
                for _ in range(3):
                    said.append(f"{len(said) + 1}")
                    for phone in phones:
                        await phone.send(said[-1])
                assert await end_of(process) == -signal.SIGKILL, point
        async with bot.running(KILL_AT, "never", "0") as process:
            for phone in phones:
                await phone.send("last")
            await asyncio.gather(*(phone.sees("last", within=PATIENCE) for phone in phones))
            process.send_signal(signal.SIGTERM)
            assert await end_of(process) == 0
        expected = [*said, "last"]
        for phone in phones:
            [trace] = await drafts(bot, phone)
            assert trace.state.split() == expected, "each once, in order"
            assert list(dict.fromkeys(heard(phone))) == expected, "every reply, in order"
            assert len(heard_in_bulk(phone)) == len(set(heard_in_bulk(phone))), "bulk at most once"
        repeated = sum(len(heard(phone)) - len(expected) for phone in phones)
        assert repeated <= len(POINTS) * 8 * PEOPLE, "at most those in flight came twice"


def have_heard(phones: list[Phone], least: int) -> bool:
    return sum(len(heard(phone)) for phone in phones) >= least


async def talk(phone: Phone) -> None:
    """A piece of the real conversation, as a person has it who does not see the bot die."""
    await phone.send("/check")
    await phone.sees("أين يوجد مشروعك", within=PATIENCE)
    await phone.press("سوس-ماسة", within=PATIENCE)
    await phone.press("تارودانت", within=PATIENCE)
    await phone.sees("من يحمل المشروع اليوم؟", within=PATIENCE)


@pytest.mark.parametrize("webhook", [False, True])
async def test_people_who_talk_while_it_is_killed_again_and_again_all_come_to_the_same_place(
    tmp_path: Path, *, webhook: bool
) -> None:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url:
        bot = Bot(tmp_path, simulator, url, webhook=webhook)
        phones = [simulator.phone(f"person {number}") for number in range(PEOPLE)]
        events = simulator.world.events
        talking = [asyncio.create_task(talk(phone)) for phone in phones]
        for answers in (1, PEOPLE):
            async with bot.running() as process:
                assert await events.until(functools.partial(have_heard, phones, answers), PATIENCE)
                process.kill()
                assert await end_of(process) == -signal.SIGKILL
        async with bot.running() as process:
            await asyncio.gather(*talking)
            await bot.ready(process)
            process.send_signal(signal.SIGTERM)
            assert await end_of(process) == 0
        for phone in phones:
            [draft] = await drafts(bot, phone)
            state = json.loads(draft.state)
            assert (draft.active, state["answers"], state["trail"]) == (
                True,
                {"place": "09.541"},
                ["place", "legal_form"],
            )
