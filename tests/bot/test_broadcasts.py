import asyncio
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot import broadcasts as module
from bot import delivery as delivery_module
from bot import freezing as module_freezing
from bot.broadcasts import Feeder
from bot.clock import ShiftedClock, milliseconds
from bot.freezing import freeze_audiences
from bot.transport import NotSent
from domain.broadcasts.account import OPEN, State
from domain.broadcasts.approval import MOST_ALONE
from domain.broadcasts.audience import Audience
from domain.broadcasts.broadcast import Work
from domain.broadcasts.life import Deed, Life
from domain.broadcasts.schedule import Every, Repeat
from domain.civil_time import wall_of
from domain.replacing import replace
from storage.broadcast_recipients import Recipient, Recipients, erase_recipient
from storage.broadcasts import LEASE
from storage.outbox import Outbox
from storage.people import People, Person
from storage.sqlite import SqliteUnit
from storage.subscriptions import Subscriptions
from storage.unit import Call, Database
from tests.bot.casting import (
    BODY,
    NOON,
    TEXTS,
    counts,
    delivering,
    do,
    finish,
    follow,
    gather_people,
    life,
    noon,
    planned,
    received,
    states,
    stored,
)
from tests.bot.fakes import Json, Telegram, eventually
from tests.stage import TestClock
from tests.storage.examples import HASSAN, KHENIFRA

PUT_BACK = range(501, 508)
NIGHT = datetime(2026, 4, 15, 22, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _quick_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery_module, "FIRST_PAUSE", 0.01)


async def in_outbox(database: Database) -> int:
    async with database.unit() as unit:
        [[row]] = await unit.fetch(Call("select count(*) as messages from outbox where broadcast_id is not null", {}))
    return int(row["messages"])


async def test_everybody_gets_it_once_in_her_language_and_the_account_says_so(database: Database) -> None:
    clock, telegram = noon(), Telegram()
    people = await gather_people(database, 40)
    key = await planned(database, clock)
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key)
    assert received(telegram) == dict.fromkeys(people, 1)
    assert {parameters["text"] for _, parameters in telegram.calls if parameters["chat_id"] % 4} == {TEXTS["ar"]}
    assert {parameters["text"] for _, parameters in telegram.calls if not parameters["chat_id"] % 4} == {TEXTS["fr"]}
    assert await counts(database, key) == {State.SENT: 40}
    assert await life(database, key) is Life.DONE
    assert await in_outbox(database) == 0


async def test_two_ticks_at_once_hand_nobody_over_twice(database: Database) -> None:
    clock, telegram = noon(), Telegram()
    people = await gather_people(database, 60)
    key = await planned(database, clock)
    await asyncio.gather(*(freeze_audiences(database, clock) for _ in range(3)))
    await asyncio.gather(*(Feeder(database, clock).feed() for _ in range(3)))
    assert await counts(database, key) == {State.HANDED: 60}
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key)
    assert received(telegram) == dict.fromkeys(people, 1)


async def test_no_more_than_a_few_are_in_the_outbox_however_many_there_are(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 7)
    monkeypatch.setattr(module, "LEAST_AHEAD", 10)
    monkeypatch.setattr(module, "SECONDS_AHEAD", 0)
    clock, telegram = noon(), Telegram()
    await gather_people(database, 50)
    key = await planned(database, clock)
    await freeze_audiences(database, clock)
    for _ in range(3):
        await Feeder(database, clock).feed()
    assert await in_outbox(database) == 10
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key)
    assert await counts(database, key) == {State.SENT: 50}


async def test_paused_nothing_more_leaves_and_resumed_the_others_get_it(database: Database) -> None:
    clock, telegram = noon(), Telegram()
    people = await gather_people(database, 60)
    key = await planned(database, clock)
    async with delivering(database, telegram, clock) as delivery:
        telegram.gate.clear()
        await freeze_audiences(database, clock)
        await Feeder(database, clock).feed()
        delivery.wake()
        await eventually(lambda: len(telegram.calls) > 0)
        await do(database, clock, key, Deed.PAUSE)
        await Feeder(database, clock).feed()
        under_way = (await counts(database, key))[State.HANDED]
        assert await in_outbox(database) == under_way <= delivery._most_bulk
        telegram.gate.set()

        async def settled() -> bool:
            await Feeder(database, clock).feed()
            return (await counts(database, key)).get(State.SENT) == under_way

        await eventually(settled)
        assert sum(received(telegram).values()) == under_way
        await do(database, clock, key, Deed.RESUME)
        await finish(database, clock, delivery, key)
    assert received(telegram) == dict.fromkeys(people, 1)


async def test_stopped_the_rest_is_skipped_and_everybody_has_a_final_state(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SWEPT", 7)
    monkeypatch.setattr(module, "LEAST_AHEAD", 20)
    monkeypatch.setattr(module, "SECONDS_AHEAD", 0)
    clock, telegram = noon(), Telegram()
    await gather_people(database, 60)
    key = await planned(database, clock)
    await freeze_audiences(database, clock)
    await Feeder(database, clock).feed()
    await do(database, clock, key, Deed.STOP)
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key)
    assert await counts(database, key) == {State.SKIPPED: 60}
    assert telegram.calls == []
    assert await life(database, key) is Life.STOPPED


async def test_nothing_begins_at_night_and_what_runs_waits_for_the_morning(database: Database) -> None:
    clock, telegram = TestClock(NIGHT), Telegram()
    await gather_people(database, 10)
    tonight, earlier = await planned(database, clock), await planned(database, noon())
    await freeze_audiences(database, noon())
    await Feeder(database, noon()).feed()
    assert await in_outbox(database) == 20
    async with delivering(database, telegram, clock) as delivery:
        assert await in_outbox(database) == 0, "also after a crash"
        await Feeder(database, clock).feed()
        delivery.wake()
        assert await counts(database, earlier) == {State.QUEUED: 10}
        third = await planned(database, clock)
        await freeze_audiences(database, clock)
        assert await life(database, third) is Life.SCHEDULED
        clock.move(timedelta(hours=12))
        await finish(database, clock, delivery, tonight, earlier, third)
    assert set(received(telegram).values()) == {3}


async def test_what_is_urgent_passes_at_night_when_a_second_person_agreed(database: Database) -> None:
    clock, telegram = TestClock(NIGHT), Telegram()
    await gather_people(database, 3)
    urgent = replace(BODY, urgent="الطريق مقطوعة بسبب الثلج")
    alone, agreed = await planned(database, clock, urgent), await planned(database, clock, urgent, approved=True)
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, agreed)
    assert set(received(telegram).values()) == {1}
    assert await life(database, alone) is Life.WAITING


async def test_parts_of_a_province_count_together_for_a_day_and_the_maker_is_told_why_it_waits(
    database: Database,
) -> None:
    clock, telegram = noon(), Telegram()
    await gather_people(database, 2 * MOST_ALONE // 5)
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, await planned(database, clock), await planned(database, clock))
        async with database.unit() as unit:
            for chat_id in range(20_001, 20_001 + MOST_ALONE):
                People(unit).put(Person(chat_id, "ar"))
                Subscriptions(unit).add(chat_id, "sector", "beekeeping", 1)
                Subscriptions(unit).add(chat_id, "place", KHENIFRA, 1)
        keepers = replace(BODY, audience=Audience(sectors=frozenset({"beekeeping"})))
        approved = await planned(database, clock, keepers, approved=True)
        await finish(database, clock, delivery, approved)
        held = await planned(database, clock, keepers)
        await freeze_audiences(database, clock)
        assert await life(database, held) is Life.WAITING
        assert await counts(database, held) == {}
        delivery.wake()
        await eventually(lambda: len(said_to(telegram, HASSAN)) == 1)
        [told] = said_to(telegram, HASSAN)
        assert "ينتظر موافقة شخص ثان" in told
        assert "آخر 24 ساعة" in told
        assert "طُلبت الموافقة من زملائك" in told
        clock.move(timedelta(hours=24, minutes=1))
        later = await planned(database, clock, keepers)
        await finish(database, clock, delivery, later)
    assert await counts(database, later) == {State.SENT: MOST_ALONE}


def said_to(telegram: Telegram, chat_id: int) -> list[str]:
    """What somebody was told of a notice that waits."""
    return [
        parameters["text"]
        for _, parameters in telegram.calls
        if parameters["chat_id"] == chat_id and "حان وقت إعلانك" in parameters.get("text", "")
    ]


async def test_of_two_that_are_frozen_at_once_the_later_one_sees_the_other(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = noon()
    await gather_people(database, MOST_ALONE * 6 // 10)
    one, two = await planned(database, clock), await planned(database, clock)
    ready, wait = asyncio.Event(), asyncio.Event()
    original = module_freezing._Freezing._told_meanwhile

    async def late(self: module_freezing._Freezing) -> object:
        if self.broadcast.id == one:
            ready.set()
            await wait.wait()
        return await original(self)

    monkeypatch.setattr(module_freezing._Freezing, "_told_meanwhile", late)
    first = asyncio.create_task(freeze_audiences(database, clock))
    await ready.wait()  # all of its people are written down, and nobody has looked again yet
    await freeze_audiences(database, clock)
    assert await life(database, two) is Life.WAITING
    wait.set()
    await first
    assert await life(database, one) is Life.RUNNING


async def test_a_series_that_grew_tells_its_maker_once_each_time_why_it_waits(database: Database) -> None:
    clock = noon()
    await gather_people(database, MOST_ALONE + 1)
    start = wall_of(NOON)
    weekly = replace(BODY, starts=start, repeats=Repeat(Every.WEEK, start.date(), start.time()))
    key = await planned(database, clock, weekly)
    for _ in range(2):
        await freeze_audiences(database, clock)
    assert await life(database, key) is Life.WAITING
    async with database.unit() as unit:
        due = await Outbox(unit).due(2**60, 50)
        assert len([each for each in due if each.chat_id == HASSAN]) == 1
    assert "أكثر من 100 شخص" in next(each.body for each in due if each.chat_id == HASSAN)


async def test_who_blocks_erases_or_ends_the_topic_in_the_middle_gets_nothing_more(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LEAST_AHEAD", 2)
    monkeypatch.setattr(module, "SECONDS_AHEAD", 0)
    clock, telegram = noon(), Telegram()
    people = await gather_people(database, 6)
    key = await planned(database, clock)
    await freeze_audiences(database, clock)
    await Feeder(database, clock).feed()
    async with database.unit() as unit:
        for erased in (people[0], people[3]):
            erase_recipient(unit, erased)
            Outbox(unit).erase(erased)
            People(unit).erase(erased)
        People(unit).block(people[4], milliseconds(NOON))
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key)
    assert received(telegram) == dict.fromkeys((people[1], people[2], people[5]), 1)
    assert await counts(database, key) == {State.SENT: 3, State.SKIPPED: 3}


async def test_a_notice_for_nobody_is_over_at_once(database: Database) -> None:
    clock = noon()
    await gather_people(database, 0)
    key = await planned(database, clock)
    async with delivering(database, Telegram(), clock) as delivery:
        await finish(database, clock, delivery, key)
    assert (await life(database, key), await counts(database, key)) == (Life.DONE, {})


async def test_only_the_failed_are_tried_again_and_the_unknown_when_staff_say_so(database: Database) -> None:
    clock, telegram = noon(), Telegram()
    people = await gather_people(database, 6)
    bad = {people[1]: BadRequest("message is too strange"), people[2]: TimedOut(), people[3]: Forbidden("blocked")}

    def behave(_method: str, parameters: Json) -> Any:
        if error := bad.get(parameters["chat_id"]):
            raise error
        return {"message_id": next(telegram.numbers)}

    telegram.behave = behave
    key = await planned(database, clock)
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key)
        assert await counts(database, key) == {State.SENT: 3, State.FAILED: 1, State.UNKNOWN: 1, State.BLOCKED: 1}
        bad.clear()
        for state, times in ((State.FAILED, (2, 1, 1)), (State.UNKNOWN, (2, 2, 1))):
            await do(database, clock, key, Deed.RETRY, again=state)
            await finish(database, clock, delivery, key)
            assert tuple(received(telegram)[chat_id] for chat_id in people[1:4]) == times
    assert await counts(database, key) == {State.SENT: 5, State.BLOCKED: 1}


async def test_trying_again_goes_page_by_page_over_a_crash_and_each_person_has_one_more_turn(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SWEPT", 3)
    clock, telegram = noon(), Telegram()
    people = await gather_people(database, 10)

    def behave(_method: str, _parameters: Json) -> Any:
        raise BadRequest("message is too strange")

    telegram.behave = behave
    key = await planned(database, clock)
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key)
    await do(database, clock, key, Deed.RETRY, again=State.FAILED)

    async def die(*_: object) -> bool:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(module, "MOST_PAGES", 2)
        await Feeder(database, clock).feed()
        assert await counts(database, key) == {State.QUEUED: 6, State.FAILED: 4}
        assert await in_outbox(database) == 0
        broken.setattr(Recipients, "put_back", die)
        with pytest.raises(ExceptionGroup):
            await Feeder(database, clock).feed()
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key)
    assert received(telegram) == dict.fromkeys(people, 2)
    assert await counts(database, key) == {State.FAILED: 10}
    assert (await stored(database, key)).again is None


async def test_stopped_while_people_are_put_back_the_others_stay_failed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SWEPT", 3)
    monkeypatch.setattr(module, "MOST_PAGES", 1)
    clock = noon()
    await gather_people(database, 0)
    key = await planned(database, clock)
    async with database.unit() as unit:
        for chat_id in PUT_BACK:
            People(unit).put(Person(chat_id, "ar"))
        Recipients(unit, key).add([Recipient(chat_id, "ar", State.FAILED) for chat_id in PUT_BACK])
        unit.write(Call("update broadcast set life = 'done', started_at = 1, finished_at = 2", {}))
    await do(database, clock, key, Deed.RETRY, again=State.FAILED)
    await Feeder(database, clock).feed()
    await do(database, clock, key, Deed.STOP)
    for _ in range(3):
        await Feeder(database, clock).feed()
    assert (await stored(database, key)).finished_at is not None
    assert await counts(database, key) == {State.SKIPPED: 3, State.FAILED: 4}


async def test_what_was_sent_is_corrected_and_then_taken_away_where_it_arrived(database: Database) -> None:
    clock, telegram = noon(), Telegram()
    people = await gather_people(database, 8)
    telegram.behave = lambda method, parameters: _lose(method, parameters, people[1])
    key = await planned(database, clock)
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key)
        corrected = await follow(database, clock, key, Work.CORRECT, ar="السوق يوم السبت")
        clock.move(timedelta(hours=20))  # it is night now in Khénifra; an edit makes no sound
        await finish(database, clock, delivery, corrected)
        deleted = await follow(database, clock, key, Work.DELETE)
        await finish(database, clock, delivery, deleted)
        clock.move(timedelta(hours=48))
        late = await follow(database, clock, key, Work.DELETE)
        await finish(database, clock, delivery, late)
    edits = [parameters for method, parameters in telegram.calls if method == "editMessageText"]
    assert {(each["chat_id"], each["message_id"]) for each in edits} == {
        (chat_id, chat_id * 10) for chat_id in people if chat_id % 4 and chat_id != people[1]
    }
    assert {each["text"] for each in edits} == {"السوق يوم السبت"}
    assert await counts(database, corrected) == {State.SENT: 5, State.SKIPPED: 2}
    taken = {parameters["chat_id"] for method, parameters in telegram.calls if method == "deleteMessage"}
    assert taken == set(people) - {people[1]}
    assert await counts(database, deleted) == {State.SENT: 7}
    assert await counts(database, late) == {State.SKIPPED: 7}


def _lose(method: str, parameters: Json, chat_id: int) -> Any:
    if method == "sendMessage" and parameters["chat_id"] == chat_id:
        raise NetworkError("Bad Gateway")
    return {"message_id": parameters["chat_id"] * 10} if method == "sendMessage" else True


async def test_a_correction_waits_until_what_it_corrects_is_over(database: Database) -> None:
    clock, telegram = noon(), Telegram()
    await gather_people(database, 3)
    key = await planned(database, clock)
    await freeze_audiences(database, clock)
    corrected = await follow(database, clock, key, Work.CORRECT, ar="السوق يوم السبت")
    await freeze_audiences(database, clock)
    assert await life(database, corrected) is Life.SCHEDULED
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key, corrected)
    assert [method for method, _ in telegram.calls].count("editMessageText") == 3


class Weather:
    """A bad day at Telegram's: what arrived is noted, and the answer may get lost all the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- a script to repeat
        self.arrived: list[int] = []

    def __call__(self, _method: str, parameters: Json) -> Any:
        chat_id = parameters["chat_id"]
        match self._random.randrange(12):
            case 0:
                raise RetryAfter(0)
            case 1:
                raise NotSent("no connection")
            case 2:
                raise NetworkError("Bad Gateway")
            case 3:
                self.arrived.append(chat_id)
                raise TimedOut
            case 4:
                raise Forbidden("Forbidden: bot was blocked by the user")
            case 5:
                raise BadRequest("Chat not found")
            case 6:
                raise BadRequest("wrong something")
        self.arrived.append(chat_id)
        return {"message_id": len(self.arrived)}


def check(arrived: list[int], ends: dict[int, State], people: list[int]) -> None:
    """Everybody has one final state, and it is what became of her."""
    assert set(ends) == set(people)
    for chat_id, state in ends.items():
        times = arrived.count(chat_id)
        assert state not in OPEN
        assert times == 1 if state is State.SENT else times <= (state is State.UNKNOWN), (chat_id, state, times)


@pytest.mark.parametrize("seed", range(3))
async def test_on_a_bad_day_everybody_is_accounted_for(database: Database, seed: int) -> None:
    clock, telegram, weather = ShiftedClock(NOON), Telegram(), Weather(seed)
    telegram.behave = weather
    people = await gather_people(database, 90)
    key = await planned(database, clock)
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key)
    check(weather.arrived, await states(database, key), people)


class Crash(BaseException):
    """The program dies here."""


@pytest.mark.parametrize("survived", range(1, 86, 3))
async def test_a_crash_between_any_two_statements_sends_nobody_anything_twice_and_forgets_nobody(
    database: Database, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    monkeypatch.setattr(module, "PAGE", 4)
    monkeypatch.setattr("bot.freezing.PAGE", 4)
    monkeypatch.setattr(module, "LEAST_AHEAD", 6)
    monkeypatch.setattr(module, "SECONDS_AHEAD", 0)
    clock, telegram = noon(), Telegram()
    people = await gather_people(database, 10)
    key = await planned(database, clock)
    left = survived

    def dying(step: Any) -> Any:
        async def die(self: SqliteUnit, *given: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                raise Crash
            return await step(self, *given)

        return die

    with monkeypatch.context() as patched:
        patched.setattr(SqliteUnit, "fetch", dying(SqliteUnit.fetch))
        patched.setattr(SqliteUnit, "commit", dying(SqliteUnit.commit))
        with pytest.raises(Crash):
            await _all_the_way(database, clock, telegram)
    clock.move(LEASE + timedelta(seconds=1))
    async with delivering(database, telegram, clock) as delivery:
        await finish(database, clock, delivery, key)
    check([int(parameters["chat_id"]) for _, parameters in telegram.calls], await states(database, key), people)
    assert (await stored(database, key)).made_by == HASSAN


async def _all_the_way(database: Database, clock: TestClock, telegram: Telegram) -> None:
    """The same in one task, so that it can die at a certain statement: sending as delivery does."""
    feeder = Feeder(database, clock)
    await freeze_audiences(database, clock)
    for _ in range(100):
        await feeder.feed()
        async with database.unit() as unit:
            due = await Outbox(unit).due(milliseconds(clock.now()), 3)
            for message in due:
                Outbox(unit).depart(message.id)
        for message in due:
            result = await telegram.send(message.method, message.body)
            async with database.unit() as unit:
                Outbox(unit).sent(message.id, result["message_id"], milliseconds(clock.now()))
