"""HTTP/1.1 over connections that are kept: what a bot needs of it, at a third of the CPU of a general client.

A general client costs more than all the rest of a send (docs/decisions/0019). Reading what comes is httptools' work,
and finding a way to the server aiohappyeyeballs'; ours is to keep connections, and to know at each end of a call
whether the request may have left.
"""

import asyncio
import re
import socket
import ssl
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast
from urllib.parse import quote, urlsplit

import aiohappyeyeballs
import httptools
from msgspec import Struct

IDLE_SECONDS: Final = 60.0
"""So long a connection waits for its next call; the servers before Telegram close it a little later."""
NEXT_ADDRESS_SECONDS: Final = 0.25  # RFC 8305: after so long the next address is tried beside the first
FIRST_FINAL_STATUS: Final = 200  # below, there is more to come


class Answer(Struct, frozen=True):
    """What the server said; `head` is how it began, from the first piece that arrived."""

    status: int
    body: bytes
    head: bytes = b""

    def header(self, name: str) -> str | None:
        """The value of a header, if the first piece held it. Few are asked for, so none is read before."""
        found = re.search(rb"\r\n%b: *([^\r]*)\r\n" % name.encode(), self.head, re.IGNORECASE)
        return None if found is None else found[1].decode("latin-1")


class NotConnected(Exception):
    """There is no connection: it is sure that the request did not leave."""


class Broken(Exception):
    """The connection ended before the answer did: nobody knows what the server made of the request."""


class Origin(NamedTuple):
    """Where connections lead."""

    host: str
    port: int
    secure: bool


class Client:
    """Makes calls, each on a connection of its own, which then waits for the next call to the same server."""

    def __init__(self) -> None:
        self._pools: dict[Origin, _Pool] = {}
        self._context: ssl.SSLContext | None = None

    async def request(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, *, connect_within: float, within: float
    ) -> Answer:
        """Make one call; the answer has to be there so many seconds after the connection is.

        Raises:
            NotConnected: the server could not be reached within `connect_within` seconds.
            TimeoutError: the answer was not there in time.
            Broken: the connection ended, or something else than HTTP came.
        """
        origin, target = _split(url)
        pool = self._pools.setdefault(origin, _Pool())
        connection = pool.take() or await self._connect(origin, pool, connect_within)
        return await connection.exchange(_head(method, origin, target, headers, len(body)) + body, within)

    def close(self) -> None:
        """End all connections, and the calls that are still on one."""
        for pool in self._pools.values():
            for connection in tuple(pool.open):
                connection.close()
        self._pools.clear()

    async def _connect(self, origin: Origin, pool: "_Pool", within: float) -> "_Connection":
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(within):
                addresses = await loop.getaddrinfo(origin.host, origin.port, type=socket.SOCK_STREAM)
                way = await aiohappyeyeballs.start_connection(
                    addresses, happy_eyeballs_delay=NEXT_ADDRESS_SECONDS, loop=loop
                )
                secure: dict[str, Any] = {"ssl": self._tls(), "server_hostname": origin.host} if origin.secure else {}
                _, connection = await loop.create_connection(lambda: _Connection(pool), sock=way, **secure)
        except OSError as error:  # also that time is over, and what TLS does not like
            raise NotConnected(type(error).__name__) from None
        return connection

    def _tls(self) -> ssl.SSLContext:
        if self._context is None:  # reading the certificates takes a while, and a local server needs none
            self._context = ssl.create_default_context()
        return self._context


class _Pool:
    """The connections to one server."""

    def __init__(self) -> None:
        self.open: set[_Connection] = set()
        self.idle: list[_Connection] = []

    def take(self) -> "_Connection | None":
        """The connection that waits since the shortest time, if it may still be good."""
        earliest = asyncio.get_running_loop().time() - IDLE_SECONDS
        while self.idle:
            connection = self.idle.pop()
            if connection.is_open and connection.idle_since >= earliest:
                return connection
            connection.close()
        return None

    def lose(self, connection: "_Connection") -> None:
        self.open.discard(connection)
        if connection in self.idle:
            self.idle.remove(connection)


class _Connection(asyncio.Protocol):
    """One connection, with at most one call at a time on it."""

    def __init__(self, pool: _Pool) -> None:
        self._pool = pool
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._answer: asyncio.Future[Answer] | None = None
        self._head = b""
        self._body: list[bytes] = []
        self.idle_since = 0.0

    async def exchange(self, request: bytes, within: float) -> Answer:
        """Send a request and wait for its answer."""
        if self._transport is None:
            raise RuntimeError("The connection was not made.")
        self._answer, self._head = self._loop.create_future(), b""
        self._transport.write(request)
        late = self._loop.call_later(within, self._fail, TimeoutError())
        try:
            return await self._answer
        except BaseException:
            self.close()  # whatever still comes belongs to this call, and must not meet the next
            raise
        finally:
            late.cancel()

    @property
    def is_open(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is none by its class
        self._pool.open.add(self)

    def data_received(self, data: bytes) -> None:
        self._head = self._head or data
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._fail(Broken(type(error).__name__))
            self.close()

    def connection_lost(self, error: Exception | None) -> None:
        self._fail(Broken("closed" if error is None else type(error).__name__))
        self._pool.lose(self)

    def on_message_begin(self) -> None:
        """Called by the parser, like the two below."""
        self._body = []
        if self._answer is None:
            self.close()  # an answer to nothing

    def on_body(self, part: bytes) -> None:
        self._body.append(part)

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        if status < FIRST_FINAL_STATUS or self._answer is None:
            return
        if not self._answer.done():
            self._answer.set_result(Answer(status, b"".join(self._body), self._head))
        self._answer = None
        if self._parser.should_keep_alive():
            self.idle_since = self._loop.time()
            self._pool.idle.append(self)
        else:
            self.close()

    def _fail(self, error: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)


@lru_cache(maxsize=256)
def _split(url: str) -> tuple[Origin, str]:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    origin = Origin(parts.hostname or "", parts.port or (443 if secure else 80), secure)
    query = f"?{parts.query}" if parts.query else ""
    return origin, quote(parts.path or "/", safe="/:@%+,;=~!$&'()*") + query


def _head(method: str, origin: Origin, target: str, headers: Mapping[str, str], length: int) -> bytes:
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    all_ = {"Host": f"{host}:{origin.port}", "Content-Length": str(length), **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in all_.items())
    return f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode("latin-1")
