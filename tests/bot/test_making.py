import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import delivery as module
from bot.budget import Budget
from bot.clock import SystemClock
from bot.delivery import Delivery
from handlers.makers import MAKERS
from handlers.making import MAKE, Made, Order
from messages.text import T
from storage.outbox import Outbox, Priority, uploaded
from storage.unit import Call, Database, Unavailable, Unit
from tests.bot.fakes import Telegram, eventually

FATIMA = 700
ORDER = Order(FATIMA, "ar", "tiwizi_bot", datetime(2026, 3, 1, 9, tzinfo=UTC), "TW-1")


class Printer:
    """A maker that counts, and behaves as the test says."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.trouble: list[Exception] = []
        self.gone = False

    async def __call__(self, _unit: Unit, order: Order) -> Made | None:
        self.orders.append(order)
        if self.trouble:
            raise self.trouble.pop()
        return None if self.gone else Made(f"{order.what}.pdf", lambda: b"%PDF", T("Programmes and calls"))


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)
    printer = Printer()
    monkeypatch.setitem(MAKERS, "page", printer)
    return printer


async def sent(database: Database, telegram: Telegram, *, state: str) -> list[dict[str, Any]]:
    """What was sent when an order, with a word before it and one after it, is settled; `state` is how it ended."""
    async with database.unit() as unit:
        outbox = Outbox(unit)
        outbox.queue(FATIMA, "sendMessage", {"chat_id": FATIMA, "text": "before"}, Priority.REPLY)
        outbox.queue(FATIMA, MAKE + "page", ORDER.dump(), Priority.REPLY)
        outbox.queue(FATIMA, "sendMessage", {"chat_id": FATIMA, "text": "after"}, Priority.REPLY)
    delivery = Delivery(database, telegram, SystemClock())
    delivery.budget = Budget(1000, asyncio.get_running_loop().time, chat_interval=0)
    running = asyncio.create_task(delivery.run())
    await eventually(lambda: "after" in telegram.said)
    await eventually(lambda: not delivery._held)
    delivery.stop()
    await running
    async with database.unit() as unit:
        [rows] = await unit.fetch(Call("select state from outbox order by id", {}))
    assert [row["state"] for row in rows] == ["sent", state, "sent"]
    return [parameters for _, parameters in telegram.calls]


async def test_a_file_that_was_ordered_is_made_when_its_turn_has_come(database: Database, printer: Printer) -> None:
    before, file, after = await sent(database, Telegram(), state="sent")
    assert printer.orders == [ORDER]
    assert (before["text"], after["text"]) == ("before", "after")
    assert uploaded(file["document"]) == ("TW-1.pdf", b"%PDF")
    assert file["chat_id"] == FATIMA
    assert file["caption"]


async def test_what_the_person_may_not_have_any_more_is_not_made(database: Database, printer: Printer) -> None:
    printer.gone = True
    assert [call["text"] for call in await sent(database, Telegram(), state="expired")] == ["before", "after"]


async def test_a_database_that_cannot_be_read_delays_the_file_and_keeps_the_order(
    database: Database, printer: Printer
) -> None:
    printer.trouble.append(Unavailable("the disk is full"))
    calls = await sent(database, Telegram(), state="sent")
    assert [call.get("text") for call in calls] == ["before", None, "after"]
    assert len(printer.orders) == 2


async def test_a_maker_that_fails_stops_nothing_else(database: Database, printer: Printer) -> None:
    printer.trouble.append(LookupError("a mistake"))
    assert len(await sent(database, Telegram(), state="failed")) == 2
