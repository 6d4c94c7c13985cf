import asyncio
import json
import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot import delivery as module
from bot.budget import Budget
from bot.clock import SystemClock
from bot.delivery import MOST_IN_A_ROW, Delivery
from bot.transport import NotSent
from storage.outbox import Outbox, Outgoing, Priority
from storage.people import People, Person
from storage.sqlite import Sqlite
from storage.unit import Call, Database, Part
from tests.bot.fakes import Script, Telegram, eventually
from tests.stage import TestClock

FATIMA, HASSAN, KHADIJA = 700, 800, 900
Words = tuple[int, str, Priority]


@pytest.fixture(autouse=True)
def _quick_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)


@asynccontextmanager
async def delivering(database: Database, telegram: Telegram, *, paid: bool = False) -> AsyncIterator[Delivery]:
    """A delivery that is stopped in good order at the end."""
    delivery = Delivery(database, telegram, SystemClock(), paid=paid)
    delivery.budget = Budget(100_000, asyncio.get_running_loop().time, chat_interval=0)
    await delivery.recover()
    running = asyncio.create_task(delivery.run())
    try:
        yield delivery
    finally:
        telegram.gate.set()
        delivery.stop()
        async with asyncio.timeout(5):
            await running


async def queue(database: Database, *words: Words, method: str = "sendMessage", **more: Any) -> None:
    async with database.unit() as unit:
        for chat_id, text, priority in words:
            Outbox(unit).queue(chat_id, method, {"chat_id": chat_id, "text": text, **more}, priority)


async def say(database: Database, delivery: Delivery, *words: Words, **more: Any) -> None:
    """Queue as a handler does: after the commit it is handed over."""
    async with database.unit() as unit:
        part = Part(unit)
        for chat_id, text, priority in words:
            Outbox(part).queue(chat_id, "sendMessage", {"chat_id": chat_id, "text": text}, priority, **more)
        part.join()
    delivery.hand_over(part.written)


async def states(database: Database) -> list[str]:
    async with database.unit() as unit:
        [rows] = await unit.fetch(Call("select state from outbox order by id", {}))
    return [row["state"] for row in rows]


async def ended(database: Database) -> None:
    async def all_settled() -> bool:
        return not {"queued", "inflight"} & set(await states(database))

    await eventually(all_settled)


def replies(chat_id: int, *texts: str) -> list[Words]:
    return [(chat_id, text, Priority.REPLY) for text in texts]


def bulk(*chats: int) -> list[Words]:
    return [(chat_id, f"bulk {chat_id}", Priority.BULK) for chat_id in chats]


async def test_what_was_queued_before_the_start_and_after_it_is_sent_and_marked(database: Database) -> None:
    telegram = Telegram()
    await queue(database, *replies(FATIMA, "first"))
    async with delivering(database, telegram) as delivery:
        await ended(database)
        await queue(database, *replies(FATIMA, "second"))
        delivery.wake()
        await ended(database)
    assert telegram.said == ["first", "second"]
    async with database.unit() as unit:
        [rows] = await unit.fetch(Call("select message_id from outbox order by id", {}))
    assert [row["message_id"] for row in rows] == [1, 2]


async def test_the_messages_of_a_chat_go_in_order_also_when_there_are_more_than_one_turn_takes(
    database: Database,
) -> None:
    telegram = Telegram()
    texts = [f"{number}" for number in range(3 * MOST_IN_A_ROW + 1)]
    await queue(database, *replies(FATIMA, *texts))
    async with delivering(database, telegram):
        await ended(database)
    assert telegram.said == texts


async def test_a_chat_with_more_messages_than_a_page_keeps_nobody_else_waiting(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 8)
    telegram = Telegram()
    telegram.gate.clear()
    await queue(database, *replies(FATIMA, *(f"{number}" for number in range(40))))
    await queue(database, *replies(HASSAN, "only one"))
    async with delivering(database, telegram):
        await eventually(lambda: "only one" in telegram.said)
        assert telegram.said == ["0", "only one"]


async def test_a_slow_chat_keeps_no_other_chat_and_no_tap_waiting(database: Database) -> None:
    telegram = Telegram()
    telegram.gate.clear()
    await queue(database, *replies(FATIMA, "slow", "next"))
    async with delivering(database, telegram) as delivery:
        await eventually(lambda: len(telegram.calls) == 1)
        await queue(database, *replies(HASSAN, "other"))
        await queue(database, (FATIMA, "tap", Priority.TAP))
        delivery.wake()
        await eventually(lambda: len(telegram.calls) == 3)
        assert set(telegram.said) == {"slow", "other", "tap"}


async def test_no_more_lanes_are_under_way_than_there_is_room_for(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_LANES", 4)
    telegram = Telegram()
    telegram.gate.clear()
    await queue(database, *(word for chat in range(1, 10) for word in replies(chat, "text")))
    async with delivering(database, telegram) as delivery:
        await eventually(lambda: len(telegram.calls) == 4)
        delivery.wake()
        await eventually(lambda: not delivery._wake.is_set())
        assert len(telegram.calls) == 4
        telegram.gate.set()
        await ended(database)
    assert len(telegram.calls) == 9


async def test_a_reply_with_an_unclear_end_is_sent_again_and_nothing_of_the_chat_overtakes_it(
    database: Database,
) -> None:
    telegram = Telegram()
    telegram.behave = Script(TimedOut(), NetworkError("the connection broke"), NotSent("no connection"))
    await queue(database, *replies(FATIMA, "first", "second"))
    async with delivering(database, telegram) as delivery:
        await eventually(lambda: len(telegram.calls) > 0)
        await queue(database, *replies(FATIMA, "third"))
        delivery.wake()
        await ended(database)
    assert telegram.said == ["first"] * 4 + ["second", "third"]
    assert set(await states(database)) == {"sent"}


@pytest.mark.parametrize("error", [TimedOut(), NetworkError("Internal Server Error")])
async def test_a_bulk_message_with_an_unclear_end_is_unknown_and_not_sent_again(
    database: Database, error: Exception
) -> None:
    telegram = Telegram()
    telegram.behave = Script(error)
    await queue(database, *bulk(FATIMA))
    async with delivering(database, telegram):
        await ended(database)
    assert await states(database) == ["unknown"]
    assert len(telegram.calls) == 1


async def test_a_bulk_message_that_never_left_is_sent_later(database: Database) -> None:
    telegram = Telegram()
    telegram.behave = Script(NotSent("no connection"))
    await queue(database, *bulk(FATIMA))
    async with delivering(database, telegram):
        await ended(database)
    assert await states(database) == ["sent"]
    assert len(telegram.calls) == 2


async def test_bulk_messages_in_flight_at_a_crash_are_unknown_and_the_rest_goes_on(database: Database) -> None:
    telegram = Telegram()
    telegram.gate.clear()
    delivery = Delivery(database, telegram, SystemClock())
    await queue(database, *bulk(FATIMA), *replies(HASSAN, "reply"))
    running = asyncio.create_task(delivery.run())
    await eventually(lambda: len(telegram.calls) == 2)
    await queue(database, *bulk(KHADIJA))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await states(database) == ["inflight", "queued", "queued"]

    after = Telegram()
    async with delivering(database, after):
        await ended(database)
    assert await states(database) == ["unknown", "sent", "sent"]
    assert sorted(after.said) == ["bulk 900", "reply"]


async def test_only_a_little_of_a_broadcast_is_taken_out_of_the_queue_at_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BULK_AHEAD", 0.1)  # three, at thirty a second
    monkeypatch.setattr(module, "PAGE", 6)
    monkeypatch.setattr(module, "MOST_LANES", 6)
    telegram = Telegram()
    telegram.gate.clear()
    await queue(database, *bulk(*range(1, 20)), *bulk(1))
    async with delivering(database, telegram) as delivery:
        await eventually(lambda: len(telegram.calls) == 3)
        await queue(database, *replies(FATIMA, "reply"))
        delivery.wake()
        await eventually(lambda: len(telegram.calls) == 4)
        assert (await states(database)).count("inflight") == 3
        assert telegram.said[-1] == "reply"
        telegram.gate.set()
        await ended(database)
    assert set(await states(database)) == {"sent"}


async def test_paid_broadcasts_say_so_and_replies_do_not(database: Database) -> None:
    telegram = Telegram()
    await queue(database, *bulk(FATIMA), *replies(HASSAN, "reply"))
    async with delivering(database, telegram, paid=True):
        await ended(database)
    assert {call["chat_id"]: call.get("allow_paid_broadcast") for _, call in telegram.calls} == {
        FATIMA: True,
        HASSAN: None,
    }


async def test_a_429_pauses_its_chat_for_the_time_it_names_and_no_other(database: Database) -> None:
    telegram = Telegram()
    telegram.behave = Script(RetryAfter(30))
    await queue(database, *replies(FATIMA, "first", "second"))
    async with delivering(database, telegram) as delivery:
        await eventually(lambda: len(telegram.calls) == 1)
        await queue(database, *replies(FATIMA, "third"), *replies(HASSAN, "other"))
        delivery.wake()
        await eventually(lambda: len(telegram.calls) == 2)
    assert telegram.said == ["first", "other"]
    assert await states(database) == ["queued", "queued", "queued", "sent"]
    now = int(SystemClock().now().timestamp() * 1000)
    async with database.unit() as unit:
        later = await Outbox(unit).due(now + 31_000, 10)
    assert [json.loads(message.body)["text"] for message in later] == ["first", "second", "third"]


async def test_when_several_chats_are_refused_at_once_everybody_waits(database: Database) -> None:
    telegram = Telegram()
    telegram.gate.clear()
    telegram.behave = Script(RetryAfter(30), RetryAfter(30))
    await queue(database, *replies(FATIMA, "first"), *replies(HASSAN, "other"))
    async with delivering(database, telegram):
        await eventually(lambda: len(telegram.calls) == 2)
        await queue(database, *replies(KHADIJA, "third"))
    async with database.unit() as unit:
        assert await Outbox(unit).due(int(SystemClock().now().timestamp() * 1000) + 29_000, 10) == []


async def test_a_person_who_blocked_the_bot_is_marked_and_nothing_more_is_tried(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA, "ar"))
    telegram = Telegram()
    telegram.behave = Script(Forbidden("Forbidden: bot was blocked by the user"))
    await queue(database, *replies(FATIMA, "first", "second"), *bulk(FATIMA))
    async with delivering(database, telegram):
        await ended(database)
    assert telegram.said == ["first"]
    assert await states(database) == ["blocked"] * 3
    async with database.unit() as unit:
        [rows] = await unit.fetch(People.who_is(FATIMA))
    person = People.read(rows)
    assert person is not None
    assert person.blocked_at is not None


async def test_an_edit_that_changes_nothing_has_arrived(database: Database) -> None:
    telegram = Telegram()
    telegram.behave = Script(BadRequest("Bad Request: message is not modified: specified new message content ..."))
    await queue(database, *replies(FATIMA, "same"), method="editMessageText", message_id=5)
    async with delivering(database, telegram):
        await ended(database)
    assert await states(database) == ["sent"]


async def test_the_edit_of_a_message_that_is_gone_becomes_a_new_message_in_its_place(database: Database) -> None:
    telegram = Telegram()
    telegram.behave = Script(BadRequest("Bad Request: message to edit not found"))
    await queue(database, *replies(FATIMA, "screen"), method="editMessageText", message_id=5)
    await queue(database, *replies(FATIMA, "next"))
    async with delivering(database, telegram):
        await ended(database)
    assert [(method, call["text"], call.get("message_id")) for method, call in telegram.calls] == [
        ("editMessageText", "screen", 5),
        ("sendMessage", "screen", None),
        ("sendMessage", "next", None),
    ]


async def test_the_answer_to_a_tap_that_comes_too_late_is_expired(database: Database) -> None:
    telegram = Telegram()
    telegram.behave = Script(BadRequest("Bad Request: query is too old and response timeout expired"))
    await queue(database, (FATIMA, "tap", Priority.TAP), method="answerCallbackQuery")
    async with delivering(database, telegram):
        await ended(database)
    assert await states(database) == ["expired"]


async def test_a_message_that_telegram_refuses_fails_alone(database: Database) -> None:
    telegram = Telegram()
    telegram.behave = Script(BadRequest("Bad Request: message text is empty"))
    await queue(database, *replies(FATIMA, "", "next"))
    with capture_logs() as logs:
        async with delivering(database, telegram):
            await ended(database)
    assert await states(database) == ["failed", "sent"]
    assert [(entry["log_level"], entry["state"]) for entry in logs] == [("warning", "failed")]


@pytest.mark.parametrize("result", [True, [], {"message_id": "five"}, {"message_id": 2**63}, None])
async def test_a_result_without_a_message_number_is_a_success_too(database: Database, result: object) -> None:
    telegram = Telegram()
    telegram.behave = Script(result)
    await queue(database, *replies(FATIMA, "text"))
    async with delivering(database, telegram):
        await ended(database)
    assert await states(database) == ["sent"]


async def test_a_mistake_of_ours_in_one_message_stops_no_other(database: Database) -> None:
    telegram = Telegram()
    telegram.behave = Script(LookupError("a mistake"))
    await queue(database, *replies(FATIMA, "first", "second"))
    with capture_logs() as logs:
        async with delivering(database, telegram):
            await ended(database)
    assert await states(database) == ["failed", "sent"]
    assert logs[0]["event"] == "A message could not be sent."


async def test_marks_of_messages_that_end_together_share_a_transaction(
    database: Sqlite, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = Telegram()
    telegram.gate.clear()
    batches: list[int] = []
    write = Delivery._write_at_once

    async def counted(self: Delivery, notes: list[module.Note]) -> None:
        batches.append(len(notes))
        await write(self, notes)

    monkeypatch.setattr(Delivery, "_write_at_once", counted)
    await queue(database, *(word for chat in range(1, 41) for word in replies(chat, "text")))
    async with delivering(database, telegram):
        await eventually(lambda: len(telegram.calls) == 40)
        telegram.gate.set()
        await ended(database)
    assert sum(batches) == 40
    assert len(batches) < 10


async def test_while_marks_cannot_be_written_nothing_is_sent_twice(database: Sqlite) -> None:
    telegram = Telegram()
    await queue(database, *replies(FATIMA, "first", "second"), *replies(HASSAN, "other"))
    await database._connection.visit(lambda db: _refuse_marks(db, "sent"))
    with capture_logs() as logs:
        async with delivering(database, telegram) as delivery:
            await eventually(lambda: sum(entry["event"] == "Marks could not be written." for entry in logs) > 2)
            delivery.wake()
            assert sorted(telegram.said) == ["first", "other", "second"]
            await database._connection.visit(lambda db: db.execute("drop trigger refuse"))
            await ended(database)
    assert sorted(telegram.said) == ["first", "other", "second"]


def _refuse_marks(db: sqlite3.Connection, state: str) -> None:
    db.execute(
        f"create trigger refuse before update on outbox when new.state = '{state}' begin select raise(abort, 'no'); end"
    )


async def test_while_the_database_fails_nothing_is_sent_and_then_it_goes_on(database: Sqlite) -> None:
    telegram = Telegram()
    await queue(database, *bulk(FATIMA))
    await database._connection.visit(lambda db: _refuse_marks(db, "inflight"))
    with capture_logs() as logs:
        async with delivering(database, telegram):
            await eventually(lambda: len(logs) > 1)
            assert telegram.calls == []
            await database._connection.visit(lambda db: db.execute("drop trigger refuse"))
            await ended(database)
    assert {entry["event"] for entry in logs} == {"The outbox could not be read."}


async def test_a_stop_lets_calls_under_way_end_and_be_marked_and_begins_no_other(database: Database) -> None:
    telegram = Telegram()
    telegram.gate.clear()
    await queue(database, *replies(FATIMA, "first", "second"))
    delivery = Delivery(database, telegram, SystemClock())
    running = asyncio.create_task(delivery.run())
    await eventually(lambda: len(telegram.calls) == 1)
    delivery.stop()
    assert not running.done()
    telegram.gate.set()
    await running
    assert telegram.said == ["first"]
    assert await states(database) == ["sent", "queued"]


async def test_a_stop_while_messages_are_being_taken_leaves_none_half_taken(database: Sqlite) -> None:
    telegram = Telegram()
    await queue(database, *bulk(FATIMA, HASSAN))
    delivery = Delivery(database, telegram, SystemClock())
    async with database.unit():  # the delivery has to wait here for its turn
        running = asyncio.create_task(delivery.run())
        await eventually(lambda: bool(database._turn._waiters))
        delivery.stop()
    await running
    assert len(telegram.calls) == 2
    assert await states(database) == ["sent", "sent"]


async def test_what_was_handed_over_just_before_a_stop_still_leaves(database: Database) -> None:
    telegram = Telegram()
    async with delivering(database, telegram) as delivery:
        await eventually(lambda: delivery._behind is not None)
        await say(database, delivery, *replies(FATIMA, "last"))
        delivery.stop()
    assert telegram.said == ["last"]
    assert await states(database) == ["sent"]


async def test_a_stop_hands_back_what_waits_for_its_slot(database: Database) -> None:
    telegram = Telegram()
    telegram.gate.clear()
    await queue(database, *bulk(FATIMA), *replies(HASSAN, "reply"), *bulk(KHADIJA))
    delivery = Delivery(database, telegram, SystemClock())
    delivery.budget = Budget(1, asyncio.get_running_loop().time)
    running = asyncio.create_task(delivery.run())
    await eventually(lambda: len(delivery.budget._waiting) == 2)
    delivery.stop()
    telegram.gate.set()
    await running
    assert telegram.said == ["reply"]
    assert await states(database) == ["queued", "sent", "queued"]


async def test_what_a_handler_said_goes_out_without_being_read_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = Telegram()
    async with delivering(database, telegram) as delivery:
        await say(database, delivery, *replies(FATIMA, "first"))
        await ended(database)
        monkeypatch.setattr(Outbox, "due", None)
        await say(database, delivery, *replies(FATIMA, "second"), *replies(HASSAN, "other"))
        await ended(database)
    assert telegram.said == ["first", "second", "other"]


async def test_what_a_handler_said_does_not_overtake_a_failure_that_was_being_marked_while_the_outbox_was_read(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = Telegram()
    telegram.behave = Script(RetryAfter(30))
    write, may_write, asked = Delivery._write_at_once, asyncio.Event(), asyncio.Event()

    async def later(self: Delivery, notes: list[module.Note]) -> None:
        asked.set()
        await may_write.wait()
        await write(self, notes)

    monkeypatch.setattr(Delivery, "_write_at_once", later)
    await queue(database, *replies(FATIMA, "first"))
    async with delivering(database, telegram) as delivery:
        await asked.wait()
        delivery.wake()
        await eventually(lambda: delivery._behind is not None)  # read: what failed is not marked yet
        may_write.set()
        await eventually(lambda: not delivery._lanes)
        await say(database, delivery, *replies(FATIMA, "second"), *replies(HASSAN, "other"))
        await eventually(lambda: "other" in telegram.said)
    assert telegram.said == ["first", "other"]


async def test_what_a_handler_said_does_not_overtake_what_only_the_database_knows_to_be_queued(
    database: Database,
) -> None:
    telegram = Telegram()
    async with delivering(database, telegram) as delivery:
        await eventually(lambda: delivery._behind is not None)
        async with database.unit() as unit:
            part = Part(unit)
            for text, key in (("keyed", "key"), ("next", None)):
                parameters = {"chat_id": FATIMA, "text": text}
                Outbox(part).queue(FATIMA, "sendMessage", parameters, Priority.REPLY, dedupe_key=key)
            part.join()
        delivery.hand_over(part.written)
        await ended(database)
    assert telegram.said == ["keyed", "next"]


async def test_a_lane_that_has_no_room_leaves_the_rest_to_the_database_and_the_order_stays(database: Database) -> None:
    telegram = Telegram()
    telegram.gate.clear()
    texts = [f"{number}" for number in range(3 * MOST_IN_A_ROW)]
    async with delivering(database, telegram) as delivery:
        await eventually(lambda: delivery._behind is not None)
        for text in texts:
            await say(database, delivery, *replies(FATIMA, text))
        telegram.gate.set()
        await ended(database)
    assert telegram.said == texts


async def test_a_chat_whose_lane_ends_while_the_outbox_is_read_is_not_forgotten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 1)
    telegram = Telegram()
    telegram.gate.clear()
    due = Outbox.due
    await queue(database, *replies(FATIMA, "first"))
    async with delivering(database, telegram) as delivery:
        await eventually(lambda: bool(telegram.calls))

        async def end_meanwhile(self: Outbox, *given: Any, after: Outgoing | None = None) -> list[Outgoing]:
            page = await due(self, *given, after=after)
            if not page:  # the second message was seen, and left because the lane was busy
                telegram.gate.set()
                await eventually(lambda: not delivery._lanes)
            return page

        monkeypatch.setattr(Outbox, "due", end_meanwhile)
        await queue(database, *replies(FATIMA, "second"))
        delivery.wake()
        await ended(database)
    assert telegram.said == ["first", "second"]


async def test_while_everybody_waits_nothing_leaves_whoever_hands_it_over_and_the_longest_pause_counts(
    database: Database,
) -> None:
    telegram = Telegram()
    telegram.gate.clear()
    telegram.behave = Script(RetryAfter(30), RetryAfter(timedelta(milliseconds=1)))
    async with delivering(database, telegram) as delivery:
        await queue(database, *replies(FATIMA, "first"), *replies(HASSAN, "other"))
        delivery.wake()
        await eventually(lambda: len(telegram.calls) == 2)
        delivery.budget = Budget(1, asyncio.get_running_loop().time)
        await delivery.budget.slot(1, Priority.REPLY)
        await queue(database, *bulk(KHADIJA))
        delivery.wake()
        await eventually(lambda: bool(delivery.budget._waiting))  # it is taken out of the queue
        telegram.gate.set()
        await eventually(lambda: not delivery._lanes)
        await say(database, delivery, *replies(KHADIJA, "third"))
        delivery.wake()
        await eventually(lambda: delivery._wake.is_set() is False and not delivery._held)
    assert telegram.said == ["first", "other"]
    assert await states(database) == ["queued"] * 4


async def test_a_clock_that_is_set_back_makes_nobody_wait_longer(database: Database) -> None:
    telegram, clock = Telegram(), TestClock()
    telegram.behave = Script(RetryAfter(30))
    async with delivering(database, telegram) as delivery:
        delivery._clock = clock
        await queue(database, *replies(FATIMA, "first", "second"))
        delivery.wake()
        await eventually(lambda: len(telegram.calls) == 1)
        clock.move(timedelta(hours=-1))
        await queue(database, *replies(HASSAN, "other"))
        delivery.wake()
        await eventually(lambda: len(telegram.calls) == 2)
        clock.move(timedelta(seconds=31))
        delivery.wake()
        await ended(database)
    assert telegram.said == ["first", "other", "first", "second"]


async def test_while_the_mark_of_a_failure_is_not_written_the_next_of_the_chat_stays(
    database: Sqlite, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = Telegram()
    telegram.behave = Script(RetryAfter(30))
    await queue(database, *replies(FATIMA, "first", "second"))
    write, may_write, asked = Delivery._write_at_once, asyncio.Event(), asyncio.Event()

    async def later(self: Delivery, notes: list[module.Note]) -> None:
        asked.set()
        await may_write.wait()
        await write(self, notes)

    monkeypatch.setattr(Delivery, "_write_at_once", later)
    async with delivering(database, telegram) as delivery:
        await asked.wait()
        await queue(database, *replies(HASSAN, "other"))
        delivery.wake()
        await eventually(lambda: len(telegram.calls) == 2)
        may_write.set()
        await eventually(lambda: not delivery._lanes)
    assert telegram.said == ["first", "other"]


@pytest.mark.parametrize("seed", range(4))
async def test_in_any_bad_weather_every_reply_arrives_in_order_and_no_bulk_message_twice(
    database: Database, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(module, "LONGEST_PAUSE", 0.02)
    weather = random.Random(seed)  # noqa: S311 -- a game
    telegram = Telegram()
    arrived: list[tuple[int, str]] = []

    def behave(_method: str, parameters: dict[str, Any]) -> object:
        kind = weather.choice(["well", "well", "well", "lost before", "lost after", "never left", "429"])
        if kind == "never left":
            raise NotSent("no connection")
        if kind == "429":
            raise RetryAfter(timedelta(milliseconds=10))
        if kind == "lost before":
            raise TimedOut
        arrived.append((parameters["chat_id"], parameters["text"]))
        if kind == "lost after":
            raise NetworkError("the connection broke")
        return {"message_id": len(arrived)}

    telegram.behave = behave
    chats, numbers = range(1, 13), range(6)
    async with delivering(database, telegram) as delivery:
        for number in numbers:
            await queue(database, *(word for chat in chats for word in replies(chat, f"{number}")))
            await queue(database, *((chat, f"bulk {number}", Priority.BULK) for chat in chats))
            delivery.wake()
        await ended(database)
    for chat in chats:
        mine = [text for to, text in arrived if to == chat and "bulk" not in text]
        assert list(dict.fromkeys(mine)) == [f"{number}" for number in numbers]
        assert mine == sorted(mine)
    sent_in_bulk = [each for each in arrived if "bulk" in each[1]]
    assert len(sent_in_bulk) == len(set(sent_in_bulk))
    assert set(await states(database)) == {"sent", "unknown"}
