"""Our HTTP client against servers that speak in bytes, so that each oddity is exactly the one meant."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot import http
from bot.http import Answer, Broken, Client, NotConnected

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@asynccontextmanager
async def serving(talk: Talk) -> AsyncIterator[str]:
    """A server that talks like this on every connection; its address."""

    talks: set[asyncio.Task[None]] = set()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        except (asyncio.CancelledError, asyncio.IncompleteReadError, ConnectionError):
            """The test is over, or the client has gone."""
        finally:
            writer.close()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.add(asyncio.create_task(one(reader, writer)))

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        for each in talks:
            each.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    client = Client()
    yield client
    client.close()


async def told(client: Client, url: str, body: bytes = b"") -> tuple[int, bytes]:
    answer = await ask(client, url, body)
    return answer.status, answer.body


async def ask(client: Client, url: str, body: bytes = b"", within: float = 5.0) -> Answer:
    return await client.request("POST", f"{url}/bot/a", {"X": "y"}, body, connect_within=5.0, within=within)


async def request_of(reader: asyncio.StreamReader) -> bytes:
    """A whole request: its head and as much of a body as that says."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
    return head + await reader.readexactly(length)


async def test_a_request_has_what_a_server_needs(client: Client) -> None:
    asked = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await request_of(reader))
        writer.write(GOOD)

    async with serving(talk) as url:
        assert await told(client, url, b"body") == (200, b"ok")
        host = url.removeprefix("http://").encode()
    assert asked == [b"POST /bot/a HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 4\r\nX: y\r\n\r\nbody"]


async def test_a_header_is_found_whatever_its_case(client: Client) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_of(reader)
        writer.write(GOOD.replace(b"\r\n\r\n", b"\r\ndate: Sun, 22 Nov 2026\r\n\r\n"))

    async with serving(talk) as url:
        answer = await ask(client, url)
    assert answer.header("Date") == "Sun, 22 Nov 2026"
    assert answer.header("Server") is None


async def test_calls_one_after_the_other_share_a_connection_and_calls_side_by_side_do_not(client: Client) -> None:
    connections = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        while not reader.at_eof():
            await request_of(reader)
            writer.write(GOOD)

    async with serving(talk) as url:
        for _ in range(3):
            await ask(client, url)
        assert connections == 1
        await asyncio.gather(ask(client, url), ask(client, url))
        assert connections == 2
        client.close()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", (200, b"abc")),
        (b"HTTP/1.1 103 Early Hints\r\n\r\n" + GOOD, (200, b"ok")),
        (b"HTTP/1.1 204 No Content\r\n\r\n", (204, b"")),
        (b"HTTP/1.0 502 Bad Gateway\r\nContent-Length: 1\r\n\r\nx", (502, b"x")),
    ],
)
async def test_an_answer_is_read_however_it_is_written_and_cut(
    client: Client, said: bytes, answer: tuple[int, bytes]
) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_of(reader)
        for byte in said:
            writer.write(bytes([byte]))
            await writer.drain()

    async with serving(talk) as url:
        assert await told(client, url) == answer


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
    ],
)
async def test_half_an_answer_or_something_else_than_http_leaves_the_end_open(client: Client, said: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_of(reader)
        writer.write(said)

    async with serving(talk) as url:
        with pytest.raises(Broken):
            await ask(client, url)


async def test_a_connection_that_the_server_closed_is_not_used_again(client: Client) -> None:
    connections = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await request_of(reader)
        writer.write(GOOD.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") if connections == 1 else GOOD)

    async with serving(talk) as url:
        for number in (1, 2):
            assert await told(client, url) == (200, b"ok")
            assert connections == number


async def test_a_connection_that_waited_for_long_is_not_used_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await request_of(reader)
        writer.write(GOOD)
        await reader.read()

    monkeypatch.setattr(http, "IDLE_SECONDS", -1.0)
    async with serving(talk) as url:
        await ask(client, url)
        await ask(client, url)
    assert connections == 2


async def test_an_answer_that_comes_too_late_is_not_taken_for_the_next(client: Client) -> None:
    go_on, connections = asyncio.Event(), 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await request_of(reader)
        if connections == 1:
            await go_on.wait()
            writer.write(GOOD.replace(b"ok", b"no"))
        else:
            writer.write(GOOD)

    async with serving(talk) as url:
        with pytest.raises(TimeoutError):
            await ask(client, url, within=0.01)
        go_on.set()
        assert (await ask(client, url)).body == b"ok"


async def test_words_that_nobody_asked_for_end_the_connection(client: Client) -> None:
    connections = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await request_of(reader)
        writer.write(GOOD + GOOD.replace(b"ok", b"no") if connections == 1 else GOOD)
        await reader.read()

    async with serving(talk) as url:
        assert (await ask(client, url)).body == b"ok"
        assert (await ask(client, url)).body == b"ok"
        client.close()
    assert connections == 2


async def test_a_call_that_is_given_up_takes_its_connection_with_it(client: Client) -> None:
    ended = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await request_of(reader)
        try:
            await reader.read()
        finally:
            ended.set()

    async with serving(talk) as url:
        call = asyncio.create_task(ask(client, url))
        await asyncio.sleep(0.05)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        await ended.wait()


async def test_closing_ends_the_calls_under_way(client: Client) -> None:
    async def talk(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await request_of(reader)
        client.close()
        await reader.read()

    async with serving(talk) as url:
        with pytest.raises(Broken):
            await ask(client, url)


async def test_a_server_without_tls_is_no_way_for_a_call_that_wants_it(client: Client) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"what?\r\n")

    async with serving(talk) as url:
        with pytest.raises(NotConnected):
            await ask(client, url.replace("http:", "https:"))


async def test_a_server_that_is_not_there_is_no_connection(client: Client) -> None:
    with pytest.raises(NotConnected):
        await ask(client, "http://127.0.0.1:1")
