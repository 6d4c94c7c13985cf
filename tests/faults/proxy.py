"""Something between the bot and Telegram that answers in Telegram's place for a while."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from bot.web import serving


class Proxy:
    """Passes calls on to `telegram`, or gives the next of `answers` instead: a status and a body."""

    def __init__(self, telegram: str) -> None:
        self.answers: list[tuple[int, str]] = []
        self.passed_on: list[str] = []
        """The methods of the calls that Telegram got, oldest first."""
        self.url = ""
        self._telegram = telegram
        self._session: aiohttp.ClientSession

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_post("/{path:.*}", self._answer)
        async with aiohttp.ClientSession() as self._session, serving(app, "127.0.0.1", 0) as port:
            self.url = f"http://127.0.0.1:{port}"
            yield

    async def _answer(self, request: web.Request) -> web.Response:
        if self.answers:
            status, text = self.answers.pop()
            return web.Response(status=status, text=text)
        self.passed_on.append(request.path.rpartition("/")[2])
        body, kind = await request.read(), {"Content-Type": request.content_type}
        async with self._session.post(self._telegram + request.path, data=body, headers=kind) as response:
            return web.Response(status=response.status, body=await response.read(), content_type=response.content_type)
