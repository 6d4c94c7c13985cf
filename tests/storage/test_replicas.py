"""What replicas on one PostgreSQL promise each other."""

import asyncio
from contextlib import suppress
from typing import Any

import asyncpg
import pytest

from storage.lanes import erase_lane, forget_lanes
from storage.outbox import Outbox, Outgoing, Priority
from storage.postgres import Postgres
from storage.replicas import LONGEST_PAUSE, POLLING, TakenForDead
from storage.unit import Call, Unavailable
from tests.bot.fakes import eventually

FATIMA, HASSAN, ZAHRA = 700, 800, 900
END_OTHERS = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and application_name = 'tiwizi'
"""


async def claim(database: Postgres, *chats: int) -> set[int]:
    async with database.unit() as unit:
        return set(await unit.claim(chats))


async def queue(database: Postgres, chat_id: int, priority: Priority = Priority.REPLY) -> None:
    async with database.unit() as unit:
        Outbox(unit).queue(chat_id, "sendMessage", {"chat_id": chat_id}, priority)


async def due(database: Postgres) -> list[Outgoing]:
    async with database.unit() as unit:
        return await Outbox(unit).due(1000, 100)


async def say_all(database: Postgres) -> None:
    for message in await due(database):
        async with database.unit() as unit:
            Outbox(unit).sent(message.id, None, 1000)


async def states(database: Postgres) -> list[str]:
    async with database.unit() as unit:
        [rows] = await unit.fetch(Call("select state from outbox order by id", {}))
    return [row["state"] for row in rows]


async def test_a_chat_belongs_to_one_transaction_at_a_time(two_replicas: tuple[Postgres, Postgres]) -> None:
    one, other = two_replicas
    async with one.unit() as unit:
        assert set(await unit.claim([FATIMA, HASSAN])) == {FATIMA, HASSAN}
        assert await claim(other, FATIMA, ZAHRA) == {ZAHRA}, "it does not wait, and takes what is free"
    assert await claim(other, FATIMA) == {FATIMA}


async def test_replicas_that_meet_new_chats_at_once_do_not_wait_for_each_other(
    two_replicas: tuple[Postgres, Postgres],
) -> None:
    one, other = two_replicas
    async with one.unit() as first, other.unit() as second, asyncio.timeout(5):
        assert set(await first.claim([FATIMA])) == {FATIMA}
        assert set(await second.claim([HASSAN, FATIMA])) == {HASSAN}
        assert set(await first.claim([HASSAN, ZAHRA])) == {ZAHRA}
        assert set(await second.claim([ZAHRA])) == set()


async def test_nobody_else_gets_a_chat_while_something_is_left_to_be_said_there(
    two_replicas: tuple[Postgres, Postgres],
) -> None:
    one, other = two_replicas
    async with one.unit() as unit:
        await unit.claim([FATIMA])
        Outbox(unit).queue(FATIMA, "sendMessage", {}, Priority.REPLY)
    assert one.speaks_to(FATIMA)
    assert await claim(other, FATIMA) == set()
    assert await due(other) == []
    [message] = await due(one)
    async with one.unit() as unit:
        Outbox(unit).depart(message.id)
    assert await claim(other, FATIMA) == set(), "nor while it is in flight"
    async with one.unit() as unit:
        Outbox(unit).sent(message.id, None, 1000)
    assert await claim(other, FATIMA) == {FATIMA}
    assert other.speaks_to(FATIMA)


async def test_what_the_dead_left_unsaid_is_said_from_the_database(two_replicas: tuple[Postgres, Postgres]) -> None:
    one, other = two_replicas
    await claim(one, FATIMA, HASSAN)
    await queue(one, FATIMA)
    assert await claim(other, FATIMA) == set()
    await one.replicas.leave()
    assert len(await due(other)) == 1
    assert await claim(other, FATIMA, HASSAN) == {FATIMA, HASSAN}
    assert not other.speaks_to(FATIMA), "something comes before what is queued now"
    assert other.speaks_to(HASSAN)
    await say_all(other)
    await claim(other, FATIMA)
    assert other.speaks_to(FATIMA)


async def test_what_is_queued_for_a_chat_of_another_replica_is_left_to_that_one(
    two_replicas: tuple[Postgres, Postgres],
) -> None:
    one, other = two_replicas
    await claim(one, FATIMA)
    await queue(other, FATIMA, Priority.BULK)
    assert not other.speaks_to(FATIMA)
    assert (len(await due(one)), len(await due(other))) == (1, 0)


async def test_only_what_the_dead_had_in_flight_becomes_unknown(two_replicas: tuple[Postgres, Postgres]) -> None:
    for database, chat_id in zip(two_replicas, (FATIMA, HASSAN), strict=True):
        await claim(database, chat_id)
        await queue(database, chat_id, Priority.BULK)
        async with database.unit() as unit:
            [message] = await Outbox(unit).due(1000, 100)
            Outbox(unit).depart(message.id)
    one, other = two_replicas
    for dies in (False, True):
        if dies:
            await one.replicas.leave()
        async with other.unit() as unit:
            Outbox(unit).lost_in_flight(2000)
        assert await states(other) == ["unknown" if dies else "inflight", "inflight"]


async def test_who_was_buried_learns_it_at_the_next_beat_and_may_send_no_more(
    two_replicas: tuple[Postgres, Postgres],
) -> None:
    one, other = two_replicas
    beats = await other.replicas.beat()
    assert set(beats) == {one.replicas.id, other.replicas.id}
    await one.replicas.make_slots(30)
    assert await one.replicas.reserve(1, 1000, 0) == [0]
    await one.replicas.beat()
    assert not await other.replicas.bury(one.replicas.id, beats[one.replicas.id]), "it has shown that it lives"
    beats = await other.replicas.beat()
    assert await other.replicas.bury(one.replicas.id, beats[one.replicas.id])
    assert not await other.replicas.bury(one.replicas.id, beats[one.replicas.id])
    with pytest.raises(TakenForDead):
        await one.replicas.beat()
    assert await one.replicas.reserve(1, 1000, 0) == []


async def test_a_lease_has_one_holder_until_that_one_is_gone(two_replicas: tuple[Postgres, Postgres]) -> None:
    one, other = (database.replicas for database in two_replicas)
    assert [await one.hold(POLLING), await other.hold(POLLING), await one.hold(POLLING)] == [True, False, True]
    await one.leave()
    assert await other.hold(POLLING)


async def test_together_they_get_no_more_slots_than_there_are(two_replicas: tuple[Postgres, Postgres]) -> None:
    one, other = (database.replicas for database in two_replicas)
    await one.make_slots(30)
    await other.make_slots(10)
    found = await asyncio.gather(*(each.reserve(3, 60_000, 0) for each in (one, other) for _ in range(5)))
    assert sum(map(len, found)) == 10
    assert await one.reserve(1, 60_000, 59_000) == []
    [wait] = await one.reserve(1, 60_000, 61_000)
    assert 50_000 < wait <= 60_000


async def test_a_pause_counts_for_all(two_replicas: tuple[Postgres, Postgres]) -> None:
    one, other = (database.replicas for database in two_replicas)
    await one.make_slots(2)
    await one.pause(60_000)
    assert await other.reserve(1, 1000, 0) == []


async def test_a_server_whose_clock_is_set_back_stops_nobody_from_sending(
    two_replicas: tuple[Postgres, Postgres],
) -> None:
    one, _ = two_replicas
    await one.replicas.make_slots(2)
    await one.replicas.pause(10 * LONGEST_PAUSE)
    assert await one.replicas.reserve(2, 1000, 0) == [], "a pause is a pause"
    async with one.unit() as unit:
        unit.write(Call("update send_slot set free_at = free_at + 3600000", {}))
    assert await one.replicas.reserve(2, 1000, 0) == [0, 0]
    assert await one.replicas.reserve(2, 1000, 0) == []


async def test_a_server_that_ends_the_connection_in_a_transaction_undoes_it_and_frees_its_chats(
    two_replicas: tuple[Postgres, Postgres], empty_postgres: str
) -> None:
    one, other = two_replicas

    async def answer_while_it_ends() -> None:
        async with one.unit() as unit:
            assert set(await unit.claim([FATIMA])) == {FATIMA}
            Outbox(unit).queue(FATIMA, "sendMessage", {}, Priority.REPLY)
            await end_others(empty_postgres)

    with pytest.raises(Unavailable):
        await answer_while_it_ends()
    await eventually(lambda: other._connection is not None and other._connection.is_closed())
    assert await claim(other, FATIMA) == {FATIMA}
    assert await states(other) == []
    assert await claim(one, HASSAN) == {HASSAN}, "the next transaction has another connection"


async def end_others(address: str) -> None:
    """What a server does that restarts: it hangs up on everybody."""
    killer = await asyncpg.connect(address)
    await killer.execute(f"{END_OTHERS} and pid <> pg_backend_pid()")
    await killer.close()


async def test_what_is_told_is_heard_by_all_and_after_a_break_they_look_at_everything(
    two_replicas: tuple[Postgres, Postgres], empty_postgres: str
) -> None:
    heard: list[str] = []
    one, other = (database.replicas for database in two_replicas)
    await other.listen(heard.append)
    await one.tell("outbox")
    await eventually(lambda: heard == ["", "outbox"])
    await end_others(empty_postgres)
    with suppress(Unavailable):  # unless the end of the connection was noticed already
        await other.beat()
    await other.beat()
    assert heard == ["", "outbox", ""]


async def test_who_could_not_begin_to_hear_begins_it_at_the_next_word(
    two_replicas: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    one, other = (database.replicas for database in two_replicas)
    with monkeypatch.context() as patched:
        patched.setattr(asyncpg.Connection, "add_listener", _no_room)
        with pytest.raises(Unavailable):
            await other.listen(heard.append)
    await other.beat()
    await one.tell("outbox")
    await eventually(lambda: heard == ["", "outbox"])


@pytest.mark.parametrize("step", ["BEGIN;", "COMMIT;"])
async def test_behind_pgbouncer_nothing_is_lost_after_somebody_was_cancelled(
    empty_postgres: str, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    execute, one, other = asyncpg.Connection.execute, await _pooled(empty_postgres), await _pooled(empty_postgres)

    async def cancelled_at_the_step(connection: asyncpg.Connection, query: str, **asked: Any) -> str:
        task = asyncio.current_task()
        if query == step and task is not None:
            task.cancel()
        answer: str = await execute(connection, query, **asked)
        return answer

    with monkeypatch.context() as patched:
        patched.setattr(asyncpg.Connection, "execute", cancelled_at_the_step)
        with pytest.raises(asyncio.CancelledError):
            await asyncio.create_task(one.replicas.beat())
    async with asyncio.timeout(10):
        await one.replicas.leave()
        assert set(await other.replicas.beat()) == {other.replicas.id}, "the others see what was said afterwards"
    for each in (one, other):
        await each.close()


async def _pooled(address: str) -> Postgres:
    database = await Postgres.open(f"{address}&pgbouncer=true")
    await database.replicas.join()
    return database


async def _no_room(*_: object) -> None:
    raise asyncpg.OutOfMemoryError("out of shared memory")


async def test_a_lane_is_forgotten_with_its_person_but_after_her_last_words(
    two_replicas: tuple[Postgres, Postgres],
) -> None:
    one, _ = two_replicas
    await claim(one, FATIMA, HASSAN)
    await queue(one, FATIMA)
    async with one.unit() as unit:
        erase_lane(unit, FATIMA, 1000)

    async def kept() -> set[int]:
        async with one.unit() as unit:
            forget_lanes(unit, 2000)
            [rows] = await unit.fetch(Call("select chat_id from lane", {}))
        return {row["chat_id"] for row in rows}

    assert await kept() == {FATIMA, HASSAN}
    await say_all(one)
    assert await kept() == {HASSAN}


async def test_a_snapshot_stands_still_while_others_write(two_replicas: tuple[Postgres, Postgres]) -> None:
    one, other = two_replicas
    everybody = Call("select chat_id from lane order by chat_id", {})
    await claim(one, 1, 2, 3)
    async with one.snapshot() as snapshot:
        [[first, *_], _] = [page async for page in snapshot.pages(everybody, 2)]
        await claim(other, 4)
        [rows] = await snapshot.fetch(everybody)
    assert (first["chat_id"], [row["chat_id"] for row in rows]) == (1, [1, 2, 3])
