import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from simulator import Phone, Simulator
from simulator import webhooks as webhooks_module
from tests.simulator.client import Bot

Answer = Callable[[dict[str, Any]], Awaitable[web.Response]]


class Receiver:
    """A bot's webhook: what came, and how the next ones are answered."""

    def __init__(self) -> None:
        self.url = ""
        self.updates: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def receive(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.updates.put_nowait(await request.json())
        await self.gate.wait()
        return self.answers.pop(0) if self.answers else web.Response()

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(5):
            return await self.updates.get()


@pytest.fixture
async def receiver(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Receiver]:
    monkeypatch.setattr(webhooks_module, "FIRST_RETRY", 0.01)
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    receiver.gate.set()
    await runner.cleanup()


async def test_updates_come_with_the_secret(bot: Bot, phone: Phone, receiver: Receiver) -> None:
    await bot("setWebhook", url=receiver.url, secret_token="s3cret", max_connections=2)
    await phone.send("مرحبا")
    assert (await receiver.next())["message"]["text"] == "مرحبا"
    await phone.idle()
    assert receiver.secrets == ["s3cret"]
    info = await bot("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (receiver.url, 0, 2)


async def test_what_is_not_acknowledged_comes_again(bot: Bot, phone: Phone, receiver: Receiver) -> None:
    receiver.answers = [web.Response(status=500), web.Response(status=404)]
    await bot("setWebhook", url=receiver.url)
    await phone.send("مرحبا")
    first, second, third = [await receiver.next() for _ in range(3)]
    assert first == second == third
    await phone.idle()
    info = await bot("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"


async def test_one_chat_comes_in_order_and_chats_side_by_side(
    bot: Bot, phone: Phone, simulator: Simulator, receiver: Receiver
) -> None:
    receiver.gate.clear()
    await bot("setWebhook", url=receiver.url)
    other = simulator.phone("يوسف")
    await phone.send("1")
    await phone.send("2")
    await other.send("3")
    under_way = {(await receiver.next())["message"]["text"] for _ in range(2)}
    assert under_way == {"1", "3"}
    assert receiver.updates.empty()
    receiver.gate.set()
    assert (await receiver.next())["message"]["text"] == "2"


async def test_connections_are_limited(bot: Bot, simulator: Simulator, receiver: Receiver) -> None:
    receiver.gate.clear()
    await bot("setWebhook", url=receiver.url, max_connections=1)
    for name in ("أ", "ب"):
        await simulator.phone(name).start()
    await receiver.next()
    assert receiver.updates.empty()
    receiver.gate.set()
    await receiver.next()


async def test_an_answer_may_carry_a_method(bot: Bot, phone: Phone, receiver: Receiver) -> None:
    receiver.answers = [
        web.json_response({"method": "sendMessage", "chat_id": phone.id, "text": "من الجواب"}),
        web.json_response({"method": "sendPigeon"}),
        web.json_response({"x": 1}),
    ]
    await bot("setWebhook", url=receiver.url)
    await phone.send("1")
    await phone.sees("من الجواب")
    await phone.send("2")
    await phone.send("3")
    await phone.idle()
    assert (await bot("getWebhookInfo"))["last_error_message"] == "Not Found"


async def test_a_bot_that_is_away_gets_its_updates_when_it_polls(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    await bot("setWebhook", url="http://127.0.0.1:9/hook")
    await phone.send("x")
    world = simulator.world
    assert await world.events.until(lambda: "last_error_message" in world.webhooks.info(), within=5)
    assert (await bot("getWebhookInfo"))["last_error_message"] == "Connection refused"
    refusal = await bot.refused("getUpdates")
    assert refusal.startswith("Conflict: can't use getUpdates method while webhook is active")
    await bot("deleteWebhook")
    assert [update["message"]["text"] for update in await bot.take()] == ["x"]


async def test_a_confirmed_update_can_be_called_in_again(
    bot: Bot, phone: Phone, simulator: Simulator, receiver: Receiver
) -> None:
    await bot("setWebhook", url=receiver.url)
    await phone.send("x")
    first = await receiver.next()
    await phone.idle()
    simulator.redeliver(1)
    assert await receiver.next() == first


async def test_setting_a_webhook_ends_the_poll(bot: Bot, receiver: Receiver) -> None:
    poll = asyncio.create_task(bot.refused("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    await bot("setWebhook", url=receiver.url)
    assert await poll == "Conflict: terminated by setWebhook request"


async def test_pending_updates_can_be_dropped(bot: Bot, phone: Phone, receiver: Receiver) -> None:
    await phone.send("x")
    await bot("setWebhook", url=receiver.url, drop_pending_updates=True, allowed_updates=["message"])
    info = await bot("getWebhookInfo")
    assert (info["pending_update_count"], info["allowed_updates"]) == (0, ["message"])
    await bot("deleteWebhook", drop_pending_updates=True)
    await bot("setWebhook", url="")
    assert (await bot("getWebhookInfo"))["url"] == ""


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"url": "ftp://localhost/x"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://tiwizi.ma/x"}, "the simulator only calls addresses of this machine"),
        ({"url": "http://localhost/x", "secret_token": "سر"}, "secret token contains unallowed characters"),
        ({"url": "http://localhost/x", "max_connections": 101}, "max_connections must be between 1 and 100"),
    ],
)
async def test_wrong_webhooks_are_refused(bot: Bot, values: dict[str, Any], expected: str) -> None:
    assert expected in await bot.refused("setWebhook", **values)
