"""HTTP for python-telegram-bot through our own client, which costs a twentieth of the CPU of its default one."""

import json
import os
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import msgspec
from msgspec import Struct
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import JSONDict, ODVInput
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.http import Broken, Client, NotConnected
from bot.multipart import encode

# What will be usual in python-telegram-bot: without it every 429 warns that it will be.
os.environ.setdefault("PTB_TIMEDELTA", "true")

JSON = {"Content-Type": "application/json"}
READ_SECONDS = 20.0
CONNECT_SECONDS = 10.0


class NotSent(NetworkError):
    """The request never left: no connection. Unlike after a time-out, it is sure that nothing happened."""


def patience(error: RetryAfter) -> float:
    """How many seconds Telegram asks us to wait."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


class JsonBody(Struct, frozen=True):
    """The parameters of a call as JSON that is ready to be sent, in place of python-telegram-bot's `RequestData`."""

    content: bytes


class Transport(BaseRequest):
    """The transport of the bot, an official extension point of python-telegram-bot."""

    def __init__(self) -> None:
        self._client: Client | None = None
        self.answered_on: str | None = None
        """When Telegram sent its last answer, as HTTP writes it: by its own clock."""

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None:
        if self._client is None:
            self._client = Client()

    async def shutdown(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    async def do_request(  # noqa: PLR0917 -- BaseRequest's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | JsonBody | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call; see `BaseRequest.do_request`."""
        del write_timeout, pool_timeout  # one time for the whole exchange covers them
        if self._client is None:
            raise RuntimeError("The transport is not initialised.")
        connect_within, within = _seconds(connect_timeout, CONNECT_SECONDS), _seconds(read_timeout, READ_SECONDS)
        headers, body = _body(request_data)
        try:
            answer = await self._client.request(
                method, url, headers, body, connect_within=connect_within, within=within
            )
        except NotConnected as error:
            raise NotSent(f"no connection: {error}") from None
        except TimeoutError:
            raise TimedOut from None
        except Broken as error:
            raise NetworkError(f"the connection broke: {error}") from None
        self.answered_on = answer.header("Date")
        return _telegrams(answer.status, answer.body)

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """Read Telegram's envelope; see `BaseRequest.parse_json_payload`.

        Raises:
            NetworkError: it is something else.
        """
        try:
            envelope = read_json(payload)
        except ValueError:
            envelope = None
        if not isinstance(envelope, dict) or not envelope.keys() & {"result", "description"}:
            raise NetworkError("something else than Telegram answered")
        return envelope


def read_json(text: str | bytes) -> Any:
    """Read JSON fast, or else patiently: half a surrogate pair is possible in JSON, and not in UTF-8.

    Raises:
        ValueError: it is no JSON, or nested more deeply than anybody means it.
    """
    try:
        return _read_patiently(text)
    except RecursionError as error:
        raise ValueError(str(error)) from error


def _read_patiently(text: str | bytes) -> Any:
    try:
        return msgspec.json.decode(text)
    except ValueError:
        return json.loads(text)


def _telegrams(status: int, payload: bytes) -> tuple[int, bytes]:
    """An error is Telegram's when it has its envelope: a proxy's status 403 does not mean that a person blocked us."""
    if status >= HTTPStatus.BAD_REQUEST and not _is_refusal(payload):
        raise NetworkError(f"something else than Telegram answered, with status {status}")
    return status, payload


def _is_refusal(payload: bytes) -> bool:
    try:
        envelope = read_json(payload)
    except ValueError:
        return False
    return isinstance(envelope, dict) and envelope.keys() >= {"ok", "description"}


def _seconds(given: ODVInput[float], usual: float) -> float:
    value = given.value if isinstance(given, DefaultValue) else given
    return usual if value is None else float(value)


def _body(data: RequestData | JsonBody | None) -> tuple[dict[str, str], bytes]:
    """The headers and the content of a request."""
    if data is None:
        return {}, b""
    if isinstance(data, JsonBody):
        return JSON, data.content
    if not data.contains_files:
        return JSON, msgspec.json.encode(data.parameters)
    files = {
        name: (file_name, content if isinstance(content, bytes) else content.read(), kind)
        for name, (file_name, content, kind) in data.multipart_data.items()
    }
    kind, content = encode(data.json_parameters, files)
    return {"Content-Type": kind}, content
