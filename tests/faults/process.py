"""The bot as a process of its own, which can be killed."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from simulator import Simulator

ROOT = Path(__file__).parents[2]
BOT = ("-m", "bot")
PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Bot:
    """Starts `python -m bot run`, or a script in its place, on one database and one Telegram, again and again."""

    def __init__(self, path: Path, simulator: Simulator, url: str, *, webhook: bool = False) -> None:
        self.database = path / "tiwizi.db"
        self._path = path
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "TIWIZI_BOT_TOKEN": simulator.token,
            "TIWIZI_API_URL": url,
            "TIWIZI_DATABASE_URL": f"sqlite:///{self.database}",
            "TIWIZI_LISTEN": f"127.0.0.1:{free_port()}",
            "TIWIZI_LOG_LEVEL": "ERROR",
        }
        if webhook:
            self._environment["TIWIZI_WEBHOOK_URL"] = f"http://{self._environment['TIWIZI_LISTEN']}"
            self._environment["TIWIZI_WEBHOOK_SECRET"] = "s3cret"

    @asynccontextmanager
    async def running(self, *words: str) -> AsyncIterator[Process]:
        """A process that is killed at the end, if it is not dead by then."""
        command = (*(words or BOT), "run")
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, env=self._environment, cwd=self._path, stdout=PIPE, stderr=PIPE
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    @staticmethod
    async def ready(process: Process) -> None:
        """Wait until it says that it is ready."""
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            line = await process.stdout.readline()
        assert b"is ready" in line, (await process.communicate())[1].decode()


async def end_of(process: Process, within: float = PATIENCE) -> int:
    """Wait until the process ends by itself; gives its exit status, negative for a signal."""
    async with asyncio.timeout(within):
        return await process.wait()
