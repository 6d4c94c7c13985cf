"""Broadcasts on bad days: everybody has one final state, and it is what her phone received."""

import asyncio
import random
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import delivery as delivery_module
from bot.api import Api
from bot.broadcasts import Feeder
from bot.clock import ShiftedClock
from domain.broadcasts.account import OPEN, State
from domain.replacing import replace
from simulator import Fault, Limits, Phone, Simulator, serving
from simulator.faults import FaultKind
from storage.broadcast_recipients import Recipient, Recipients
from storage.opening import open_database
from storage.people import People, Person
from storage.subscriptions import Subscriptions
from storage.unit import Database
from tests.bot.casting import BODY, NOON, delivering, finish, planned, stored
from tests.faults.process import PATIENCE, Bot, end_of, rows
from tests.stage import TestClock
from tests.storage.examples import KHENIFRA, employ

SCRIPT = str(Path(__file__).with_name("kill_casting.py"))
DEATHS = {"frozen": 3, "fed": 2, "departed": 4, "sent": 3}
"""Where it dies, and the how manieth time that it comes there."""
TROUBLES: tuple[tuple[FaultKind, int, int], ...] = (
    ("too_many", 6, 11),
    ("server_error", 11, 21),
    ("drop_before", 21, 31),
    ("drop_after", 31, 41),
)
"""What happens to which of those who have bad luck."""
URGENT = replace(BODY, urgent="الطريق مقطوعة")


async def followers(simulator: Simulator, database: Database, count: int) -> list[Phone]:
    """So many people who have started the bot and follow what happens in Khénifra."""
    await employ(database)
    phones = [simulator.phone(f"person {number}") for number in range(count)]
    async with database.unit() as unit:
        for phone in phones:
            simulator.world.chats[phone.id].started = True
            People(unit).put(Person(phone.id, "ar"))
            Subscriptions(unit).add(phone.id, "place", KHENIFRA, 1)
    return phones


async def account(database: Database, key: int) -> dict[int, Recipient]:
    async with database.unit() as unit:
        recipients = Recipients(unit, key)
        return {each.chat_id: each for state in State for each in await recipients.page_of_state(state, 10_000)}


def check(phones: list[Phone], ends: dict[int, Recipient]) -> None:
    """Every account is what the phone received."""
    assert set(ends) == {phone.id for phone in phones}
    for phone in phones:
        end, received = ends[phone.id], [each for each in phone.messages if each.sender_id != phone.id]
        assert end.state not in OPEN
        if end.state is State.SENT:
            assert [each.id for each in received] == [end.message_id]
        else:
            assert len(received) <= (end.state is State.UNKNOWN), end


async def over(file: Path, key: int) -> None:
    """Look from outside until the broadcast is done."""
    async with asyncio.timeout(PATIENCE):
        while not rows(file, f"select 1 from broadcast where id = {key} and life = 'done'"):  # noqa: ASYNC110, S608 -- a file tells nobody; a number of ours
            await asyncio.sleep(0.1)


async def test_killed_again_and_again_nobody_is_sent_it_twice_and_nobody_is_forgotten(tmp_path: Path) -> None:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url:
        bot = Bot(tmp_path, simulator, url)
        database = await open_database(f"sqlite:///{bot.database}")
        phones = await followers(simulator, database, 90)
        key = await planned(database, TestClock(datetime.now(UTC)), URGENT, approved=True)
        await database.close()
        for point, count in DEATHS.items():
            async with bot.running(SCRIPT, point, f"{count}") as process:
                assert await end_of(process) == -signal.SIGKILL, (point, await process.communicate())
        async with bot.running(SCRIPT, "never", "0") as process:
            await bot.ready(process)
            await over(bot.database, key)
            process.send_signal(signal.SIGTERM)
            assert await end_of(process) == 0
        database = await open_database(f"sqlite:///{bot.database}")
        ends = await account(database, key)
        await database.close()
    check(phones, ends)
    unknown = sum(end.state is State.UNKNOWN for end in ends.values())
    assert unknown <= 2 * 15, "at most those that were taken out of the queue at the two deaths among them"
    assert sum(end.state is State.SENT for end in ends.values()) == len(phones) - unknown


async def test_on_a_bad_day_of_telegram_the_account_is_what_the_phones_received(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_module, "FIRST_PAUSE", 0.05)
    simulator = Simulator(limits=Limits.none())
    clock = ShiftedClock(NOON)
    database = await open_database(f"sqlite:///{tmp_path}/tiwizi.db")
    script = random.Random(8)  # noqa: S311 -- a script to repeat
    async with serving(simulator) as url:
        phones = await followers(simulator, database, 300)
        unlucky = script.sample(phones, 41)
        for phone in unlucky[:6]:
            phone.block()
        for kind, first, beyond in TROUBLES:
            for phone in unlucky[first:beyond]:
                simulator.faults.add(Fault(kind, "sendMessage", phone.id, times=1, seconds=1))
        simulator.faults.add(Fault("latency", "sendMessage", times=40, seconds=0.05))
        key = await planned(database, clock, approved=True)
        api = Api(simulator.token, url)
        await api.request.initialize()
        async with delivering(database, api, clock) as delivery:
            await finish(database, clock, delivery, key)
        await api.request.shutdown()
        ends = await account(database, key)
    assert not await Feeder(database, clock).feed()
    assert (await stored(database, key)).finished_at is not None
    await database.close()
    check(phones, ends)
    states = [end.state for end in ends.values()]
    assert states.count(State.BLOCKED) == 6
    assert 0 < states.count(State.UNKNOWN) <= 30
    assert states.count(State.FAILED) == 0
