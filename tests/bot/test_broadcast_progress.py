import json
from datetime import timedelta
from typing import Any

from bot.broadcast_progress import Watch
from bot.broadcasts import LOOKS_EVERY, Feeder
from bot.clock import milliseconds
from bot.freezing import freeze_audiences
from domain.broadcasts.broadcast import Broadcast
from domain.broadcasts.life import Deed, Life
from domain.broadcasts.progress import Progress
from messages.screen import Screen
from messages.values import Verbatim
from storage.broadcasts import Broadcasts
from storage.outbox import Outbox
from storage.people import People, Person
from storage.unit import Call, Database
from tests.bot.casting import NOON, do, gather_people, noon, planned
from tests.stage import TestClock
from tests.storage.examples import HASSAN


def figures(broadcast: Broadcast, progress: Progress) -> Screen:
    return Screen((Verbatim(f"{broadcast.life} {progress.settled}/{progress.people} {progress.rate}"),))


async def queued(database: Database) -> list[tuple[str, dict[str, Any]]]:
    """What is said to the staff member, but for what was said already; now it has been sent."""
    async with database.unit() as unit:
        query = "select id, method, body from outbox where state = 'queued' and broadcast_id is null order by id"
        [rows] = await unit.fetch(Call(query, {}))
        for row in rows:
            Outbox(unit).sent(row["id"], 77, milliseconds(NOON))
    return [(row["method"], json.loads(row["body"])) for row in rows]


async def deliver(database: Database, chats: list[int]) -> None:
    """Let these messages arrive."""
    async with database.unit() as unit:
        for chat_id in chats:
            query = "select id from outbox where broadcast_id is not null and chat_id = :chat_id"
            [[row]] = await unit.fetch(Call(query, {"chat_id": chat_id}))
            Outbox(unit).sent(row["id"], 5, milliseconds(NOON))


async def begun(database: Database, clock: TestClock) -> tuple[int, list[int]]:
    people = await gather_people(database, 20)
    key = await planned(database, clock)
    await freeze_audiences(database, clock)
    async with database.unit() as unit:
        People(unit).put(Person(HASSAN, "ar"))  # now, for staff of the province are of its people too
    await Feeder(database, clock).feed()
    return key, people


async def test_who_made_it_is_shown_how_far_it_is_in_one_message_only_while_something_changes(
    database: Database,
) -> None:
    clock = noon()
    _, people = await begun(database, clock)
    watch = Watch(database, clock, figures)
    assert await watch.look()
    [(method, first)] = await queued(database)
    assert (method, first["chat_id"], first["text"]) == ("sendMessage", HASSAN, "running 0/20 None")
    assert not await watch.look(), "nothing has changed"
    await deliver(database, people[:10])
    await Feeder(database, clock).feed()
    clock.move(timedelta(seconds=2))
    assert await watch.look()
    [(method, second)] = await queued(database)
    assert (method, second["message_id"], second["text"]) == ("editMessageText", 77, "running 10/20 5.0")
    assert not await watch.look()


async def test_the_end_is_shown_and_then_nobody_looks_any_more(database: Database) -> None:
    clock = noon()
    key, people = await begun(database, clock)
    watch = Watch(database, clock, figures)
    await watch.look()
    await queued(database)
    await deliver(database, people)
    for _ in range(2):
        await Feeder(database, clock).feed()
    assert await watch.tick(unshown=True)
    [(_, last)] = await queued(database)
    assert last["text"] == "done 20/20 None"
    assert not await watch.tick(unshown=False)
    async with database.unit() as unit:
        assert await Broadcasts(unit).watched() == []
        assert (await Broadcasts(unit).watchers(key)) == []
        Broadcasts(unit).watch(key, HASSAN, 77)
    assert await watch.tick(unshown=True), "what was tried again may end as it had ended before"


async def test_what_is_shown_is_what_became_of_it_also_when_nobody_waits_for_her_message(database: Database) -> None:
    clock = noon()
    key, _ = await begun(database, clock)
    await do(database, clock, key, Deed.STOP)
    for _ in range(2):
        await Feeder(database, clock).feed()
    watch = Watch(database, clock, figures)
    await watch.look()
    async with database.unit() as unit:
        Outbox(unit).erase(HASSAN)
        unit.write(Call("delete from outbox", {}))
    clock.move(timedelta(minutes=2))
    await watch.look()
    async with database.unit() as unit:
        assert await Broadcasts(unit).watched() == [], "her message is not waited for for ever"


async def test_a_bot_with_nothing_under_way_looks_only_now_and_then(database: Database) -> None:
    clock = noon()
    feeder = Feeder(database, clock)
    await gather_people(database, 1)
    key = await planned(database, clock)
    assert not await feeder.tick()
    assert not feeder.to_freeze
    feeder._looked_at -= LOOKS_EVERY
    await feeder.tick()
    assert (feeder.busy, feeder.to_freeze) == (True, True)
    await freeze_audiences(database, clock)
    assert await feeder.tick(), "at once, while something is under way"
    await do(database, clock, key, Deed.PAUSE)
    await feeder.tick()
    assert not feeder.busy
    async with database.unit() as unit:
        stored = await Broadcasts(unit).of(key)
    assert stored is not None
    assert stored.life is Life.PAUSED
