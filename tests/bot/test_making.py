import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec import json
from telegram.error import BadRequest, NetworkError

from bot import delivery as module
from bot.budget import Budget
from bot.clock import SystemClock
from bot.delivery import Delivery
from bot.making import MOST_BYTES, make
from handlers.makers import MAKERS
from handlers.making import MAKE, Made, Order, Packed
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


async def test_a_picture_that_was_ordered_is_sent_as_one(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def paint(_unit: Unit, _order: Order) -> Made:
        return Made("chart.png", lambda: b"PNG", kind="photo")

    monkeypatch.setitem(MAKERS, "page", paint)
    made = await make(database, Telegram(), "page", json.encode(ORDER.dump()).decode())
    assert made is not None
    assert (made[0], uploaded(json.decode(made[1])["photo"])) == ("sendPhoto", ("chart.png", b"PNG"))


class Shelf(Telegram):
    """A Telegram that keeps files of these sizes; what is None it does not give, and an error it raises."""

    def __init__(self, files: dict[str, int | Exception | None], *, tells_sizes: bool = True) -> None:
        super().__init__()
        self.files, self.tells_sizes = files, tells_sizes
        self.fetched: list[str] = []

    async def get_file(self, file_id: str, *_: Any, **__: Any) -> Any:  # type: ignore[override] # what is asked of it
        size = self.files[file_id]
        if size is None:
            raise BadRequest("file is too big")
        if isinstance(size, Exception):
            raise size
        return Kept(self, file_id, size)


class Kept:
    def __init__(self, shelf: Shelf, name: str, size: int) -> None:
        self.shelf, self.name, self.size = shelf, name, size
        self.file_size = size if shelf.tells_sizes else None

    async def download_as_bytearray(self) -> bytearray:
        self.shelf.fetched.append(self.name)
        return bytearray(self.size)


async def packed(database: Database, monkeypatch: pytest.MonkeyPatch, shelf: Shelf) -> dict[str, int]:
    """The sizes of the files that were put together."""
    given: dict[str, bytes] = {}

    def pack(files: Any) -> bytes:
        given.update(files)
        return b"ZIP"

    async def maker(_unit: Unit, order: Order) -> Packed:
        return Packed(f"{order.what}.zip", tuple(shelf.files), pack, T("Programmes and calls"))

    monkeypatch.setitem(MAKERS, "page", maker)
    made = await make(database, shelf, "page", json.encode(ORDER.dump()).decode())
    assert made is not None
    assert (made[0], uploaded(json.decode(made[1])["document"])) == ("sendDocument", ("TW-1.zip", b"ZIP"))
    return {name: len(content) for name, content in given.items()}


async def test_a_file_is_made_of_the_others_that_telegram_gives(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await packed(database, monkeypatch, Shelf({"a": 5, "gone": None, "b": 7})) == {"a": 5, "b": 7}
    assert await packed(database, monkeypatch, Shelf({})) == {}


@pytest.mark.parametrize("tells_sizes", [True, False])
async def test_no_more_is_put_together_than_can_be_sent(
    database: Database, monkeypatch: pytest.MonkeyPatch, *, tells_sizes: bool
) -> None:
    shelf = Shelf({"a": 20_000_000, "b": MOST_BYTES - 19_999_999, "c": 10}, tells_sizes=tells_sizes)
    assert await packed(database, monkeypatch, shelf) == {"a": 20_000_000, "c": 10}
    assert ("b" in shelf.fetched) == (not tells_sizes), "what is known to be too large is not fetched"


async def test_while_telegram_is_away_nothing_is_put_together(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NetworkError):
        await packed(database, monkeypatch, Shelf({"a": NetworkError("away")}))
