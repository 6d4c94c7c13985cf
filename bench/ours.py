"""Tiwizi itself, whole, with the six-question conversation added and Telegram's limits taken away."""

import asyncio
import os
from pathlib import Path

from bench import six
from bot import logs, loop
from bot.api import Api
from bot.budget import Budget
from bot.clock import SystemClock
from bot.program import Program
from bot.settings import read_settings
from handlers import flows, routes
from handlers.conversations import begin
from handlers.turn import Turn
from storage.opening import open_database

UNLIMITED = 10**6


async def begin_six(turn: Turn) -> None:
    await begin(turn, six.FLOW)


async def _run() -> None:
    settings = read_settings()
    logs.configure("json", "WARNING")
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    database = await open_database(f"sqlite:///{Path(os.environ['BENCH_FOLDER']) / 'tiwizi.db'}")
    program = Program(database, Api(token, settings.api_url), SystemClock(), settings)
    program.delivery.budget = Budget(UNLIMITED, asyncio.get_running_loop().time, chat_interval=0)
    async with program.working():
        loop.settle()
        await program.receive()


def main() -> None:
    """Run until killed."""
    flows.FLOWS[six.NAME] = six.FLOW
    routes.COMMANDS["six"] = begin_six
    loop.run(_run())


if __name__ == "__main__":
    main()
