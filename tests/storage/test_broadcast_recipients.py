from typing import Any

import pytest

from domain.broadcasts.account import State
from domain.broadcasts.audience import Skipped
from domain.broadcasts.body import Body
from domain.broadcasts.content import Content, Kind
from domain.broadcasts.topic import Topic
from storage.broadcast_recipients import Line, Next, Recipient, Recipients, erase_recipient, forget_recipients
from storage.broadcasts import Broadcasts
from storage.optouts import Optouts
from storage.outbox import GONE, Outbox
from storage.people import People, Person
from storage.unit import Call, Database, Unit
from tests.storage.examples import HASSAN, KHENIFRA, NOW, employ

PEOPLE = (11, 12, 13, 14)


@pytest.fixture
async def broadcast(database: Database) -> int:
    """A notice for four people whose audience is frozen."""
    await employ(database)
    async with database.unit() as unit:
        body = Body(Topic.NEWS, {"ar": Content(Kind.TEXT, "سلام")})
        key = await Broadcasts(unit).create(HASSAN, KHENIFRA, body, NOW)
        assert key is not None
        for chat_id in PEOPLE:
            People(unit).put(Person(chat_id, "ar"))
        Recipients(unit, key).add([Recipient(chat_id, "ar") for chat_id in PEOPLE])
    return key


async def hand(unit: Unit, key: int, most: int = 9) -> list[int]:
    """Hand the next ones over, as the clock does; who they were."""
    recipients = Recipients(unit, key)
    page = await recipients.next_page("news", most)
    for each in page:
        recipients.handed(each.chat_id)
        Outbox(unit).queue_for(key, each.chat_id, "sendMessage", {"text": "سلام"})
    return [each.chat_id for each in page]


async def in_outbox(unit: Unit) -> list[tuple[int, str, int]]:
    [rows] = await unit.fetch(Call("select chat_id, state, id from outbox order by chat_id", {}))
    return [(row["chat_id"], row["state"], row["id"]) for row in rows]


async def settle(unit: Unit, **ends: tuple[str, str]) -> None:
    """Let delivery end the messages: `_11=("failed", "why")`."""
    by_chat = {chat_id: key for chat_id, _, key in await in_outbox(unit)}
    for chat, (state, error) in ends.items():
        key = by_chat[int(chat[1:])]
        if state == "sent":
            Outbox(unit).sent(key, 500 + int(chat[1:]), NOW)
        elif state == "inflight":
            Outbox(unit).depart(key)
        else:
            Outbox(unit).settle(key, state, error, NOW)


async def counts(unit: Unit, key: int) -> dict[State, int]:
    return {state: people for state, people in (await Recipients(unit, key).counts()).items() if people}


async def test_an_audience_is_written_once_and_without_those_who_erased_themselves(
    database: Database, broadcast: int
) -> None:
    async with database.unit() as unit:
        recipients = Recipients(unit, broadcast)
        recipients.add([Recipient(11, "fr"), Recipient(99, "ar")])
        recipients.add([])
        assert await recipients.next_page("news", 9) == [Next(chat_id, "ar", None, None) for chat_id in PEOPLE]


async def test_pages_are_handed_in_order_and_nobody_twice(database: Database, broadcast: int) -> None:
    async with database.unit() as unit:
        assert await hand(unit, broadcast, 3) == [11, 12, 13]
        assert await hand(unit, broadcast, 3) == [14]
        assert await hand(unit, broadcast, 3) == []
        assert await Recipients(unit, broadcast).under_way() == len(PEOPLE)
        assert [chat_id for chat_id, _, _ in await in_outbox(unit)] == list(PEOPLE)


async def test_what_delivery_settled_is_taken_over_and_cleaned_away(database: Database, broadcast: int) -> None:
    async with database.unit() as unit:
        await hand(unit, broadcast)
        ends = {"_11": ("sent", ""), "_12": ("blocked", "Forbidden"), "_13": ("blocked", GONE), "_14": ("expired", "x")}
        await settle(unit, **ends)
        recipients = Recipients(unit, broadcast)
        recipients.gather()
        recipients.gather()
        assert await in_outbox(unit) == []
        found = [each for state in State for each in await recipients.page_of_state(state, 9)]
        assert {(each.chat_id, each.state, each.reason, each.message_id) for each in found} == {
            (11, State.SENT, None, 511),
            (12, State.BLOCKED, "Forbidden", None),
            (13, State.GONE, GONE, None),
            (14, State.FAILED, "x", None),
        }
        assert not await recipients.is_open()


async def test_what_has_not_left_is_withdrawn_and_its_turn_comes_again(database: Database, broadcast: int) -> None:
    async with database.unit() as unit:
        await hand(unit, broadcast, 3)
        await settle(unit, _11=("sent", ""), _12=("inflight", ""))
        recipients = Recipients(unit, broadcast)
        assert await recipients.withdraw() == 1
        assert await recipients.withdraw() == 0
        assert await in_outbox(unit) != []
        assert await hand(unit, broadcast) == [13, 14]
        await settle(unit, _12=("unknown", "crash"))
        recipients.gather()
        assert await counts(unit, broadcast) == {State.SENT: 1, State.UNKNOWN: 1, State.HANDED: 2}


async def test_the_database_itself_holds_no_two_messages_of_a_notice_for_one_person(
    database: Database, broadcast: int
) -> None:
    async with database.unit() as unit:
        Outbox(unit).queue_for(broadcast, 11, "sendMessage", {"text": "1"})
        Outbox(unit).queue_for(broadcast, 11, "sendMessage", {"text": "2"})
        assert len(await in_outbox(unit)) == 1


async def test_stopped_those_whose_turn_had_not_come_are_skipped(database: Database, broadcast: int) -> None:
    async with database.unit() as unit:
        await hand(unit, broadcast, 1)
        recipients = Recipients(unit, broadcast)
        assert await recipients.sweep(NOW, 2)
        assert await recipients.sweep(NOW, 2)
        assert not await recipients.sweep(NOW, 2)
        assert await counts(unit, broadcast) == {State.HANDED: 1, State.SKIPPED: 3}
        assert await recipients.is_open()


async def test_who_blocked_opted_out_or_erased_herself_since_then_is_left_out(
    database: Database, broadcast: int
) -> None:
    async with database.unit() as unit:
        People(unit).block(11, NOW)
        Optouts(unit).add(12, Topic.NEWS, NOW)
        Optouts(unit).add(13, Topic.CALLS, NOW)
        People(unit).erase(14)
        page = await Recipients(unit, broadcast).next_page("news", 9)
    assert [each.reason for each in page] == [Skipped.BLOCKED, Skipped.OPTED_OUT, None, Skipped.ERASED]


async def test_only_what_failed_is_tried_again(database: Database, broadcast: int) -> None:
    async with database.unit() as unit:
        await hand(unit, broadcast)
        await settle(
            unit, _11=("sent", ""), _12=("failed", "why"), _13=("unknown", "crash"), _14=("blocked", "Forbidden")
        )
        recipients = Recipients(unit, broadcast)
        recipients.gather()
        assert await recipients.put_back(State.FAILED, 1)
        assert not await recipients.put_back(State.FAILED, 1)
        assert await hand(unit, broadcast) == [12]
        assert await counts(unit, broadcast) == {
            State.SENT: 1,
            State.HANDED: 1,
            State.UNKNOWN: 1,
            State.BLOCKED: 1,
        }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, (State.SKIPPED, "erased")),
        (("queued", ""), (State.SKIPPED, "erased")),
        (("inflight", ""), (State.UNKNOWN, "erased")),
        (("sent", ""), (State.SENT, "")),
        (("failed", "why"), (State.FAILED, "why")),
    ],
)
async def test_an_account_stays_exact_when_somebody_erases_herself_in_the_middle(
    database: Database, broadcast: int, before: tuple[str, str] | None, after: tuple[State, str]
) -> None:
    async with database.unit() as unit:
        if before is not None:
            await hand(unit, broadcast, 1)
        if before is not None and before[0] != "queued":
            await settle(unit, _11=before)
        erase_recipient(unit, 11)
        Outbox(unit).erase(11)
        recipients = Recipients(unit, broadcast)
        recipients.gather()
        assert await in_outbox(unit) == []
        assert await recipients.report() == sorted(
            [Line("ar", State.QUEUED, "", 3), Line("ar", after[0], after[1], 1)], key=lambda line: line.state
        )
        assert sum((await recipients.counts()).values()) == len(PEOPLE)
        assert await hand(unit, broadcast) == [12, 13, 14]


async def test_an_old_account_becomes_totals_page_by_page(database: Database, broadcast: int) -> None:
    async with database.unit() as unit:
        recipients = Recipients(unit, broadcast)
        recipients.skip(11, Skipped.OPTED_OUT, NOW)
        await recipients.sweep(NOW, 9)
        before = await recipients.report()
        assert not await forget_recipients(unit, NOW + 1, 3), "it is not over"
        stored = await Broadcasts(unit).of(broadcast)
        assert stored is not None
        await Broadcasts(unit).finish(stored, stored.life, NOW)
        assert not await forget_recipients(unit, NOW, 3), "it is not old"
        assert await forget_recipients(unit, NOW + 1, 3)
        assert await recipients.report() == before
        assert await forget_recipients(unit, NOW + 1, 3)
        assert not await forget_recipients(unit, NOW + 1, 3)
        assert await recipients.report() == before
        assert await recipients.page_of_state(State.SKIPPED, 9) == []


async def test_a_frozen_audience_is_cleared_page_by_page(database: Database, broadcast: int) -> None:
    async with database.unit() as unit:
        recipients = Recipients(unit, broadcast)
        pages: list[Any] = [await recipients.clear(3), await recipients.clear(3), await recipients.clear(3)]
        assert pages == [True, True, False]
        assert await counts(unit, broadcast) == {}


async def test_only_who_has_a_message_can_be_corrected(database: Database, broadcast: int) -> None:
    async with database.unit() as unit:
        await hand(unit, broadcast)
        await settle(unit, _11=("sent", ""), _12=("unknown", "crash"))
        recipients = Recipients(unit, broadcast)
        recipients.gather()
        [rows] = await unit.fetch(Recipients.reached(broadcast))
    assert [(row["chat_id"], row["message_id"]) for row in rows] == [(11, 511)]
