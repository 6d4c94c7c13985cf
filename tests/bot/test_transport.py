import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot import transport as module
from bot.api import Api
from bot.transport import NotSent, Transport, patience
from bot.web import serving
from storage.outbox import upload

TOKEN = "123456:TEST-token"
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """A server that answers as the test says, and keeps what it was asked."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[tuple[str, str, Any]] = []
        self.answer: Answer = self.result

    async def result(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": True, "result": {"message_id": 7}})

    async def receive(self, request: web.Request) -> web.StreamResponse:
        body = await _form(request) if request.content_type.startswith("multipart/") else await request.read()
        self.asked.append((request.path, request.content_type, body))
        return await self.answer(request)

    def answers(self, status: int, body: str) -> None:
        async def answer(_request: web.Request) -> web.StreamResponse:
            return web.Response(status=status, text=body)

        self.answer = answer


async def _form(request: web.Request) -> dict[str, object]:
    form = await request.post()
    return {
        name: (value.filename, value.file.read()) if isinstance(value, web.FileField) else value
        for name, value in form.items()
    }


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.receive)
    async with serving(app, "127.0.0.1", 0) as port:
        server.url = f"http://127.0.0.1:{port}"
        yield server


@pytest.fixture
async def api(server: Server) -> AsyncIterator[Api]:
    api = Api(TOKEN, server.url)
    for request in api._request:
        await request.initialize()
    yield api
    for request in api._request:
        await request.shutdown()


async def test_parameters_go_as_json_and_the_result_comes_back(server: Server, api: Api) -> None:
    assert await api.call("sendMessage", {"chat_id": 5, "text": "سلام", "reply_markup": {"a": [1]}}) == {
        "message_id": 7
    }
    [(path, kind, body)] = server.asked
    assert (path, kind) == (f"/bot{TOKEN}/sendMessage", "application/json")
    assert json.loads(body) == {"chat_id": 5, "text": "سلام", "reply_markup": {"a": [1]}}


async def test_files_go_as_multipart_with_the_other_parameters_beside_them(server: Server, api: Api) -> None:
    body = json.dumps({"chat_id": 5, "document": upload("ورقة.pdf", b"%PDF")}, separators=(",", ":"))
    await api.send("sendDocument", body)
    [(_, kind, form)] = server.asked
    assert kind == "multipart/form-data"
    assert form["chat_id"] == "5"
    assert ("ورقة.pdf", b"%PDF") in form.values()


async def test_a_file_can_be_fetched_whatever_is_in_it(server: Server, api: Api) -> None:
    server.answers(200, "not JSON at all")
    assert await api._request[1].retrieve(f"{server.url}/file/bot{TOKEN}/a.pdf") == b"not JSON at all"
    assert server.asked[0][2] == b""


@pytest.mark.parametrize(
    ("status", "parameters", "error"),
    [
        (400, {}, BadRequest),
        (401, {}, InvalidToken),
        (403, {}, Forbidden),
        (404, {}, InvalidToken),
        (409, {}, Conflict),
        (429, {"retry_after": 3}, RetryAfter),
        (400, {"migrate_to_chat_id": -100}, ChatMigrated),
        (500, {}, NetworkError),
        (502, {}, NetworkError),
    ],
)
async def test_telegrams_errors_are_told_apart(
    server: Server, api: Api, status: int, parameters: dict[str, int], error: type[TelegramError]
) -> None:
    server.answers(
        status, json.dumps({"ok": False, "error_code": status, "description": "No", "parameters": parameters})
    )
    with pytest.raises(error) as raised:
        await api.call("sendMessage", {})
    assert type(raised.value) is error


@pytest.mark.parametrize("status", [200, 201, 400, 401, 403, 404, 500, 502, 999])
@pytest.mark.parametrize(
    "body", ["", "<html>Please log in</html>", "[]", "5", '"ok"', "{", '{"message":"Forbidden"}', '{"ok":false}']
)
async def test_what_does_not_come_from_telegram_is_only_a_bad_network(
    server: Server, api: Api, status: int, body: str
) -> None:
    server.answers(status, body)
    with pytest.raises(NetworkError) as raised:
        await api.call("sendMessage", {})
    assert type(raised.value) is NetworkError


async def test_an_envelope_without_anything_in_it_is_not_telegrams(server: Server, api: Api) -> None:
    server.answers(200, '{"a":1}')
    with pytest.raises(NetworkError, match="something else"):
        await api.call("sendMessage", {})


async def test_a_success_without_a_result_is_not_telegrams(server: Server, api: Api) -> None:
    server.answers(200, '{"ok":false,"description":"No"}')
    with pytest.raises(NetworkError, match="something else"):
        await api.call("sendMessage", {})


async def test_an_answer_that_does_not_come_is_a_time_out(server: Server, api: Api) -> None:
    async def wait(_request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    server.answer = wait
    with pytest.raises(TimedOut):
        await api.call("sendMessage", {}, read_timeout=0.05)


async def test_a_connection_that_breaks_leaves_the_end_open(server: Server, api: Api) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    server.answer = cut
    with pytest.raises(NetworkError, match="the connection broke") as raised:
        await api.call("sendMessage", {})
    assert not isinstance(raised.value, NotSent | TimedOut)


async def test_a_refused_connection_sent_nothing_and_says_nothing_of_the_token() -> None:
    api = Api(TOKEN, "http://127.0.0.1:1")
    await api._request[1].initialize()
    with pytest.raises(NotSent) as raised:
        await api.call("sendMessage", {})
    await api._request[1].shutdown()
    assert TOKEN not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


async def test_a_connection_that_is_not_made_in_time_sent_nothing(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def find_no_address(*_arguments: object, **_options: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", find_no_address)
    monkeypatch.setattr(module, "CONNECT_SECONDS", 0.01)
    with pytest.raises(NotSent):
        await api.call("sendMessage", {})


async def test_a_transport_can_be_opened_and_closed_twice_and_is_useless_in_between(server: Server) -> None:
    transport = Transport()
    for _ in range(2):
        await transport.initialize()
        await transport.initialize()
        assert (await transport.do_request(server.url, "GET"))[0] == 200
        await transport.shutdown()
        await transport.shutdown()
        with pytest.raises(RuntimeError, match="not initialised"):
            await transport.do_request(server.url, "GET")


def test_the_usual_time_to_read_is_given_to_python_telegram_bot() -> None:
    assert Transport().read_timeout == module.READ_SECONDS


@pytest.mark.parametrize("after", [3, timedelta(seconds=3)])
def test_patience_is_in_seconds(after: int | timedelta, monkeypatch: pytest.MonkeyPatch) -> None:
    assert patience(RetryAfter(after)) == 3.0
