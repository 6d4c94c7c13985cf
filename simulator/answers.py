import time
from email.utils import formatdate
from functools import cache, lru_cache
from http import HTTPStatus
from typing import Any

from aiohttp import web
from msgspec import json

from simulator.errors import ApiError


class Answer(web.StreamResponse):
    """An answer of the Bot API, written in one piece.

    The heads of all answers are the same but for the length, so none is put together header by header as aiohttp's
    own responses are: that would be a quarter of what a call costs.
    """

    def __init__(self, envelope: dict[str, Any], status: int = 200) -> None:
        super().__init__(status=status)
        self._json = json.encode(envelope)

    @classmethod
    def refusal(cls, error: ApiError) -> "Answer":
        return cls(error.envelope(), error.code)

    async def prepare(self, request: web.BaseRequest) -> None:
        """Write everything.

        Raises:
            ConnectionResetError: nobody is there any more to read it.
        """
        transport = request.transport
        if transport is None or transport.is_closing():
            raise ConnectionResetError
        self._keep_alive = request.keep_alive
        head = _head(self.status, request.keep_alive)
        body = b"" if request.method == "HEAD" else self._json
        sent = _date(int(time.time()))
        transport.write(b"%b%b\r\nContent-Length: %d\r\n\r\n%b" % (head, sent, len(self._json), body))

    async def write_eof(self, data: bytes = b"") -> None:
        """Nothing is left to write."""


@lru_cache(maxsize=2)
def _date(second: int) -> bytes:
    """When an answer was sent, by the clock of this machine: Telegram says it too, and a client may set its own."""
    return formatdate(second, usegmt=True).encode()


@cache
def _head(status: int, keep_alive: bool) -> bytes:  # noqa: FBT001 - a key of the cache
    connection = "keep-alive" if keep_alive else "close"
    return (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n"
        f"Connection: {connection}\r\nContent-Type: application/json\r\nDate: "
    ).encode()
