"""`python -m bot backup` under load: the copy is whole, and a bot that is started on it goes on from there."""

import asyncio
import shutil
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path

from simulator import Limits, Phone, Simulator, serving
from tests.faults.process import KILL_AT, PATIENCE, Bot, drafts, end_of, rows

HANDLED = "select count(*) from inbox where state = 'done' and lane = {}"
WAITING = "select update_id from inbox where state = 'waiting' and lane = {}"


async def keep_talking(phone: Phone) -> None:
    for number in count(1):
        await phone.send(f"{number:04}")
        await phone.sees(f"{number:04}", within=PATIENCE)


async def test_a_copy_taken_under_load_is_whole_and_the_bot_goes_on_with_it(tmp_path: Path) -> None:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url, AsyncExitStack() as stack:
        bot = Bot(tmp_path, simulator, url)
        phones = [simulator.phone(f"person {number}") for number in range(4)]
        process = await stack.enter_async_context(bot.running(KILL_AT, "never", "0"))
        talking = [asyncio.create_task(keep_talking(phone)) for phone in phones]
        await asyncio.gather(*(phone.sees("0001", within=PATIENCE) for phone in phones))
        async with bot.running(command=("backup", "copy.db")) as backup:
            assert await end_of(backup) == 0
        for task in talking:
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)
        process.kill()
        await end_of(process)

        restored = Bot(tmp_path / "restored", simulator, url)
        restored.database.parent.mkdir()
        shutil.copy(tmp_path / "copy.db", restored.database)
        assert rows(restored.database, "pragma integrity_check") == [("ok",)]
        handled = [int(rows(restored.database, HANDLED.format(phone.id))[0][0]) for phone in phones]
        waiting = [len(rows(restored.database, WAITING.format(phone.id))) for phone in phones]
        for phone, number in zip(phones, handled, strict=True):
            [trace] = await drafts(restored, phone)
            assert trace.state.split() == [f"{each:04}" for each in range(1, number + 1)], "done is what had its effect"
        async with restored.running(KILL_AT, "never", "0"):
            for phone in phones:
                await phone.send("last")
            await asyncio.gather(*(phone.sees("last", within=PATIENCE) for phone in phones))
        for phone, number in zip(phones, map(sum, zip(handled, waiting, strict=True)), strict=True):
            [trace] = await drafts(restored, phone)
            said = trace.state.split()
            assert said[:number] == [f"{each:04}" for each in range(1, number + 1)], "what waited was handled"
            assert said == sorted(set(said)), "once, in order"
            assert said[-1] == "last"
        assert rows(restored.database, "select state from inbox where state <> 'done'") == []
