"""The bot as a process of its own, which can be killed."""

import asyncio
import os
import socket
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from simulator import Phone, Simulator
from storage.drafts import Draft, Drafts
from storage.opening import open_database
from tests.faults.born import ROOT, Born, born
from tests.faults.kill_at import BULK

BOT = ("-m", "bot")
KILL_AT = str(Path(__file__).with_name("kill_at.py"))
PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Bot:
    """Starts `python -m bot run`, or a script in its place, on one database and one Telegram, again and again."""

    def __init__(
        self, path: Path, simulator: Simulator, url: str, *, webhook: bool = False, address: str | None = None
    ) -> None:
        """`address`: of a database elsewhere, if it is not a file in `path`."""
        self.database = path / "tiwizi.db"
        self._path = path
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "TIWIZI_BOT_TOKEN": simulator.token,
            "TIWIZI_API_URL": url,
            "TIWIZI_DATABASE_URL": address or f"sqlite:///{self.database}",
            "TIWIZI_LISTEN": f"127.0.0.1:{free_port()}",
            "TIWIZI_LOG_LEVEL": "ERROR",
        }
        self.listens = f"http://{self._environment['TIWIZI_LISTEN']}"
        if webhook:
            self.receive_at(self.listens)

    def receive_at(self, url: str) -> None:
        """Receive by webhook from the next start on; Telegram finds it there."""
        self._environment |= {"TIWIZI_WEBHOOK_URL": url, "TIWIZI_WEBHOOK_SECRET": "s3cret"}

    @asynccontextmanager
    async def running(self, *words: str, command: Sequence[str] = ("run",)) -> AsyncIterator[Born]:
        """A process that is killed at the end, if it is not dead by then."""
        process = await born([*(words or BOT), *command], self._environment, self._path)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    @staticmethod
    async def ready(process: Born) -> None:
        """Wait until it says that it is ready."""
        async with asyncio.timeout(PATIENCE):
            line = await process.stdout.readline()
        assert b"is ready" in line, (await process.communicate())[1].decode()


async def end_of(process: Born, within: float = PATIENCE) -> int:
    """Wait until the process ends by itself; gives its exit status, negative for a signal."""
    async with asyncio.timeout(within):
        return await process.wait()


async def drafts(bot: Bot, phone: Phone) -> list[Draft]:
    """What the bot keeps for a person, read while it does not run."""
    database = await open_database(f"sqlite:///{bot.database}")
    async with database.unit() as unit:
        [rows] = await unit.fetch(Drafts.of(phone.id))
    await database.close()
    return Drafts.read(rows)


def rows(file: Path, query: str) -> list[tuple[Any, ...]]:
    """What a query finds in a database file."""
    with closing(sqlite3.connect(file)) as db:
        return db.execute(query).fetchall()


def heard(phone: Phone) -> list[str]:
    """What the bot replied, without what it said in bulk."""
    return [text for text in all_heard(phone) if not text.startswith(BULK)]


def heard_in_bulk(phone: Phone) -> list[str]:
    return [text for text in all_heard(phone) if text.startswith(BULK)]


def all_heard(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if message.sender_id != phone.id]
