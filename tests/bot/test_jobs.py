import asyncio
from collections.abc import Iterator

import pytest
from msgspec import json
from telegram.error import BadRequest, NetworkError

from bot import delivery as module
from bot.api import Api
from bot.budget import Budget
from bot.clock import SystemClock
from bot.delivery import Delivery
from bot.jobs import JOBS, do, publish_standing
from catalogue.loading import text_of
from domain.broadcasts.audience import Skipped
from domain.broadcasts.reach import Reach
from domain.calls import delivered, load, publish
from domain.requests.life import Actor
from handlers.after import AFTER, COUNT, FETCH_CALL
from handlers.making import Order
from messages.cards.broadcast_reach import reach_card
from messages.screen import Screen, render
from messages.voice import Voice
from storage.call_versions import CallVersions
from storage.outbox import Outbox, Priority
from storage.staff import EVERYWHERE, Staff
from storage.unit import Database
from tests.bot.casting import gather_people
from tests.bot.fakes import Script, Telegram, eventually
from tests.stage import NOW
from tests.storage.examples import HASSAN as HASSAN_OF_KHENIFRA
from tests.storage.examples import KHENIFRA

NADIA, HASSAN, CALL = 700, 800, "indh_taroudant_2026"


@pytest.fixture(autouse=True)
def _as_delivered() -> Iterator[None]:
    yield
    publish(())


async def approved(database: Database, toml: str) -> None:
    async with database.unit() as unit:
        versions = CallVersions(unit)
        await versions.approve(versions.draft(CALL, toml, "hash", NADIA, 1), HASSAN, 2)


async def test_what_was_approved_stands_beside_what_was_delivered(database: Database) -> None:
    text = text_of(CALL)
    assert text is not None
    await approved(database, text.replace("year = 2026", "year = 2027"))
    await publish_standing(database)
    assert {call.id: call.year for call in load().calls}[CALL] == 2027
    assert len(load().calls) == len(delivered().calls)


async def test_what_this_version_cannot_use_leaves_the_delivered_call_in_its_place(database: Database) -> None:
    await approved(database, "id = 'of another time'")
    await publish_standing(database)
    assert load().calls == delivered().calls


async def test_a_file_that_telegram_does_not_give_is_asked_for_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = Telegram()

    async def refuse(_file_id: str) -> None:
        Script(BadRequest("file is too big"))("getFile", {})

    monkeypatch.setattr(telegram, "get_file", refuse)
    async with database.unit() as unit:
        Staff(unit).grant(NADIA, Actor.ADMIN, EVERYWHERE, None, 1)
    order = Order(NADIA, "fr", "tiwizi_bot", NOW, "gone")
    await do(database, telegram, FETCH_CALL, json.encode(order.dump()).decode())
    async with database.unit() as unit:
        [message] = await Outbox(unit).due(2**60, 5)
    assert "Renvoyez-le" in message.body


async def test_what_is_to_be_done_waits_while_telegram_is_away_and_says_its_own_words_then(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)
    trouble = [NetworkError("away")]

    async def work(database: Database, _api: Api, order: Order) -> None:
        if trouble:
            raise trouble.pop()
        async with database.unit() as unit:
            Outbox(unit).queue(order.chat_id, "sendMessage", {"chat_id": NADIA, "text": order.what}, Priority.REPLY)

    monkeypatch.setitem(JOBS, "work", work)
    telegram = Telegram()
    async with database.unit() as unit:
        order = Order(NADIA, "fr", "tiwizi_bot", NOW, "done")
        Outbox(unit).queue(NADIA, AFTER + "work", order.dump(), Priority.REPLY)
    delivery = Delivery(database, telegram, SystemClock())
    delivery.budget = Budget(1000, asyncio.get_running_loop().time, chat_interval=0)
    running = asyncio.create_task(delivery.run())
    await eventually(lambda: telegram.said == ["done"])
    await eventually(lambda: not delivery._held)
    delivery.stop()
    await running
    async with database.unit() as unit:
        assert await Outbox(unit).count_queued() == 0


async def test_a_large_audience_is_counted_beside_the_work_and_the_newest_number_is_said(database: Database) -> None:
    await gather_people(database, 8)
    reaches = ((["ar", "fr"], Reach(2, {"fr": 2})), (["ar"], Reach(0, {}, {Skipped.LANGUAGE: 2})))
    for languages, reach in reaches:
        asked = {"province": KHENIFRA, "topic": "news", "languages": languages, "audience": {"languages": ["fr"]}}
        order = Order(HASSAN_OF_KHENIFRA, "ar", "bot", NOW, json.encode(asked).decode())
        await do(database, Telegram(), COUNT, json.encode(order.dump()).decode())
        async with database.unit() as unit:
            [message] = await Outbox(unit).due(2**52, 10)
        assert message.chat_id == HASSAN_OF_KHENIFRA
        assert json.decode(message.body)["text"] == render(Screen(reach_card(reach)), Voice.of("ar")).texts[0]


async def test_work_after_a_commit_takes_a_slot_and_goes_back_when_the_program_stops(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    async def work(_database: Database, _api: Api, order: Order) -> None:
        done.append(order.what)

    monkeypatch.setitem(JOBS, "work", work)
    async with database.unit() as unit:
        for what in ("first", "second"):
            order = Order(NADIA, "fr", "tiwizi_bot", NOW, what)
            Outbox(unit).queue(NADIA, AFTER + "work", order.dump(), Priority.REPLY)
    delivery = Delivery(database, Telegram(), SystemClock())
    delivery.budget = Budget(1, lambda: 1000.0, chat_interval=0)  # a clock that stands: one slot for ever
    running = asyncio.create_task(delivery.run())
    await eventually(lambda: done == ["first"])
    delivery.stop()
    await running
    async with database.unit() as unit:
        assert await Outbox(unit).count_queued() == 1
