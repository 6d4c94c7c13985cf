import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from telegram.error import Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot import intake as module
from bot.intake import (
    MOST_CONFLICTS,
    NO_LANE,
    Intake,
    SecondPoller,
    TokenRefused,
    arrival,
    is_possible,
    lane_of,
    poll,
)
from storage.inbox import Arrival, Inbox
from storage.sqlite import Sqlite
from storage.unit import Call, Database, Unavailable
from tests.bot.fakes import Telegram
from tests.stage import TestClock

FATIMA, GROUP = 700, -100200
USER = {"id": FATIMA, "is_bot": False, "first_name": "فاطمة"}
PRIVATE = {"id": FATIMA, "type": "private"}
MESSAGE = {"message_id": 1, "date": 1, "chat": PRIVATE, "from": USER, "text": "سلام"}
IN_GROUP = MESSAGE | {"chat": {"id": GROUP, "type": "supergroup"}}


@pytest.fixture(autouse=True)
def _quick_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.001)


@pytest.mark.parametrize(
    ("kind", "content", "lane"),
    [
        ("message", MESSAGE, FATIMA),
        ("message", IN_GROUP, GROUP),
        ("edited_message", MESSAGE, FATIMA),
        ("channel_post", {"message_id": 1, "chat": {"id": GROUP, "type": "channel"}}, GROUP),
        ("business_connection", {"id": "abc", "user": USER, "user_chat_id": FATIMA}, FATIMA),
        ("deleted_business_messages", {"business_connection_id": "abc", "chat": PRIVATE, "message_ids": [1]}, FATIMA),
        ("message_reaction", {"chat": PRIVATE, "message_id": 1, "user": USER}, FATIMA),
        ("message_reaction_count", {"chat": {"id": GROUP}, "message_id": 1}, GROUP),
        ("inline_query", {"id": "5", "from": USER, "query": ""}, FATIMA),
        ("chosen_inline_result", {"result_id": "5", "from": USER, "query": ""}, FATIMA),
        ("callback_query", {"id": "5", "from": USER, "message": MESSAGE, "data": "a"}, FATIMA),
        ("callback_query", {"id": "5", "from": USER, "message": IN_GROUP, "data": "a"}, GROUP),
        ("callback_query", {"id": "5", "from": USER, "message": {"chat": PRIVATE, "message_id": 1, "date": 0}}, FATIMA),
        ("callback_query", {"id": "5", "from": USER, "inline_message_id": "6", "data": "a"}, FATIMA),
        ("shipping_query", {"id": "5", "from": USER}, FATIMA),
        ("pre_checkout_query", {"id": "5", "from": USER}, FATIMA),
        ("purchased_paid_media", {"from": USER, "paid_media_payload": ""}, FATIMA),
        ("poll", {"id": "5", "question": "?"}, NO_LANE),
        ("poll_answer", {"poll_id": "5", "user": USER, "option_ids": [0]}, FATIMA),
        ("my_chat_member", {"chat": PRIVATE, "from": USER}, FATIMA),
        ("chat_member", {"chat": {"id": GROUP}, "from": USER}, GROUP),
        ("chat_join_request", {"chat": {"id": GROUP}, "from": USER}, GROUP),
        ("chat_boost", {"chat": {"id": GROUP}, "boost": {}}, GROUP),
        ("something_new", {"chat": PRIVATE}, FATIMA),
        ("something_newer", {"sender": 5}, NO_LANE),
        ("something_flat", "text", NO_LANE),
    ],
)
def test_every_kind_of_update_has_a_lane(kind: str, content: object, lane: int) -> None:
    assert lane_of({"update_id": 1, kind: content}) == lane


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.dictionaries(st.sampled_from(["id", "chat", "from", "user", "message", "text"]), inner) | st.lists(inner)
    ),
)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(), JSON), st.integers())
def test_any_object_with_a_number_is_an_arrival(update: dict[str, Any], number: int) -> None:
    arrived = arrival(update | {"update_id": number})
    assert arrived.update_id == number
    assert isinstance(arrived.lane, int)
    assert arrived.body.encode()


def test_an_impossible_number_holds_nothing_up() -> None:
    assert not is_possible({"update_id": 2**63, "message": {}})
    assert is_possible({"update_id": 2**63 - 1, "message": {}})
    assert lane_of({"update_id": 1, "message": {"chat": {"id": 2**63 + 1}, "from": {"id": 5}}}) == 5


async def test_half_a_character_holds_nothing_up(database: Database) -> None:
    intake = Intake(database, TestClock(), lambda _lanes: None)
    await intake.take([{"update_id": 1, "message": MESSAGE | {"text": "\ud83d سلام"}}])
    async with database.unit() as unit:
        [rows] = await unit.fetch(Inbox.head_of(FATIMA))
    head = Inbox.read_head(rows)
    assert head is not None
    assert "? سلام" in head.body


async def test_updates_are_stored_before_their_lanes_are_woken(database: Database) -> None:
    woken: list[set[int]] = []
    intake = Intake(database, TestClock(), lambda lanes: woken.append(set(lanes)))
    await intake.take([{"update_id": 1, "message": MESSAGE}, {"update_id": 2, "message": IN_GROUP}])
    assert woken == [{FATIMA, GROUP}]
    async with database.unit() as unit:
        assert await Inbox(unit).waiting_lanes() == sorted([FATIMA, GROUP])


def numbered(number: int) -> dict[str, Any]:
    return {"update_id": number, "message": MESSAGE}


async def stored(database: Database) -> int:
    async with database.unit() as unit:
        return (await Inbox(unit).backlog()).count


async def test_updates_that_wait_for_the_database_at_the_same_time_share_a_transaction(database: Sqlite) -> None:
    intake, begun = Intake(database, TestClock(), lambda _lanes: None), list[str]()
    connection = database._connection
    await connection.visit(lambda db: db.set_trace_callback(begun.append))
    await asyncio.gather(*(intake.take([numbered(number)]) for number in range(1, 21)))
    await connection.visit(lambda db: db.set_trace_callback(None))
    assert sum("begin" in statement for statement in begun) == 1
    assert await stored(database) == 20


async def test_when_updates_cannot_be_stored_nobody_who_brought_one_is_told_that_they_are(
    database: Sqlite, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = Intake(database, TestClock(), lambda _lanes: None)
    store = Inbox.store

    def fail(self: Inbox, arrivals: list[Arrival], now: int) -> None:
        if any(arrival.update_id == 3 for arrival in arrivals):
            raise Unavailable("the disk is full")
        store(self, arrivals, now)

    monkeypatch.setattr(Inbox, "store", fail)
    taking = [asyncio.create_task(intake.take([numbered(number)])) for number in range(1, 5)]
    ended = await asyncio.gather(*taking, return_exceptions=True)
    assert isinstance(ended[2], Unavailable)
    refused = {number for number, end in enumerate(ended, 1) if end is not None}
    async with database.unit() as unit:
        [rows] = await unit.fetch(Call("select update_id from inbox", {}))
    assert {row["update_id"] for row in rows} == {1, 2, 3, 4} - refused


class Taker:
    """Keeps what came in, or fails as the test says."""

    def __init__(self, *failures: Exception) -> None:
        self.taken: list[int] = []
        self.failures = list(failures)

    async def __call__(self, updates: Sequence[Mapping[str, Any]]) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.taken += [update["update_id"] for update in updates]


def updates(*numbers: int) -> list[dict[str, Any]]:
    return [{"update_id": number, "message": MESSAGE} for number in numbers]


class Polled(Telegram):
    """Answers polls as the script says, and then waits like a quiet Telegram."""

    def __init__(self, *steps: Any) -> None:
        super().__init__()
        self.steps = list(steps)
        self.quiet = asyncio.Event()
        self.behave = lambda _method, _parameters: self.steps.pop(0)

    async def call(self, method: str, parameters: Mapping[str, Any], *, read_timeout: float | None = None) -> Any:
        del read_timeout
        if not self.steps:
            self.quiet.set()
            self.gate.clear()
        result = await super().call(method, parameters)
        if isinstance(result, Exception):
            raise result
        return result

    @property
    def offsets(self) -> list[int]:
        return [parameters["offset"] for _, parameters in self.calls]


@asynccontextmanager
async def polling(telegram: Polled, take: Taker) -> AsyncIterator[None]:
    """Poll until the script is over."""
    task = asyncio.create_task(poll(telegram, take))
    waiting = asyncio.create_task(telegram.quiet.wait())
    async with asyncio.timeout(5):
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    yield
    waiting.cancel()
    task.cancel()
    await asyncio.gather(task, waiting, return_exceptions=True)


async def test_the_next_poll_acknowledges_what_was_stored(database: Database) -> None:
    telegram, take = Polled(updates(5, 6), [], updates(9)), Taker()
    async with polling(telegram, take):
        assert telegram.offsets == [0, 7, 7, 10]
    assert take.taken == [5, 6, 9]


async def test_what_could_not_be_stored_is_asked_for_again() -> None:
    telegram, take = Polled(updates(5), updates(5), updates(6)), Taker(OSError("disk"))
    with capture_logs() as logs:
        async with polling(telegram, take):
            assert telegram.offsets == [0, 0, 6, 7]
    assert take.taken == [5, 6]
    assert logs[0]["error"] == "OSError: disk"


async def test_numbers_that_begin_anew_after_a_quiet_week_are_acknowledged_too() -> None:
    telegram, take = Polled(updates(900_000), updates(5), updates(6)), Taker()
    async with polling(telegram, take):
        assert telegram.offsets == [0, 900_001, 6, 7]


async def test_telegram_away_or_answering_garbage_is_waited_for_with_growing_pauses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LONGEST_PAUSE", 0.004)
    garbage: list[Any] = [None, 5, "text", {"a": 1}, [None], [{}], [{"update_id": "x"}]]
    telegram = Polled(*([NetworkError("away")] * 3), *garbage, updates(5))
    intake_like = Taker()

    async def take(received: Sequence[Mapping[str, Any]]) -> None:
        await intake_like([{"update_id": arrival(update).update_id} for update in received])

    with capture_logs() as logs:
        async with polling(telegram, take):  # type: ignore[arg-type] # a function like a Taker
            pass
    assert intake_like.taken == [5]
    assert [entry["again_in"] for entry in logs[:4]] == [0.001, 0.002, 0.004, 0.004]
    assert len(logs) == 10


@pytest.mark.parametrize("error", [InvalidToken(), Forbidden("Forbidden")])
async def test_a_refused_token_ends_the_polling(error: Exception) -> None:
    with pytest.raises(TokenRefused):
        await poll(Polled(error), Taker())


async def test_the_younger_of_two_pollers_gives_up_though_it_got_some_updates() -> None:
    telegram = Polled(*([Conflict("terminated by other getUpdates request"), []] * MOST_CONFLICTS))
    with pytest.raises(SecondPoller):
        await poll(telegram, Taker())
    assert len(telegram.calls) == 2 * MOST_CONFLICTS - 1


async def test_the_older_of_two_pollers_is_patient_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NEWCOMER_SECONDS", 0.0)
    conflict = Conflict("terminated by other getUpdates request")
    patient = [conflict] * (4 * MOST_CONFLICTS - 1)
    telegram, take = Polled(*patient, updates(5), *patient, updates(6)), Taker()
    async with polling(telegram, take):
        pass
    assert take.taken == [5, 6]
    with pytest.raises(SecondPoller):
        await poll(Polled(*patient, conflict), Taker())


async def test_a_429_is_waited_out(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    real_sleep = asyncio.sleep

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        await real_sleep(0)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    telegram, take = Polled(RetryAfter(17), updates(5)), Taker()
    async with polling(telegram, take):
        pass
    assert waited == [17.0]
    assert take.taken == [5]
