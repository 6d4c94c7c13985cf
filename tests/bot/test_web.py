import asyncio
import io
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.web import LARGEST_UPDATE, SECRET_HEADER, WEBHOOK_PATH, health, serving, webhook

SECRET = "very-secret"
UPDATE = {"update_id": 5, "message": {"text": "سلام"}}


class House:
    """An application with our routes, on a free port."""

    def __init__(self) -> None:
        self.taken: list[Mapping[str, Any]] = []
        self.failure: Exception | None = None
        self.reason: str | None = None
        self.refreshed = 0
        self.url = ""

    async def take(self, updates: Sequence[Mapping[str, Any]]) -> None:
        if self.failure is not None:
            raise self.failure
        self.taken += updates

    async def ready(self) -> str | None:
        return self.reason

    async def refresh(self) -> None:
        self.refreshed += 1

    async def post(self, body: bytes | io.BytesIO, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url + WEBHOOK_PATH, data=body, headers=headers) as answer,
        ):
            return answer.status

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.add_routes([webhook(SECRET, house.take), *health(house.ready, house.refresh)])
    async with serving(app, "127.0.0.1", 0) as port:
        house.url = f"http://127.0.0.1:{port}"
        yield house


async def test_an_update_with_the_secret_is_taken_and_acknowledged(house: House) -> None:
    assert await house.post(json.dumps(UPDATE).encode()) == 200
    assert house.taken == [UPDATE]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "سر"])
async def test_without_the_secret_nothing_is_taken(house: House, secret: str | None) -> None:
    assert await house.post(json.dumps(UPDATE).encode(), secret) == 403
    assert house.taken == []


async def test_a_secret_that_is_no_text_at_all_is_only_a_wrong_one(house: House) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(house.url.rsplit(":", 1)[1]))
    head = f"POST {WEBHOOK_PATH} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n{SECRET_HEADER}: "
    writer.write(head.encode() + b"\xff\xfe\r\n\r\n")
    assert b" 403 " in await reader.readline()
    writer.close()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"5",
        b"null",
        b'"text"',
        b"{}",
        b'{"update_id":"five"}',
        b'{"update_id":1e400}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
async def test_what_is_no_update_is_refused(house: House, body: bytes) -> None:
    assert await house.post(body) == 400
    assert house.taken == []


async def test_a_body_that_is_larger_than_any_update_is_not_read(house: House) -> None:
    assert await house.post(io.BytesIO(b" " * (LARGEST_UPDATE + 1))) == 413


async def test_an_update_that_could_not_be_stored_is_not_acknowledged_so_that_telegram_sends_it_again(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.failure = OSError("disk")
    assert await house.post(json.dumps(UPDATE).encode()) == 500
    house.failure = None
    assert await house.post(json.dumps(UPDATE).encode()) == 200
    assert house.taken == [UPDATE]
    assert "disk" in caplog.text


async def test_the_process_answers_that_it_lives(house: House) -> None:
    assert await house.get("/healthz") == (200, '{"ok": true}')


async def test_whether_it_can_work_is_said_with_the_reason(house: House) -> None:
    assert await house.get("/readyz") == (200, '{"ready": true, "reason": null}')
    house.reason = "starting"
    assert await house.get("/readyz") == (503, '{"ready": false, "reason": "starting"}')


async def test_the_figures_are_brought_up_to_date_before_they_are_shown(house: House) -> None:
    status, text = await house.get("/metrics")
    assert (status, house.refreshed) == (200, 1)
    for name in ("tiwizi_updates_arrived_total", "tiwizi_inbox_waiting", "tiwizi_outbox_queued"):
        assert f"\n{name} " in text


async def test_an_address_that_is_taken_is_said_to_be(house: House) -> None:
    port = int(house.url.rsplit(":", 1)[1])
    with pytest.raises(OSError, match="address already in use"):
        async with serving(web.Application(), "127.0.0.1", port):
            raise AssertionError
