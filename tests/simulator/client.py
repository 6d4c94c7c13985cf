"""A bot of one line a call, for tests of the Bot API itself."""

from typing import Any

import aiohttp
import pytest

from simulator import Simulator


class Refused(Exception):
    """An answer of the Bot API that is not ok."""

    def __init__(self, status: int, answer: dict[str, Any]) -> None:
        super().__init__(answer["description"])
        self.status = status
        self.code = answer["error_code"]
        self.description: str = answer["description"]
        self.parameters: dict[str, Any] = answer.get("parameters", {})


class Bot:
    """A bot of one line a call: `await bot("sendMessage", chat_id=7, text="…")` gives the result or raises."""

    def __init__(self, session: aiohttp.ClientSession, simulator: Simulator, url: str) -> None:
        self.session = session
        self.simulator = simulator
        self.url = url
        self.base = f"{url}/bot{simulator.token}"

    async def __call__(self, method: str, /, **values: Any) -> Any:
        async with self.session.post(f"{self.base}/{method}", json=values) as answer:
            return self._result(answer.status, await answer.json())

    async def form(self, method: str, values: dict[str, str], **files: tuple[str, bytes]) -> Any:
        form = aiohttp.FormData(values)
        for name, (filename, data) in files.items():
            form.add_field(name, data, filename=filename, content_type="application/octet-stream")
        async with self.session.post(f"{self.base}/{method}", data=form) as answer:
            return self._result(answer.status, await answer.json())

    @staticmethod
    def _result(status: int, answer: dict[str, Any]) -> Any:
        if not answer["ok"]:
            raise Refused(status, answer)
        return answer["result"]

    async def take(self) -> list[dict[str, Any]]:
        """All updates that wait, confirmed."""
        updates: list[dict[str, Any]] = await self("getUpdates")
        if updates:
            await self("getUpdates", offset=updates[-1]["update_id"] + 1)
        return updates

    async def refused(self, method: str, /, **values: Any) -> str:
        """The description of the refusal that must come."""
        with pytest.raises(Refused) as caught:
            await self(method, **values)
        return caught.value.description
