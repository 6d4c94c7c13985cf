import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest

from tests.simulator.client import Bot

RESULT = b'{"ok":true,"result":{"url":"","has_custom_certificate":false,"pending_update_count":0}}'


async def spoken(bot: Bot, *lines: str, body: bytes = b"") -> bytes:
    """What the server says to these lines until it closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(bot.url).port)
    writer.write("".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body)
    said = await reader.read()
    writer.close()
    return said


async def test_an_answer_is_a_head_of_four_lines_and_json(bot: Bot) -> None:
    path = f"/bot{bot.simulator.token}/getWebhookInfo"
    head, _, body = (await spoken(bot, f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close")).partition(
        b"\r\n\r\n"
    )
    *lines, said = head.split(b"\r\n")
    dated = lines.pop()
    assert [*lines, said] == [
        b"HTTP/1.1 200 OK",
        b"Connection: close",
        b"Content-Type: application/json",
        b"Content-Length: %d" % len(RESULT),
    ]
    assert body == RESULT
    sent = parsedate_to_datetime(dated.decode().removeprefix("Date: "))
    assert abs(datetime.now(UTC) - sent) < timedelta(minutes=1)


async def test_a_connection_serves_call_after_call_until_one_asks_to_close_it(bot: Bot) -> None:
    path = f"/bot{bot.simulator.token}/getWebhookInfo"
    first = (f"GET {path} HTTP/1.1", "Host: localhost", "")
    said = await spoken(bot, *first, f"POST {path} HTTP/1.1", "Host: localhost", "Connection: close")
    assert said.count(RESULT) == 2
    assert said.count(b"Connection: keep-alive") == 1


@pytest.mark.parametrize(("asked", "given"), [("", b"close"), ("Connection: keep-alive", b"keep-alive")])
async def test_an_old_client_is_told_whether_the_connection_stays_open(bot: Bot, asked: str, given: bytes) -> None:
    lines = [f"GET /bot{bot.simulator.token}/getMe HTTP/1.0", *([asked] if asked else [])]
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(bot.url).port)
    writer.write("\r\n".join([*lines, "", ""]).encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert b"Connection: " + given in head
    writer.close()


async def test_a_body_that_comes_in_pieces_is_waited_for(bot: Bot) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(bot.url).port)
    head = f"POST /bot{bot.simulator.token}/getMe HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: 2\r\n\r\n{{".encode())
    await writer.drain()
    waiting = asyncio.create_task(reader.readuntil(b"\r\n\r\n"))
    done, _ = await asyncio.wait([waiting], timeout=0.05)
    assert not done
    writer.write(b"}")
    assert (await waiting).startswith(b"HTTP/1.1 200 OK")
    writer.close()


async def test_calls_are_made_by_get_and_post_and_in_any_case(bot: Bot) -> None:
    for verb in ("GET", "POST"):
        for name in ("getMe", "getme", "GETME"):
            async with bot.session.request(verb, f"{bot.base}/{name}") as answer:
                assert (answer.status, (await answer.json())["result"]["id"]) == (200, 123456)
    for verb in ("PUT", "HEAD"):
        async with bot.session.request(verb, f"{bot.base}/getMe") as answer:
            assert answer.status == 405
    async with bot.session.head(f"{bot.url}/file/bot{bot.simulator.token}/none") as answer:
        assert (answer.status, await answer.read()) == (404, b"")
    assert (await bot("getMe"))["id"] == 123456
