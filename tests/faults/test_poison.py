"""An update that cannot be handled: it is retried and set aside, its person is told, and nobody else notices."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import lanes
from bot.lanes import Work
from simulator import Phone
from storage.inbox import Inbox
from storage.unit import Unit
from tests.bot.fakes import eventually
from tests.stage import Stage

FIRST_NUMBER = 2_000_000_000
POISON = "سم"
Handle = Callable[[Unit, Work], Awaitable[None]]


@pytest.fixture(autouse=True)
def _quick_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "BACKOFF", 0.01)


def updates(texts: list[tuple[Phone, str]], **more: object) -> Iterator[dict[str, Any]]:
    for number, (phone, text) in enumerate(texts, start=FIRST_NUMBER):
        person = {"id": phone.id, "is_bot": False, "first_name": "فاطمة", "language_code": "ar"}
        message = {"message_id": number, "date": 1, "from": person, "chat": {"id": phone.id, "type": "private"}}
        command = {"entities": [{"type": "bot_command", "offset": 0, "length": len(text)}]} if text[0] == "/" else more
        yield {"update_id": number, "message": {**message, "text": text, **command}}


def spilling(handle: Handle) -> Handle:
    async def spill(unit: Unit, work: Work) -> None:
        await handle(unit, work)
        if POISON in work.waiting.body:
            await unit.fetch(Inbox.head_of(work.lane))  # what it wrote is now in the transaction of all
            raise LookupError("a mistake")

    return spill


@pytest.mark.parametrize("kind", ["nobody can parse it", "its handler fails after it left a trace"])
async def test_a_poison_update_among_others_is_set_aside_and_only_its_person_hears_of_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    phones = [stage.phone(f"person {number}") for number in range(5)]
    for phone in phones:
        await phone.start()
        await phone.sees("تيويزي")
    sizes: list[int] = []
    together = stage.program.lanes._together

    async def measured(lanes_: list[int], works: list[Work]) -> Any:
        result = await together(lanes_, works)
        sizes.append(len(works))
        return result

    monkeypatch.setattr(stage.program.lanes, "_together", measured)
    handle = stage.program.lanes._handle
    stage.program.lanes._handle = spilling(handle) if "trace" in kind else handle
    poisoned, *others = phones
    texts = [(poisoned, POISON), *((other, "/check") for other in others), (poisoned, "/check")]
    with capture_logs() as logs:
        await stage.program.intake.take(list(updates(texts, **({} if "trace" in kind else {"date": "yesterday"}))))
        for other in others:
            await other.sees("أين يوجد مشروعك")
        await past(stage, lambda: any("وقع خلل" in message.text for message in poisoned.messages))
        await poisoned.sees("أين يوجد مشروعك")
    await stage.settled()
    assert [entry["last"] for entry in logs if entry["event"] == "An update failed."] == [False, False, True]
    assert [row["state"] for row in await stage.rows("select state from inbox where error is not null")] == ["aside"]
    assert all(len([each for each in other.messages if each.sender_id != other.id]) == 2 for other in others)
    if "trace" not in kind:
        assert max(sizes) == len(phones), "they shared a transaction"


async def past(stage: Stage, holds: Callable[[], bool]) -> None:
    """Let the clock of the stage go on till it holds."""

    async def check() -> bool:
        stage.clock.move(timedelta(seconds=1))
        await asyncio.sleep(0)
        return holds()

    await eventually(check)
