"""Tiwizi itself, whole, at noon, with the limits that Telegram has; and the six-question conversation."""

import os
from datetime import UTC, datetime
from pathlib import Path

from bench import six
from bench.ours import begin_six
from bot import logs, loop
from bot.api import Api
from bot.clock import ShiftedClock
from bot.program import Program
from bot.settings import read_settings
from handlers import flows, routes
from storage.opening import open_database

NOON = datetime(2026, 4, 15, 12, tzinfo=UTC)
"""Broadcasts wait at night, in Ramadan's evenings and on holidays."""


async def _run() -> None:
    settings = read_settings()
    logs.configure("json", "WARNING")
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    database = await open_database(f"sqlite:///{Path(os.environ['BENCH_FOLDER']) / 'tiwizi.db'}")
    program = Program(database, Api(token, settings.api_url), ShiftedClock(NOON), settings)
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
