"""The bot with a death in it: `kill_at.py POINT COUNT run` kills itself with -9 when it is at POINT the COUNT-th time.

Its one handler notes every update in a draft, repeats what was said, and says it once more in bulk, so that all can be
counted afterwards.
"""

import functools
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from bot import delivery
from bot.__main__ import start
from bot.api import Api
from bot.budget import Budget
from bot.delivery import Delivery
from bot.dispatch import Dispatcher
from bot.intake import Intake
from bot.lanes import Lanes, Work
from storage.drafts import Draft, Drafts
from storage.outbox import Outbox, Priority
from storage.sqlite import SqliteUnit
from storage.unit import Unit

BULK = "to all: "
Method = Callable[..., Awaitable[Any]]


async def repeat(_self: Dispatcher, unit: Unit, work: Work) -> None:
    """Take the place of all handlers."""
    text = json.loads(work.waiting.body)["message"]["text"]
    trace = work.drafts[0].state if work.drafts else ""
    Drafts(unit).put(work.lane, Draft("trace", f"{trace}{text} ", active=False), 2**52)
    Outbox(unit).queue(work.lane, "sendMessage", {"chat_id": work.lane, "text": text}, Priority.REPLY)
    Outbox(unit).queue(work.lane, "sendMessage", {"chat_id": work.lane, "text": f"{BULK}{text}"}, Priority.BULK)
    await unit.fetch()  # the writes are in the open transaction now


POINTS: dict[str, tuple[object, str]] = {
    "stored": (Intake, "take"),  # not yet acknowledged
    "read": (SqliteUnit, "fetch"),  # inside a transaction, somewhere
    "handled": (Dispatcher, "handle"),  # at the end of the transaction, before its commit
    "committed": (Lanes, "_together"),
    "departed": (Delivery, "_send_due"),  # bulk messages are marked as in flight
    "sent": (Api, "send"),  # it arrived, which is not marked
    "marked": (Delivery, "_write_at_once"),
}


def die_after(method: Method, count: int) -> Method:
    left = count

    @functools.wraps(method)
    async def dying(*given: Any, **named: Any) -> Any:
        nonlocal left
        result = await method(*given, **named)
        if method.__name__ != "send" or given[1] == "sendMessage":
            left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return dying


def hurried(_per_second: int, now: Callable[[], float], **_paced: Any) -> Budget:
    return Budget(100_000, now, chat_interval=0.0)


if __name__ == "__main__":
    point, number = sys.argv.pop(1), int(sys.argv.pop(1))
    setattr(Dispatcher, "handle", repeat)  # noqa: B010 -- what this script is for
    setattr(delivery, "Budget", hurried)  # noqa: B010 -- many messages in a short time
    if point in POINTS:
        owner, name = POINTS[point]
        setattr(owner, name, die_after(getattr(owner, name), number))
    start()
