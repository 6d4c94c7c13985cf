"""SIGTERM: it ends in time, in good order, and hands back what it did not do."""

import signal
from pathlib import Path

from simulator import Fault, Limits, Phone, Simulator, serving
from tests.bot.fakes import eventually
from tests.faults.process import KILL_AT, PATIENCE, Bot, drafts, end_of, heard, heard_in_bulk, rows

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


async def test_a_stop_under_load_hands_back_all_that_is_not_done_and_nothing_comes_twice(tmp_path: Path) -> None:
    simulator = Simulator(limits=Limits.none())
    said = [f"{number}" for number in range(30)]
    async with serving(simulator) as url:
        bot = Bot(tmp_path, simulator, url)
        phones = [simulator.phone(f"person {number}") for number in range(6)]
        slow = simulator.faults.add(Fault("latency", "sendMessage", seconds=0.02))
        async with bot.running(KILL_AT, "never", "0") as process:
            for text in said:
                for phone in phones:
                    await phone.send(text)
            assert await simulator.world.events.until(lambda: any(map(heard, phones)), PATIENCE)
            process.send_signal(signal.SIGTERM)
            assert await end_of(process, STOP_WITHIN) == 0
        outbox = dict(rows(bot.database, "select state, count(*) from outbox group by state"))
        assert outbox.keys() <= {"sent", "queued"}, "what departed has arrived and is marked"
        assert outbox["sent"] == sum(len(heard(phone)) + len(heard_in_bulk(phone)) for phone in phones)
        assert outbox["queued"] > 0, "it was told in the middle"
        simulator.faults.remove(slow)
        async with bot.running(KILL_AT, "never", "0") as process:
            for phone in phones:
                await phone.send("last")
            everything = len(phones) * 2 * (len(said) + 1)
            await eventually_heard(simulator, phones, everything)
            process.send_signal(signal.SIGTERM)
            assert await end_of(process, STOP_WITHIN) == 0
        for phone in phones:
            assert heard(phone) == [*said, "last"], "each once, in order"
            assert len(set(heard_in_bulk(phone))) == len(heard_in_bulk(phone))
            [trace] = await drafts(bot, phone)
            assert trace.state.split() == [*said, "last"]


async def eventually_heard(simulator: Simulator, phones: list[Phone], count: int) -> None:
    def complete() -> bool:
        return sum(len(heard(phone)) + len(heard_in_bulk(phone)) for phone in phones) >= count

    assert await simulator.world.events.until(complete, PATIENCE)
