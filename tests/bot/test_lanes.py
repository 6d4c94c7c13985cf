import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot import lanes as module
from bot.clock import milliseconds
from bot.lanes import MOST_ATTEMPTS, Lanes, Work
from storage.drafts import Draft, Drafts
from storage.inbox import Arrival, Inbox
from storage.people import People, Person
from storage.sqlite import Sqlite
from storage.unit import Call, Database, Unit
from tests.bot.fakes import eventually
from tests.stage import TestClock

FATIMA, HASSAN, KHADIJA = 700, 800, 900


@pytest.fixture(autouse=True)
def _quick_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BACKOFF", 0.01)


class Room:
    """Lanes with a handler that notes what it did in the database, and fails where the test says so."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = TestClock()
        self.handled: list[int] = []
        self.apologised: list[int] = []
        self.told: list[Call] = []
        self.trouble: Callable[[Work], None] = lambda _work: None
        self.gates: dict[int, asyncio.Event] = {}
        self.doubts = 0
        self.lanes = Lanes(database, self.clock, self.handle, self.apologise, self.committed, doubted=self.doubted)

    async def handle(self, unit: Unit, work: Work) -> None:
        number = work.waiting.update_id
        Drafts(unit).put(work.lane, Draft(str(number), "{}", active=False), number)
        self.handled.append(number)
        if number in self.gates:
            await self.gates[number].wait()
        self.trouble(work)

    async def apologise(self, _unit: Unit, work: Work) -> None:
        self.apologised.append(work.waiting.update_id)

    def committed(self, calls: Sequence[Call]) -> None:
        self.told.extend(calls)

    def doubted(self) -> None:
        self.doubts += 1

    async def store(self, *numbers: int, lane: int = FATIMA) -> None:
        async with self.database.unit() as unit:
            Inbox(unit).store([Arrival(number, lane, "{}") for number in numbers], milliseconds(self.clock.now()))
        self.lanes.wake([lane])

    async def waiting(self) -> int:
        async with self.database.unit() as unit:
            return (await Inbox(unit).backlog()).count

    async def empty(self) -> None:
        async def nothing_waits() -> bool:
            self.clock.move(timedelta(seconds=1))
            return await self.waiting() == 0

        await eventually(nothing_waits)

    async def effects(self) -> list[int]:
        async with self.database.unit() as unit:
            [rows] = await unit.fetch(Call("select expires_at from draft order by expires_at", {}))
        return [row["expires_at"] for row in rows]


@asynccontextmanager
async def open_room(database: Database) -> AsyncIterator[Room]:
    room = Room(database)
    await room.lanes.start()
    yield room
    await room.lanes.stop()


def fail_on(number: int) -> Callable[[Work], None]:
    def fail(work: Work) -> None:
        if work.waiting.update_id == number:
            raise LookupError("a mistake")

    return fail


async def test_updates_of_a_chat_are_handled_once_and_in_order(database: Database) -> None:
    async with open_room(database) as room:
        await room.store(3, 1, 2)
        await room.empty()
        await room.store(2, 4)
        await room.empty()
    assert room.handled == [1, 2, 3, 4]
    assert await room.effects() == [1, 2, 3, 4]
    assert [call.values["update_id"] for call in room.told if "update_id" in call.values] == [1, 2, 3, 4]


async def test_a_handler_gets_the_person_and_the_drafts_with_the_update(database: Database) -> None:
    draft = Draft("eligibility", "{}", active=True)
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA, "fr"))
        Drafts(unit).put(FATIMA, draft, 5)
    seen: list[Work] = []
    async with open_room(database) as room:
        room.trouble = seen.append
        await room.store(1)
        await room.empty()
    assert (seen[0].lane, seen[0].person, seen[0].drafts) == (FATIMA, Person(FATIMA, "fr"), [draft])


async def test_what_waited_before_the_start_is_taken_up_and_what_comes_before_it_only_waits(database: Database) -> None:
    room = Room(database)
    await room.store(1, 2)
    await room.store(3, lane=HASSAN)
    assert await room.waiting() == 3
    await room.lanes.start()
    await room.empty()
    await room.lanes.stop()
    assert sorted(room.handled) == [1, 2, 3]


async def test_a_stop_ends_the_update_under_way_and_leaves_the_rest_for_the_next_start(database: Database) -> None:
    room = Room(database)
    room.gates[1] = asyncio.Event()
    await room.lanes.start()
    await room.store(1, 2)
    await eventually(lambda: room.handled == [1])
    stopping = asyncio.create_task(room.lanes.stop())
    await asyncio.sleep(0)
    room.gates[1].set()
    await stopping
    assert await room.effects() == [1]
    async with open_room(database) as after:
        await after.empty()
    assert after.handled == [2]


async def test_a_poison_update_is_tried_again_set_aside_and_the_person_told_and_its_lane_goes_on(
    database: Database,
) -> None:
    with capture_logs() as logs:
        async with open_room(database) as room:
            room.trouble = fail_on(1)
            await room.store(1, 2)
            await room.store(3, lane=HASSAN)
            await eventually(lambda: 3 in room.handled)
            assert 2 not in room.handled
            await room.empty()
    assert [number for number in room.handled if number != 3] == [1] * MOST_ATTEMPTS + [2]
    assert room.apologised == [1]
    assert await room.effects() == [2, 3]
    failures = [entry for entry in logs if entry["event"] == "An update failed."]
    assert [entry["last"] for entry in failures] == [False, False, True]


async def test_a_failed_update_is_not_tried_again_before_its_time(database: Database) -> None:
    async with open_room(database) as room:
        room.trouble = fail_on(1)
        await room.store(1)
        await eventually(lambda: room.handled == [1])
        await failure_is_stored(database)
        room.lanes.wake([FATIMA])
        await room.store(2, lane=HASSAN)
        await eventually(lambda: room.handled[-1] == 2)
        assert room.handled == [1, 2]
        await room.empty()


async def failure_is_stored(database: Database) -> None:
    while True:
        async with database.unit() as unit:
            [[row]] = await unit.fetch(Call("select attempts from inbox", {}))
        if row["attempts"]:
            return


async def test_a_clock_set_back_does_not_keep_a_failed_update_waiting_for_hours(database: Database) -> None:
    async with open_room(database) as room:
        room.trouble = fail_on(1)
        await room.store(1)
        await eventually(lambda: room.handled == [1])
        await failure_is_stored(database)  # with the time of the next attempt, before the clock is set back
        room.trouble = lambda _work: None
        room.clock.move(timedelta(hours=-1))
        await eventually(lambda: room.handled == [1, 1])


async def test_an_apology_that_fails_too_does_not_hold_up_the_lane(database: Database) -> None:
    with capture_logs() as logs:
        async with open_room(database) as room:

            async def fail(_unit: Unit, _work: Work) -> None:
                raise LookupError("another mistake")

            room.lanes._apologise = fail
            room.trouble = fail_on(1)
            await room.store(1, 2)
            await room.empty()
    assert await room.effects() == [2]
    assert any(entry["event"] == "An apology failed." for entry in logs)


async def test_a_handler_that_hangs_is_cut_off_and_the_others_go_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_HANDLING", 0.02)
    with capture_logs() as logs:
        async with open_room(database) as room:
            room.gates[1] = asyncio.Event()
            await room.store(1)
            await room.store(2, lane=HASSAN)
            await room.empty()
    assert room.apologised == [1]
    assert await room.effects() == [2]
    assert isinstance(logs[0]["exc_info"], TimeoutError)


async def test_an_update_is_not_blamed_for_a_database_that_is_full(database: Sqlite) -> None:
    with capture_logs() as logs:
        async with open_room(database) as room:
            await database._connection.visit(lambda db: db.execute("pragma max_page_count = 1"))
            large = "a" * 100_000

            async def handle(unit: Unit, work: Work) -> None:
                Drafts(unit).put(work.lane, Draft("large", large, active=False), work.waiting.update_id)

            room.lanes._handle = handle
            await room.store(1)
            await eventually(lambda: sum(entry["event"] == "A lane could not go on." for entry in logs) > MOST_ATTEMPTS)
            assert await room.effects() == []
            await database._connection.visit(lambda db: db.execute("pragma max_page_count = 100000"))
            await room.empty()
    assert await room.effects() == [1]
    assert room.apologised == []
    assert room.doubts > MOST_ATTEMPTS


async def test_a_database_that_fails_while_an_update_is_set_aside_loses_nothing(
    database: Sqlite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_ATTEMPTS", 1)
    large = "a" * 100_000

    async def apologise_at_length(unit: Unit, work: Work) -> None:
        Drafts(unit).put(work.lane, Draft("large", large, active=False), work.waiting.update_id)

    with capture_logs() as logs:
        async with open_room(database) as room:
            await database._connection.visit(lambda db: db.execute("pragma max_page_count = 1"))
            room.lanes._apologise = apologise_at_length
            room.trouble = fail_on(1)
            await room.store(1)
            await eventually(lambda: sum(entry["event"] == "A lane could not go on." for entry in logs) > 1)
            assert await room.waiting() == 1
            await database._connection.visit(lambda db: db.execute("pragma max_page_count = 100000"))
            await room.empty()
    assert await room.effects() == [1]
    assert room.doubts > 1


async def test_a_database_that_cannot_be_read_is_tried_again_and_nothing_is_lost(
    database: Sqlite,
) -> None:
    with capture_logs() as logs:
        async with open_room(database) as room:
            await database._connection.visit(lambda db: db.execute("alter table person rename to gone"))
            await room.store(1)
            await eventually(lambda: any(entry["event"] == "A lane could not go on." for entry in logs))
            await database._connection.visit(lambda db: db.execute("alter table gone rename to person"))
            await room.empty()
    assert room.handled == [1]


async def together(room: Room, *lanes: int) -> None:
    """Update 1 in the first lane, 2 in the second …, all waiting before the start, so that they share a transaction."""
    for number, lane in enumerate(lanes, start=1):
        await room.store(number, lane=lane)
    await room.lanes.start()


async def test_a_failure_among_updates_that_share_a_transaction_is_its_own(database: Database) -> None:
    room = Room(database)
    room.trouble = fail_on(2)
    with capture_logs():
        await together(room, FATIMA, HASSAN, KHADIJA)
        await room.empty()
    await room.lanes.stop()
    assert sorted(room.handled) == [1, *[2] * MOST_ATTEMPTS, 3], "the others were handled once"
    assert await room.effects() == [1, 3]
    assert room.apologised == [2]


async def test_a_failure_that_left_a_trace_in_a_shared_transaction_takes_nobody_with_it(database: Database) -> None:
    room = Room(database)
    handle = room.lanes._handle

    async def read_what_it_wrote(unit: Unit, work: Work) -> None:
        await handle(unit, work)
        await unit.fetch(Inbox.head_of(work.lane))
        fail_on(2)(work)

    room.lanes._handle = read_what_it_wrote
    with capture_logs():
        await together(room, FATIMA, HASSAN, KHADIJA)
        await room.empty()
    await room.lanes.stop()
    assert await room.effects() == [1, 3]
    assert room.apologised == [2]
    assert [call.values["update_id"] for call in room.told if "update_id" in call.values] == [1, 3, 2]


async def test_a_statement_that_fails_at_the_commit_of_several_updates_is_found_and_the_others_go_on(
    database: Database,
) -> None:
    room = Room(database)
    handle = room.lanes._handle

    async def break_a_rule(unit: Unit, work: Work) -> None:
        await handle(unit, work)
        if work.waiting.update_id == 2:
            unit.write(Call("insert into person (chat_id) values (1), (1)", {}))

    room.lanes._handle = break_a_rule
    with capture_logs():
        await together(room, FATIMA, HASSAN, KHADIJA)
        await room.empty()
    await room.lanes.stop()
    assert await room.effects() == [1, 3]
    assert room.apologised == [2]


async def test_a_handler_that_hangs_delays_those_who_share_its_transaction_once_and_repeats_none_of_them(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_HANDLING", 0.02)
    room = Room(database)
    room.gates[2] = asyncio.Event()
    with capture_logs():
        await together(room, FATIMA, HASSAN, KHADIJA)
        await room.empty()
    await room.lanes.stop()
    assert sorted(room.handled) == [1, *[2] * MOST_ATTEMPTS, 3]
    assert await room.effects() == [1, 3]


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_goes_wrong_in_shared_transactions_each_update_has_its_effect_once_and_in_order(
    database: Database, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(module, "LONGEST_HANDLING", 0.02)
    weather = random.Random(seed)  # noqa: S311 -- a game
    troubles = {number: weather.choice(["", "", "", "raise", "spill", "rule", "hang"]) for number in range(1, 61)}
    poisoned = set(weather.sample(range(1, 61), 4))
    room = Room(database)

    async def stumble(unit: Unit, work: Work) -> None:
        number = work.waiting.update_id
        trouble = troubles[number] or ("raise" if number in poisoned else "")
        if number not in poisoned:
            troubles[number] = ""
        Drafts(unit).put(work.lane, Draft(str(number), "{}", active=False), number)
        if trouble == "rule":
            unit.write(Call("insert into person (chat_id) values (1), (1)", {}))
        if trouble == "spill":
            await unit.fetch(Inbox.head_of(work.lane))
        if trouble == "hang":
            await asyncio.Event().wait()
        if trouble in {"raise", "spill"}:
            raise LookupError("a mistake")

    room.lanes._handle = stumble
    numbers = iter(troubles)
    with capture_logs():
        await room.lanes.start()
        for number in numbers:
            await room.store(number, lane=weather.randrange(1, 8))
        await room.empty()
    await room.lanes.stop()
    assert await room.effects() == sorted(set(troubles) - poisoned)
    assert sorted(room.apologised) == sorted(poisoned)
    order: dict[int, list[int]] = {}
    for call in room.told:
        if "expires_at" in call.values:
            order.setdefault(int(call.values["chat_id"]), []).append(int(call.values["expires_at"]))
    assert all(numbers == sorted(numbers) for numbers in order.values())
    assert sum(map(len, order.values())) == len(troubles) - len(poisoned), "each was told of once"


async def test_an_update_that_arrives_at_the_very_end_of_a_run_is_not_overlooked(database: Database) -> None:
    async with open_room(database) as room:
        for number in range(1, 60):
            await room.store(number)
            for _ in range(number % 7):
                await asyncio.sleep(0)
        await eventually(lambda: len(room.handled) == 59)
    assert room.handled == list(range(1, 60))
