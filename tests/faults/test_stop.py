"""SIGTERM: it ends in time, in good order, and hands back what it did not do."""

import signal
from pathlib import Path

from simulator import Fault, Limits, Simulator, serving
from tests.bot.fakes import eventually
from tests.faults.process import PATIENCE, Bot, end_of

STOP_WITHIN = 10.0


async def test_a_stop_in_peace_is_clean(tmp_path: Path) -> None:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url:
        bot, phone = Bot(tmp_path, simulator, url), simulator.phone()
        await phone.start()
        async with bot.running() as process:
            await phone.sees("تيويزي", within=PATIENCE)
            process.send_signal(signal.SIGTERM)
            assert await end_of(process, STOP_WITHIN) == 0
            assert process.stderr is not None
            assert await process.stderr.read() == b""


async def test_a_stop_while_telegram_hangs_ends_in_time_and_the_answer_comes_after_the_next_start(
    tmp_path: Path,
) -> None:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url:
        bot, phone = Bot(tmp_path, simulator, url), simulator.phone()
        frozen = simulator.faults.add(Fault("freeze", "sendMessage", times=1))
        await phone.start()
        async with bot.running() as process:
            await bot.ready(process)
            await eventually(lambda: frozen.times == 0)
            process.send_signal(signal.SIGTERM)
            assert await end_of(process, STOP_WITHIN) == 0
        simulator.faults.clear()
        async with bot.running() as process:
            await phone.sees("تيويزي", within=PATIENCE)
