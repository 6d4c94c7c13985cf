import json
from typing import Any

import pytest

from storage.outbox import Outbox, Outgoing, Priority
from storage.unit import Call, Database

FATIMA, HASSAN = 700, 800


async def queue(database: Database, *words: tuple[int, str, Priority], **options: Any) -> None:
    async with database.unit() as unit:
        for chat_id, word, priority in words:
            Outbox(unit).queue(chat_id, "sendMessage", {"chat_id": chat_id, "text": word}, priority, **options)


async def due(database: Database, now: int = 1000, most: int = 100) -> list[Outgoing]:
    async with database.unit() as unit:
        return await Outbox(unit).due(now, most)


async def said(database: Database, now: int = 1000, most: int = 100) -> list[str]:
    return [json.loads(message.body)["text"] for message in await due(database, now, most)]


async def rows(database: Database) -> list[dict[str, Any]]:
    async with database.unit() as unit:
        [found] = await unit.fetch(
            Call("select state, body, error, message_id, settled_at from outbox order by id", {})
        )
    return [dict(row) for row in found]


async def test_a_message_waits_as_it_was_queued(database: Database) -> None:
    await queue(database, (FATIMA, "سلام", Priority.REPLY))
    [message] = await due(database)
    assert json.loads(message.body) == {"chat_id": FATIMA, "text": "سلام"}
    assert (message.chat_id, message.method, message.priority, message.attempts) == (
        FATIMA,
        "sendMessage",
        Priority.REPLY,
        0,
    )


async def test_taps_come_before_replies_and_replies_before_bulk_and_the_oldest_first(database: Database) -> None:
    await queue(database, (FATIMA, "bulk 1", Priority.BULK), (FATIMA, "bulk 2", Priority.BULK))
    await queue(database, (FATIMA, "reply 1", Priority.REPLY), (HASSAN, "reply 2", Priority.REPLY))
    await queue(database, (FATIMA, "tap", Priority.TAP))
    assert await said(database) == ["tap", "reply 1", "reply 2", "bulk 1", "bulk 2"]
    assert await said(database, most=2) == ["tap", "reply 1"]
    async with database.unit() as unit:
        urgent = await Outbox(unit).due(1000, 100, Priority.REPLY)
    assert [message.priority for message in urgent] == [Priority.TAP, Priority.REPLY, Priority.REPLY]


async def test_pages_follow_each_other_without_gap_or_repetition(database: Database) -> None:
    words = [(FATIMA, f"{number}", Priority(number % 3)) for number in range(10)]
    await queue(database, *words)
    found, last = [], None
    async with database.unit() as unit:
        while page := await Outbox(unit).due(1000, 3, after=last):
            found += page
            last = page[-1]
    assert found == await due(database)


async def test_a_second_message_with_the_same_key_is_not_queued(database: Database) -> None:
    await queue(database, (FATIMA, "first", Priority.BULK), dedupe_key="event-1:reminder:700")
    await queue(database, (FATIMA, "second", Priority.BULK), dedupe_key="event-1:reminder:700")
    await queue(database, (FATIMA, "third", Priority.BULK), (FATIMA, "fourth", Priority.BULK))
    assert await said(database) == ["first", "third", "fourth"]


async def test_a_message_is_not_due_before_its_time_and_holds_nobody_up(database: Database) -> None:
    await queue(database, (FATIMA, "tomorrow", Priority.REPLY), not_before=2000)
    await queue(database, (FATIMA, "today", Priority.REPLY))
    assert await said(database, now=1999) == ["today"]
    assert await said(database, now=2000) == ["tomorrow", "today"]


async def test_a_sent_message_keeps_its_number_but_not_its_words(database: Database) -> None:
    await queue(database, (FATIMA, "سلام", Priority.REPLY))
    [message] = await due(database)
    async with database.unit() as unit:
        Outbox(unit).sent(message.id, 42, 1500)
    assert await due(database) == []
    assert await rows(database) == [{"state": "sent", "body": "", "error": None, "message_id": 42, "settled_at": 1500}]


@pytest.mark.parametrize("state", ["failed", "blocked", "expired", "unknown"])
async def test_a_message_can_end_without_success(database: Database, state: str) -> None:
    await queue(database, (FATIMA, "سلام", Priority.REPLY))
    [message] = await due(database)
    async with database.unit() as unit:
        Outbox(unit).settle(message.id, state, "why", 1500)
    assert await rows(database) == [
        {"state": state, "body": "", "error": "why", "message_id": None, "settled_at": 1500}
    ]


async def test_a_message_can_become_another_in_its_place(database: Database) -> None:
    await queue(database, (FATIMA, "first", Priority.BULK), (FATIMA, "second", Priority.BULK))
    message, _ = await due(database)
    async with database.unit() as unit:
        Outbox(unit).depart(message.id)
        Outbox(unit).become(message.id, FATIMA, "sendPhoto", '{"text":"another"}')
    assert [each.method for each in await due(database)] == ["sendPhoto", "sendMessage"]
    assert await said(database) == ["another", "second"]


async def test_what_was_postponed_counts_its_attempts_and_comes_back_even_when_it_had_departed(
    database: Database,
) -> None:
    await queue(database, (FATIMA, "bulk", Priority.BULK))
    [message] = await due(database)
    async with database.unit() as unit:
        Outbox(unit).depart(message.id)
    assert await due(database) == []
    async with database.unit() as unit:
        Outbox(unit).postpone(message.id, 2000, "no connection")
    assert await due(database, now=1999) == []
    assert [each.attempts for each in await due(database, now=2000)] == [1]


async def test_nothing_overtakes_in_its_chat_what_was_postponed_not_even_what_is_queued_later(
    database: Database,
) -> None:
    await queue(database, (FATIMA, "first", Priority.REPLY), (FATIMA, "second", Priority.REPLY))
    first, _ = await due(database)
    async with database.unit() as unit:
        Outbox(unit).postpone(first.id, 2000, "no connection")
    await queue(database, (FATIMA, "third", Priority.REPLY), (FATIMA, "bulk", Priority.BULK))
    await queue(database, (FATIMA, "tap", Priority.TAP), (HASSAN, "other", Priority.REPLY))
    assert await said(database, now=1999) == ["tap", "other"]
    assert await said(database, now=2000) == ["tap", "first", "second", "third", "other", "bulk"]


async def test_a_postponed_tap_or_bulk_message_holds_no_reply_up(database: Database) -> None:
    await queue(database, (FATIMA, "tap", Priority.TAP), (FATIMA, "bulk", Priority.BULK))
    tap, bulk = await due(database)
    async with database.unit() as unit:
        Outbox(unit).postpone(tap.id, 2000, "no connection")
        Outbox(unit).postpone(bulk.id, 2000, "no connection")
    await queue(database, (FATIMA, "reply", Priority.REPLY), (FATIMA, "later bulk", Priority.BULK))
    assert await said(database) == ["reply"]


async def test_a_pause_for_all_holds_everything_queued_and_what_comes_later_in_the_same_chats(
    database: Database,
) -> None:
    await queue(database, (FATIMA, "first", Priority.REPLY), (HASSAN, "other", Priority.BULK))
    async with database.unit() as unit:
        Outbox(unit).pause_all(2000)
        Outbox(unit).pause_all(1500)
    await queue(database, (FATIMA, "second", Priority.REPLY))
    assert await said(database, now=1999) == []
    assert await said(database, now=2000) == ["first", "second", "other"]


async def test_giving_up_on_a_chat_ends_what_is_queued_for_it_alone(database: Database) -> None:
    await queue(database, (FATIMA, "a", Priority.REPLY), (FATIMA, "b", Priority.BULK), (HASSAN, "c", Priority.BULK))
    async with database.unit() as unit:
        Outbox(unit).give_up_on_chat(FATIMA, 1500)
    assert await said(database) == ["c"]
    assert [row["state"] for row in await rows(database)] == ["blocked", "blocked", "queued"]


async def test_giving_up_on_a_chat_leaves_the_work_that_knows_a_way_around(database: Database) -> None:
    await queue(database, (FATIMA, "a", Priority.REPLY))
    async with database.unit() as unit:
        Outbox(unit).queue(FATIMA, "after:talk", {"text": "b"}, Priority.REPLY)
        Outbox(unit).give_up_on_chat(FATIMA, 1500)
    assert await said(database) == ["b"]


async def test_what_was_in_flight_at_a_crash_is_unknown_and_not_sent_again(database: Database) -> None:
    await queue(database, (FATIMA, "departed", Priority.BULK), (HASSAN, "queued", Priority.BULK))
    departed, _ = await due(database)
    async with database.unit() as unit:
        Outbox(unit).depart(departed.id)
    async with database.unit() as unit:
        Outbox(unit).lost_in_flight(1500)
    assert await said(database) == ["queued"]
    assert [row["state"] for row in await rows(database)] == ["unknown", "queued"]


async def test_the_queue_is_counted(database: Database) -> None:
    await queue(database, (FATIMA, "a", Priority.REPLY), (FATIMA, "b", Priority.BULK))
    message, _ = await due(database)
    async with database.unit() as unit:
        Outbox(unit).sent(message.id, None, 1500)
        assert await Outbox(unit).count_queued() == 1


async def test_settled_messages_are_forgotten_after_their_time_and_queued_ones_never(database: Database) -> None:
    await queue(database, (FATIMA, "a", Priority.REPLY), (FATIMA, "b", Priority.REPLY), (FATIMA, "c", Priority.REPLY))
    first, second, _ = await due(database)
    async with database.unit() as unit:
        Outbox(unit).sent(first.id, 1, 1000)
        Outbox(unit).sent(second.id, 2, 3000)
        Outbox(unit).forget(before=2000)
    assert [row["state"] for row in await rows(database)] == ["sent", "queued"]


async def test_erasing_a_person_leaves_only_what_is_still_to_be_said_to_her(database: Database) -> None:
    await queue(database, (FATIMA, "sent", Priority.REPLY), (FATIMA, "goodbye", Priority.REPLY))
    await queue(database, (HASSAN, "other", Priority.REPLY))
    message, *_ = await due(database)
    async with database.unit() as unit:
        Outbox(unit).sent(message.id, 1, 1000)
        Outbox(unit).erase(FATIMA)
    assert await said(database) == ["goodbye", "other"]
    assert len(await rows(database)) == 2
