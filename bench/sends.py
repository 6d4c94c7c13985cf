"""How fast what is queued is sent: delivery alone, from a full outbox, one message a chat."""

import asyncio
import json
import os
import sys
import time
from pathlib import Path

from bot import logs, loop
from bot.api import Api
from bot.budget import Budget
from bot.clock import SystemClock
from bot.delivery import Delivery
from bot.settings import read_settings
from storage.opening import open_database
from storage.outbox import Outbox, Priority
from storage.unit import Database

MESSAGES = 10_000
UNLIMITED = 10**6
TEXT = "تذكير: اللقاء غدا على الساعة العاشرة صباحا في منصة الشباب. هل ستحضر؟"
KEYS = [[{"text": "سأحضر", "callback_data": "e:yes"}, {"text": "لن أحضر", "callback_data": "e:no"}]]


async def _run(priority: Priority) -> None:
    settings = read_settings()
    logs.configure("json", "WARNING")
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    database = await open_database(f"sqlite:///{Path(os.environ['BENCH_FOLDER']) / 'tiwizi.db'}")
    async with database.unit() as unit:
        for chat in range(1, MESSAGES + 1):
            parameters = {"chat_id": chat, "text": TEXT, "reply_markup": {"inline_keyboard": KEYS}}
            Outbox(unit).queue(chat, "sendMessage", parameters, priority)
    api = Api(token, settings.api_url)
    await api.request.initialize()
    delivery = Delivery(database, api, SystemClock(), paid=True)
    delivery.budget = Budget(UNLIMITED, asyncio.get_running_loop().time, chat_interval=0)
    loop.settle()
    began, cpu = time.perf_counter(), time.process_time()
    running = asyncio.create_task(delivery.run())
    while await _queued(database):  # noqa: ASYNC110 -- the rows are all that there is to wait for
        await asyncio.sleep(0.02)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    print(json.dumps({"per_second": MESSAGES / took, "cpu_us": cpu / MESSAGES * 1e6}), flush=True)
    delivery.stop()
    await running
    await api.request.shutdown()
    await database.close()


async def _queued(database: Database) -> int:
    async with database.unit() as unit:
        return await Outbox(unit).count_queued()


def main() -> None:
    """Send everything once; `python -m bench.sends reply` or `bulk`."""
    loop.run(_run(Priority[sys.argv[1].upper()]))


if __name__ == "__main__":
    main()
