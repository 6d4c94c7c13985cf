"""A Telegram that only serves a load: as lean as Python allows, so that it is not what is measured.

People answer a six-question conversation. In a closed loop each answers as soon as the bot has replied; in an open loop
updates come at a fixed rate, whatever the bot does. What is taken down: when an update became available, and when the
first reply to that person had fully arrived.
"""

import asyncio
import itertools
import json
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import parse_qs

TOKEN = "123456:BENCH-BENCH"  # noqa: S105 -- opens nothing
FIRST_CHAT = 1_000_000
ME = {"id": 123456, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
SENDS = {"sendMessage", "editMessageText"}


@dataclass
class Load:
    """The people, and what was measured of the bot."""

    people: int
    script: tuple[str, ...]
    rate: float | None = None
    latency: float = 0.0
    replies: list[float] = field(default_factory=list)
    calls: int = 0
    _step: dict[int, int] = field(default_factory=dict)
    _since: dict[int, float] = field(default_factory=dict)
    _idle: deque[int] = field(default_factory=deque)
    _pending: deque[dict[str, Any]] = field(default_factory=deque)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _waiter: "asyncio.Future[None] | None" = None
    _pacer: "asyncio.Task[None] | None" = None

    def knock(self) -> None:
        """One more person asks whether the bot is there, before the load begins."""
        self._say(FIRST_CHAT + self.people)

    def begin(self) -> None:
        """Everybody sends her first words; in an open loop at the given rate."""
        chats = range(FIRST_CHAT, FIRST_CHAT + self.people)
        if self.rate is None:
            for chat in chats:
                self._say(chat)
        else:
            self._idle.extend(chats)
            self._pacer = asyncio.get_running_loop().create_task(self._pace(self.rate))

    def end(self) -> None:
        """Nobody says anything more."""
        self.script = ()
        if self._pacer is not None:
            self._pacer.cancel()

    async def answer(self, method: str, body: dict[str, Any]) -> Any:
        """The result of one call of the bot."""
        self.calls += 1
        if self.latency:
            await asyncio.sleep(self.latency)
        if method in SENDS:
            return self._replied(int(body["chat_id"]))
        if method == "getUpdates":
            return await self._updates(int(body.get("offset", 0)), float(body.get("timeout", 0)))
        return ME if method == "getMe" else True

    async def _updates(self, offset: int, patience: float) -> list[dict[str, Any]]:
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        if not self._pending and patience:
            self._waiter = asyncio.get_running_loop().create_future()
            await asyncio.wait([self._waiter], timeout=patience)
        return list(itertools.islice(self._pending, 100))

    def _say(self, chat: int) -> None:
        if not self.script:
            return
        step = self._step.get(chat, 0)
        self._step[chat] = (step + 1) % len(self.script)
        number = next(self._numbers)
        self._since[chat] = time.perf_counter()
        self._pending.append({"update_id": number, "message": _message(number, chat, self.script[step])})
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _replied(self, chat: int) -> dict[str, Any]:
        since = self._since.pop(chat, None)
        if since is not None:
            self.replies.append(time.perf_counter() - since)
            if self.rate is None:
                self._say(chat)
            else:
                self._idle.append(chat)
        number = next(self._numbers)
        return {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private", "first_name": "a"}}

    async def _pace(self, rate: float) -> None:
        began, said = time.perf_counter(), 0
        while True:
            await asyncio.sleep(0.002)
            due = int((time.perf_counter() - began) * rate)
            for _ in range(min(due - said, len(self._idle))):
                self._say(self._idle.popleft())
            said = due


def _message(number: int, chat: int, text: str) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "فاطمة", "language_code": "ar"}
    message: dict[str, Any] = {"message_id": number, "date": 1, "from": person, "text": text}
    message["chat"] = {"id": chat, "type": "private", "first_name": "فاطمة"}
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return message


class Connection(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, no more of it than a bot needs."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is none by its class

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (parsed := _parse(self._buffer)) is not None:
            method, body, used = parsed
            self._buffer = self._buffer[used:]
            task = asyncio.get_running_loop().create_task(self._serve(method, body))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def connection_lost(self, _error: Exception | None) -> None:
        for task in self._tasks:
            task.cancel()

    async def _serve(self, method: str, body: dict[str, Any]) -> None:
        result = await self._load.answer(method, body)
        payload = json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(payload)}\r\n\r\n"
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(head.encode() + payload)


def _parse(buffer: bytes) -> tuple[str, dict[str, Any], int] | None:
    head, found, rest = buffer.partition(b"\r\n\r\n")
    if not found:
        return None
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    length = int(headers.get("content-length", 0))
    if len(rest) < length:
        return None
    method = lines[0].split(" ")[1].rpartition("/")[2].partition("?")[0]
    return method, _fields(headers.get("content-type", ""), rest[:length]), len(head) + 4 + length


def _fields(kind: str, body: bytes) -> dict[str, Any]:
    if kind.startswith("application/json"):
        fields: dict[str, Any] = json.loads(body)
        return fields
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


async def serve(load: Load) -> asyncio.Server:
    """Listen on a free port of this machine."""
    return await asyncio.get_running_loop().create_server(lambda: Connection(load), "127.0.0.1", 0)
