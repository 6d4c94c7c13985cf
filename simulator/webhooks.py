"""Calling the bot: updates sent to its address, several chats side by side, one chat in order."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from simulator.clock import Clock
from simulator.errors import ApiError, bad_request, conflict
from simulator.messages import Json
from simulator.updates import Update, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LOOPBACK = ("127.0.0.1", "::1", "localhost")
FIRST_RETRY = 0.5
LONGEST_RETRY = 60.0
ANSWER_SECONDS = 60.0
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")

Perform = Callable[[str, Mapping[str, Any]], Awaitable[Any]]


@dataclass(frozen=True)
class Webhook:
    url: str
    secret_token: str = ""
    max_connections: int = 40
    ip_address: str = ""
    custom_certificate: bool = False


def check_webhook(url: str, secret_token: str) -> None:
    """Refuse what Telegram would, and any address that is not this machine: a simulator calls nobody else.

    Raises:
        ApiError: 400.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in LOOPBACK:
        raise bad_request("bad webhook: the simulator only calls addresses of this machine")
    if not _SECRET.fullmatch(secret_token):
        raise bad_request("secret token contains unallowed characters")


class Webhooks:
    """Delivers the pending updates to the webhook, again and again until each is acknowledged."""

    def __init__(self, updates: Updates, clock: Clock, perform: Perform) -> None:
        self.webhook: Webhook | None = None
        self._updates = updates
        self._clock = clock
        self._perform = perform
        self._runner: asyncio.Task[None] | None = None
        self._arrived = asyncio.Event()
        self._last_error: Json = {}
        updates.arrived = self._wake

    def _wake(self) -> None:
        self._arrived.set()
        self._updates.interrupt()

    async def start(self, webhook: Webhook) -> None:
        await self.stop()
        self._updates.interrupt(conflict("terminated by setWebhook request"))
        self._updates.webhook_is_set = True
        self.webhook = webhook
        self._last_error = {}
        self._arrived.set()
        self._runner = asyncio.create_task(self._run(webhook))

    async def stop(self) -> None:
        """Forget the webhook; what was not acknowledged waits for the next poll."""
        self._updates.webhook_is_set = False
        self.webhook = None
        runner, self._runner = self._runner, None
        if runner is not None:
            runner.cancel()
            await asyncio.wait([runner])

    def info(self) -> Json:
        webhook = self.webhook
        if webhook is None:
            return {"url": "", "has_custom_certificate": False}
        info: Json = {
            "url": webhook.url,
            "has_custom_certificate": webhook.custom_certificate,
            "max_connections": webhook.max_connections,
            "ip_address": webhook.ip_address or "127.0.0.1",
        }
        return info | self._last_error

    async def _run(self, webhook: Webhook) -> None:
        busy: set[int] = set()
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
            while True:
                await self._arrived.wait()
                self._arrived.clear()
                again, self._updates.again = self._updates.again, []
                for update in again:
                    group.create_task(self._post(session, webhook, update))
                for update in self._ready(busy, webhook.max_connections):
                    busy.add(update.lane)
                    group.create_task(self._deliver(session, webhook, update, busy))

    def _ready(self, busy: set[int], most: int) -> list[Update]:
        """The first update of each chat that has none under way, as many as there are connections."""
        ready: dict[int, Update] = {}
        for update in self._updates.pending:
            if len(busy) + len(ready) >= most:
                break
            if update.lane not in busy:
                ready.setdefault(update.lane, update)
        return list(ready.values())

    async def _deliver(self, session: aiohttp.ClientSession, webhook: Webhook, update: Update, busy: set[int]) -> None:
        pause = FIRST_RETRY
        while not await self._post(session, webhook, update):
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_RETRY)
        if update in self._updates.pending:
            self._updates.done(update)
        busy.discard(update.lane)
        self._arrived.set()

    async def _post(self, session: aiohttp.ClientSession, webhook: Webhook, update: Update) -> bool:
        headers = {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        try:
            request = session.post(webhook.url, json=update.body, headers=headers, timeout=timeout, ssl=False)
            async with request as answer:
                if not answer.ok:
                    self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                    return False
                await self._method_in(await answer.read())
                return True
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._failed("Connection refused" if isinstance(error, OSError) else "Connection timed out")
            return False

    def _failed(self, message: str) -> None:
        self._last_error = {"last_error_date": int(self._clock()), "last_error_message": message}
        self._updates.changed()

    async def _method_in(self, answer: bytes) -> None:
        """A bot may answer an update with a method to carry out; it never learns how that went."""
        try:
            values = json.loads(answer)
        except ValueError:
            return
        if isinstance(values, dict) and isinstance(name := values.pop("method", None), str):
            try:
                await self._perform(name, values)
            except ApiError as error:
                self._failed(error.description)
