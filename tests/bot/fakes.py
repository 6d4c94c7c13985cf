"""A Telegram in memory for tests of one room, and a way to wait for what happens beside the test."""

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.api import Api

Json = dict[str, Any]
PATIENCE = 20.0


class Telegram(Api):
    """Takes calls and answers as `behave` says: it returns a result or raises; `gate` closed makes calls wait."""

    def __init__(self) -> None:
        super().__init__("123456:TEST-token", "http://127.0.0.1:9")
        self._unfreeze()
        self.calls: list[tuple[str, Json]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.behave: Callable[[str, Json], Any] = lambda _method, _parameters: {"message_id": next(self.numbers)}
        self.numbers = itertools.count(1)

    async def call(self, method: str, parameters: Mapping[str, Any], *, read_timeout: float | None = None) -> Any:
        del read_timeout
        self.calls.append((method, dict(parameters)))
        await self.gate.wait()
        return self.behave(method, dict(parameters))

    async def send(self, method: str, body: str) -> Any:
        return await self.call(method, json.loads(body))

    @property
    def said(self) -> list[str]:
        return [str(parameters.get("text")) for _, parameters in self.calls]


class Script:
    """Behaviours in turn, each an error to raise or a result; then messages arrive."""

    def __init__(self, *steps: Any) -> None:
        self._steps = list(steps)

    def __call__(self, _method: str, _parameters: Json) -> Any:
        step = self._steps.pop(0) if self._steps else {"message_id": 1}
        if isinstance(step, BaseException):
            raise step
        return step


async def eventually(holds: Callable[[], bool | Awaitable[bool]]) -> None:
    """Wait until `holds`; a test that waits in vain fails."""
    async with asyncio.timeout(PATIENCE):
        while True:
            answer = holds()
            if answer if isinstance(answer, bool) else await answer:
                return
            await asyncio.sleep(0.002)
