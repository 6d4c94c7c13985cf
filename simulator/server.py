"""The Bot API over HTTP: a request in any of its forms becomes a call, a result becomes its envelope."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import hdrs, web
from aiohttp.multipart import BodyPartReader
from msgspec import json

from simulator import api
from simulator.answers import Answer
from simulator.errors import ApiError, not_found, too_large, unauthorized
from simulator.faults import ConnectionDropped
from simulator.files import LARGEST_UPLOAD, Upload
from simulator.world import World

Values = dict[str, Any]
# A multipart body is the file and a little more; beyond that Telegram stops reading.
LARGEST_BODY = LARGEST_UPLOAD + 1024 * 1024


class BotApi:
    """The routes under `/bot<token>/` and `/file/bot<token>/`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_routes(self, app: web.Application) -> None:
        token = self._world.profile.token
        # A plain path is found at once; the pattern is for methods spelt in another case, or misspelt.
        names = [method.name for method in api.METHODS.values()]
        calls = [(f"/bot{token}/{name}", self._call) for name in (*names, "{method}")]
        for path, handler in (*calls, ("/bot{token}/{method}", self._wrong_token)):
            for verb in ("GET", "POST"):
                app.router.add_route(verb, path, handler)
        app.router.add_get(f"/file/bot{token}/{{path:.+}}", self._download)
        app.router.add_get("/file/bot{token}/{path:.+}", self._wrong_token)

    async def _wrong_token(self, _: web.Request) -> Answer:
        return Answer.refusal(unauthorized())

    async def _call(self, request: web.Request) -> web.StreamResponse:
        name = request.path.rpartition("/")[2]
        try:
            values, uploads = await read_request(request, name)
            return Answer({"ok": True, "result": await self._carry_out(name, values, uploads)})
        except ApiError as error:
            return Answer.refusal(error)
        except ConnectionDropped:
            return _cut(request)

    async def _carry_out(self, name: str, values: Values, uploads: Mapping[str, Upload]) -> Any:
        faults = self._world.faults
        if not faults.active:
            return await api.call(self._world, name, values, uploads)
        chat_id = str(values.get("chat_id", ""))
        await faults.before(name, chat_id)
        result = await api.call(self._world, name, values, uploads)
        faults.after(name, chat_id)
        return result

    async def _download(self, request: web.Request) -> web.StreamResponse:
        file = self._world.files.at(request.match_info["path"])
        if file is None:
            return Answer.refusal(not_found())
        return web.Response(body=file.upload.data, content_type="application/octet-stream")


def _cut(request: web.Request) -> web.Response:
    """Close the connection without an answer; what is returned here is never written."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)


async def read_request(request: web.Request, method: str) -> tuple[Values, dict[str, Upload]]:
    """The parameters of a call, from its query string and its body.

    Raises:
        ApiError: 400 for a body that is not what it says, 413 for one above Telegram's size.
    """
    values: Values = dict(request.query) if request.query_string else {}
    uploads: dict[str, Upload] = {}
    kind = request.headers.get(hdrs.CONTENT_TYPE, "").partition(";")[0].strip().lower()
    if kind == "application/json":
        # A short body has come together with its head, and need not be waited for.
        content = request.content
        values |= _parsed(content.read_nowait() if content.is_eof() else await request.read())
    elif kind == "application/x-www-form-urlencoded":
        # Some libraries send a form with GET, whose body `request.post()` would not read.
        values.update(parse_qsl(await request.text(), keep_blank_values=True))
    elif kind == "multipart/form-data":
        uploads = await _read_multipart(request, method, values)
    return values, uploads


def _parsed(body: bytes) -> Values:
    try:
        values = json.decode(body) if body else {}
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise ApiError(400, "Bad Request: can't parse request body as JSON object")
    return values


async def _read_multipart(request: web.Request, method: str, values: Values) -> dict[str, Upload]:
    """Files go to the result, plain fields to `values`; a file that is a parameter itself goes to both."""
    uploads: dict[str, Upload] = {}
    size = 0
    reader = await request.multipart()
    while part := await reader.next():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = await part.read()
        size += len(data)
        if size > LARGEST_BODY:
            raise too_large()
        if part.filename is None:
            values[part.name] = bytes(data).decode()
        else:
            mime_type = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, mime_type, bytes(data))
    values.update({name: file for name, file in uploads.items() if _is_parameter(method, name)})
    return uploads


def _is_parameter(method: str, name: str) -> bool:
    found = api.METHODS.get(method.lower())
    return found is not None and name in found.converters
