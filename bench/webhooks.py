"""A load that is brought to the bots by webhook, to one replica after the other."""

import asyncio
import itertools
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bench.telegram import Load

SECRET = "BENCH"  # noqa: S105 -- opens nothing
CONNECTIONS = 16  # to each replica, as Telegram's 40 are shared among them
HEAD = (
    "POST /telegram/webhook HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
    "X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: {length}\r\n\r\n"
)


@dataclass
class Webhooks(Load):
    """People whose updates are posted to the replicas that listen on `ports`."""

    ports: tuple[int, ...] = ()
    _tasks: list["asyncio.Task[None]"] = field(default_factory=list)

    def start(self) -> None:
        """Bring updates from now on."""
        self._news: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._pending = _Door(self._news)
        ports = itertools.chain.from_iterable(itertools.repeat(self.ports, CONNECTIONS))
        self._tasks = [asyncio.create_task(self._bring(port)) for port in ports]

    def stop(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _bring(self, port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while True:
            body = json.dumps(await self._news.get()).encode()
            writer.write(HEAD.format(secret=SECRET, length=len(body)).encode() + body)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head.decode())


class _Door(deque[dict[str, Any]]):
    """What the load would keep for the next poll goes to whoever is free to bring it."""

    def __init__(self, news: "asyncio.Queue[dict[str, Any]]") -> None:
        super().__init__()
        self._news = news

    def append(self, update: dict[str, Any]) -> None:
        self._news.put_nowait(update)
