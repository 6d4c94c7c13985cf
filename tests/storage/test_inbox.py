from collections.abc import Iterable

from storage.inbox import Arrival, Backlog, Inbox, Waiting
from storage.unit import Database

FATIMA, HASSAN = 700, 800


async def store(database: Database, *arrivals: tuple[int, int], now: int = 1000) -> None:
    async with database.unit() as unit:
        Inbox(unit).store((Arrival(number, lane, f'{{"update_id":{number}}}') for number, lane in arrivals), now)


async def head(database: Database, lane: int) -> Waiting | None:
    async with database.unit() as unit:
        [rows] = await unit.fetch(Inbox.head_of(lane))
    return Inbox.read_head(rows)


async def end(database: Database, *numbers: int) -> None:
    async with database.unit() as unit:
        for number in numbers:
            Inbox(unit).done(number)


async def order(database: Database, lane: int) -> Iterable[int]:
    numbers = []
    while (waiting := await head(database, lane)) is not None:
        numbers.append(waiting.update_id)
        await end(database, waiting.update_id)
    return numbers


async def test_an_empty_inbox_has_no_head_no_lanes_and_no_backlog(database: Database) -> None:
    assert await head(database, FATIMA) is None
    async with database.unit() as unit:
        assert await Inbox(unit).waiting_lanes() == []
        assert await Inbox(unit).backlog() == Backlog(0, None)


async def test_a_stored_update_is_the_head_of_its_lane_as_it_came(database: Database) -> None:
    await store(database, (5, FATIMA))
    assert await head(database, FATIMA) == Waiting(5, '{"update_id":5}', attempts=0, not_before=0)
    assert await head(database, HASSAN) is None


async def test_a_lane_goes_in_the_order_of_telegrams_numbers_however_the_updates_came(database: Database) -> None:
    await store(database, (7, FATIMA), (3, HASSAN))
    await store(database, (5, FATIMA), (6, FATIMA))
    assert await order(database, FATIMA) == [5, 6, 7]
    assert await order(database, HASSAN) == [3]


async def test_a_redelivered_update_is_kept_once_also_when_it_is_already_done(database: Database) -> None:
    await store(database, (5, FATIMA))
    await store(database, (5, FATIMA), (5, HASSAN))
    assert await order(database, FATIMA) == [5]
    await store(database, (5, FATIMA))
    assert await head(database, FATIMA) is None


async def test_a_done_update_leaves_a_trace_without_its_body(database: Database) -> None:
    await store(database, (5, FATIMA))
    await end(database, 5)
    async with database.unit() as unit:
        [[row]] = await unit.fetch(Inbox.head_of(FATIMA)._replace(sql="select state, body from inbox", values={}))
    assert row == {"state": "done", "body": None}


async def test_a_failed_update_stays_the_head_and_counts_its_attempts(database: Database) -> None:
    await store(database, (5, FATIMA), (6, FATIMA))
    async with database.unit() as unit:
        Inbox(unit).retry(5, 2000, "KeyError: 'a'")
    assert await head(database, FATIMA) == Waiting(5, '{"update_id":5}', attempts=1, not_before=2000, more=True)


async def test_an_update_set_aside_frees_its_lane_and_forgets_what_was_written(
    database: Database,
) -> None:
    await store(database, (5, FATIMA), (6, FATIMA))
    async with database.unit() as unit:
        Inbox(unit).set_aside(5, "KeyError")
    waiting = await head(database, FATIMA)
    assert waiting is not None
    assert waiting.update_id == 6
    async with database.unit() as unit:
        call = Inbox.head_of(FATIMA)._replace(sql="select body, error from inbox where state = 'aside'", values={})
        [[row]] = await unit.fetch(call)
    assert row == {"body": None, "error": "KeyError"}


async def test_the_lanes_with_work_and_the_backlog_are_known(database: Database) -> None:
    await store(database, (5, FATIMA), (6, FATIMA), now=1000)
    await store(database, (7, HASSAN), now=3000)
    async with database.unit() as unit:
        assert sorted(await Inbox(unit).waiting_lanes()) == [FATIMA, HASSAN]
        assert await Inbox(unit).backlog() == Backlog(3, 1000)
    await end(database, 5, 6)
    async with database.unit() as unit:
        assert await Inbox(unit).waiting_lanes() == [HASSAN]
        assert await Inbox(unit).backlog() == Backlog(1, 3000)


async def test_what_waits_longer_than_it_should_is_found(database: Database) -> None:
    await store(database, (5, FATIMA), (6, FATIMA), now=1000)
    await store(database, (7, HASSAN), now=3000)
    await end(database, 5)
    async with database.unit() as unit:
        assert await Inbox(unit).left_waiting(2000) == {FATIMA: 1000}


async def test_only_old_traces_are_forgotten_never_what_still_waits(database: Database) -> None:
    await store(database, (1, FATIMA), (2, FATIMA), now=1000)
    await store(database, (3, FATIMA), now=3000)
    await end(database, 1, 3)
    async with database.unit() as unit:
        Inbox(unit).forget(2000)
    await store(database, (1, FATIMA), (3, FATIMA))
    assert await order(database, FATIMA) == [1, 2]
