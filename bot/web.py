"""What the program serves over HTTP: the webhook, health, metrics, and in a demonstration the phones."""

import hmac
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.transport import read_json

log = structlog.get_logger(__name__)

WEBHOOK_PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the name of a header
LARGEST_UPDATE = 1024 * 1024
STOP_SECONDS = 1.0  # for requests under way; what Telegram posts is stored within milliseconds

Take = Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]
Ready = Callable[[], Awaitable[str | None]]


def webhook(secret: str, take: Take) -> web.RouteDef:
    """The door for Telegram's own calls. An update is acknowledged after it was stored, never before."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), secret.encode()):
            return web.Response(status=403)
        update = _update(await request.clone(client_max_size=LARGEST_UPDATE).read())
        if update is None:
            return web.Response(status=400)
        await take([update])
        return web.Response()

    return web.post(WEBHOOK_PATH, receive)


def health(ready: Ready, refresh: Callable[[], Awaitable[None]]) -> list[web.RouteDef]:
    """`/healthz`: the process answers. `/readyz`: it can work; otherwise the reason. `/metrics`: its figures."""

    async def healthz(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def readyz(_request: web.Request) -> web.Response:
        reason = await ready()
        return web.json_response({"ready": reason is None, "reason": reason}, status=200 if reason is None else 503)

    async def metrics(_request: web.Request) -> web.Response:
        await refresh()
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)]


def _update(body: bytes) -> Mapping[str, Any] | None:
    """The update in a request; None when there is none."""
    try:
        update = read_json(body)
    except ValueError:
        return None
    return update if isinstance(update, dict) and isinstance(update.get("update_id"), int) else None


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncGenerator[int]:
    """Serve `app`; gives the port, which differs from the one asked for when that was 0.

    Raises:
        OSError: the address is taken or not ours.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
