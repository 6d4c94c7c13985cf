"""The contract of a unit of work, whatever the database."""

import asyncio

import pytest

from storage.people import People, Person
from storage.unit import Beside, Call, Database, Part, Unit

FATIMA, HASSAN = 700, 800


async def known(database: Database) -> list[int]:
    async with database.unit() as unit:
        found = await unit.fetch(People.who_is(FATIMA), People.who_is(HASSAN))
    return [row["chat_id"] for rows in found for row in rows]


async def test_a_unit_that_ends_well_is_kept(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA))
    assert await known(database) == [FATIMA]


async def test_a_unit_that_does_nothing_costs_nothing_and_harms_nothing(database: Database) -> None:
    async with database.unit():
        pass
    assert await known(database) == []


async def test_a_fetch_sees_what_the_unit_wrote_before_and_answers_each_query_in_turn(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA, "ar"))
        hers, his = await unit.fetch(People.who_is(FATIMA), People.who_is(HASSAN))
        assert (People.read(hers), People.read(his)) == (Person(FATIMA, "ar"), None)
        People(unit).put(Person(FATIMA, "fr"))
        [again] = await unit.fetch(People.who_is(FATIMA))
        assert People.read(again) == Person(FATIMA, "fr")


@pytest.mark.parametrize("fetched", [False, True])
async def test_a_unit_with_an_exception_leaves_no_trace(database: Database, *, fetched: bool) -> None:
    async def write_and_fail(unit: Unit) -> None:
        People(unit).put(Person(FATIMA))
        if fetched:
            await unit.fetch(People.who_is(FATIMA))
        raise LookupError

    with pytest.raises(LookupError):
        async with database.unit() as unit:
            await write_and_fail(unit)
    assert await known(database) == []


async def test_a_wrong_statement_leaves_no_trace_of_the_right_ones(database: Database) -> None:
    async def write_wrongly() -> None:
        async with database.unit() as unit:
            People(unit).put(Person(FATIMA))
            unit.write(People.who_is(FATIMA)._replace(sql="insert into person (chat_id) values (null), (no_column)"))

    with pytest.raises(Exception, match="no_column"):
        await write_wrongly()
    assert await known(database) == []


async def test_a_cancelled_unit_leaves_no_trace_and_the_next_one_works(database: Database) -> None:
    inside = asyncio.Event()

    async def work() -> None:
        async with database.unit() as unit:
            People(unit).put(Person(FATIMA))
            await unit.fetch(People.who_is(FATIMA))
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await known(database) == []


@pytest.mark.parametrize("steps", range(12))
async def test_wherever_a_unit_is_cancelled_it_is_whole_or_nothing(database: Database, steps: int) -> None:
    async def work() -> None:
        async with database.unit() as unit:
            People(unit).put(Person(FATIMA))
            await unit.fetch(People.who_is(FATIMA))
            People(unit).put(Person(HASSAN))
            await unit.fetch(People.who_is(HASSAN))

    task = asyncio.create_task(work())
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await known(database) in ([], [FATIMA, HASSAN])


async def test_a_unit_cancelled_while_it_waits_for_its_turn_disturbs_nobody(database: Database) -> None:
    waiting = asyncio.Event()

    async def wait_and_write() -> None:
        waiting.set()
        async with database.unit() as unit:
            People(unit).put(Person(HASSAN))

    async with database.unit() as unit:
        task = asyncio.create_task(wait_and_write())
        await waiting.wait()
        task.cancel()
        People(unit).put(Person(FATIMA))
    await asyncio.gather(task, return_exceptions=True)
    assert await known(database) == [FATIMA]


async def test_units_follow_each_other_in_the_order_they_were_asked_for(database: Database) -> None:
    order: list[int] = []

    async def work(number: int) -> None:
        async with database.unit() as unit:
            await unit.fetch(People.who_is(FATIMA))
            order.append(number)
            await asyncio.sleep(0)
            order.append(number)

    await asyncio.gather(*(work(number) for number in range(5)))
    assert order == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


async def test_what_a_part_wrote_is_dropped_with_it_and_the_whole_goes_on(database: Database) -> None:
    async with database.unit() as unit:
        failed, well = Part(unit), Part(unit)
        People(failed).put(Person(FATIMA))
        People(well).put(Person(HASSAN))
        well.join()
    assert await known(database) == [HASSAN]


async def test_a_part_reads_what_it_wrote_and_is_entangled_from_then_on(database: Database) -> None:
    async with database.unit() as unit:
        part = Part(unit)
        [nobody] = await part.fetch(People.who_is(FATIMA))
        assert not part.entangled, "a reading leaves no trace"
        People(part).put(Person(FATIMA))
        [rows] = await part.fetch(People.who_is(FATIMA))
        part.join()
    assert (len(nobody), len(rows), part.entangled) == (0, 1, True)
    assert await known(database) == [FATIMA]


async def test_a_part_that_writes_while_it_fetches_is_entangled(database: Database) -> None:
    insert = Call("insert into person (chat_id) values (:chat_id) returning chat_id", {"chat_id": FATIMA})
    async with database.unit() as unit:
        part = Part(unit)
        await part.fetch(insert)
    assert part.entangled


async def test_a_snapshot_stands_still_while_others_write_and_holds_nobody_up(database: Database) -> None:
    everybody = Call("select chat_id from person order by chat_id", {})
    async with database.unit() as unit:
        for chat_id in range(5):
            People(unit).put(Person(chat_id))
    async with database.snapshot() as snapshot:
        pages = [[row["chat_id"] for row in await anext(aiter(snapshot.pages(everybody, 2)))]]
        async with database.unit() as unit:
            People(unit).erase(1)
            People(unit).put(Person(9))
        pages += [[row["chat_id"] for row in page] async for page in snapshot.pages(everybody, 2)]
        [counted] = await snapshot.fetch(Call("select count(*) as people from person where chat_id = 9", {}))
    assert pages == [[0, 1], [0, 1], [2, 3], [4]]
    assert counted[0]["people"] == 0
    async with database.snapshot() as later:
        [rows] = await later.fetch(everybody)
    assert [row["chat_id"] for row in rows] == [0, 2, 3, 4, 9]


@pytest.mark.parametrize("many", [2, 20])
async def test_many_equal_calls_are_each_answered_in_their_place_and_order(database: Database, many: int) -> None:
    put = "insert into request_denied values (:id, 1, :chat_id, :words)"
    ask = "select id, reference from request_denied where chat_id = :chat_id order by id desc"
    async with database.unit() as unit:
        unit.write(*(Call(put, {"id": number, "chat_id": number // 2, "words": "it's \\"}) for number in range(many)))
        unit.write(Call("update request_denied set at = :at", {"at": 2**62}))
        chats = [*range(many // 2 + 1), 1]
        answers = await unit.fetch(*(Call(ask, {"chat_id": chat}) for chat in chats), People.who_is(FATIMA))
    ids = [[row["id"] for row in rows] for rows in answers]
    assert ids == [[n for n in (2 * chat + 1, 2 * chat) if n < many] for chat in chats] + [[]]
    assert {row["reference"] for rows in answers for row in rows} == {"it's \\"}


async def test_what_a_writing_call_wrote_is_seen_by_the_next_call_of_the_same_fetch(database: Database) -> None:
    insert = Call("insert into person (chat_id) values (:chat_id) returning chat_id", {"chat_id": FATIMA})
    async with database.unit() as unit:
        before, _, after = await unit.fetch(People.who_is(FATIMA), insert, People.who_is(FATIMA))
    assert (len(before), len(after)) == (0, 1)


async def test_beside_others_is_read_what_was_committed_and_nothing_is_written(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA))
    async with database.snapshot() as snapshot:
        beside = Beside(snapshot)
        async with database.unit() as other:
            People(other).put(Person(HASSAN))
            [hers] = await beside.fetch(People.who_is(FATIMA))
            People(beside).put(Person(HASSAN, "fr"))
        with pytest.raises(ValueError, match="delete"):
            await beside.fetch(Call("delete from person returning chat_id", {}))
        with pytest.raises(ValueError, match="800"):
            await beside.claim([HASSAN])
    assert People.read(hers) == Person(FATIMA)
    assert len(beside.written) == 1
    assert await known(database) == [FATIMA, HASSAN]
