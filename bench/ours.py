"""Tiwizi itself, whole, with the six-question conversation added and Telegram's limits taken away."""

from bot import loading  # first of all

# isort: split

import asyncio
import os
from pathlib import Path

from aiohttp import web

from bench import six
from bot import logs, loop
from bot.api import Api
from bot.budget import Budget
from bot.clock import SystemClock
from bot.program import Program
from bot.settings import read_settings
from bot.shared_budget import SharedBudget
from bot.web import serving, webhook
from handlers import flows, routes
from handlers.conversations import begin
from handlers.turn import Turn
from storage.opening import open_database
from storage.unit import Database

loading.is_over()

UNLIMITED = 10_000


async def begin_six(turn: Turn) -> None:
    await begin(turn, six.FLOW)


async def _run() -> None:
    settings = read_settings()
    logs.configure("json", "WARNING")
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    file = f"sqlite:///{Path(os.environ['BENCH_FOLDER']) / 'tiwizi.db'}"
    database = await open_database(os.environ.get("BENCH_DATABASE", file))
    program = Program(database, Api(token, settings.api_url), SystemClock(), settings)
    program.delivery.budget = _unlimited(database)
    app = web.Application()
    if settings.webhook_secret is not None:
        app.add_routes([webhook(settings.webhook_secret.get_secret_value(), program.intake.take)])
    async with serving(app, settings.host, settings.port), program.working():
        loop.settle()
        await program.receive()


def _unlimited(database: Database) -> Budget | SharedBudget:
    if database.replicas is not None:
        return SharedBudget(UNLIMITED, database.replicas, chat_interval=0)
    return Budget(UNLIMITED, asyncio.get_running_loop().time, chat_interval=0)


def main() -> None:
    """Run until killed."""
    flows.FLOWS[six.NAME] = six.FLOW
    routes.COMMANDS["six"] = begin_six
    loop.run(_run())


if __name__ == "__main__":
    main()
