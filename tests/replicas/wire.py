"""The network between a replica and its database, which a test can cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


class Wire:
    """Carries bytes to a server's socket. While it is cut nothing comes through, and nobody is told so."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._database = parts.path
        self._user = parts.username
        self._socket = Path(parse_qs(parts.query)["host"][0]) / ".s.PGSQL.5432"
        self._whole = asyncio.Event()
        self._whole.set()
        self._carrying: set[asyncio.Task[None]] = set()
        self.address = ""

    def cut(self) -> None:
        self._whole.clear()

    def mend(self) -> None:
        self._whole.set()

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Wire"]:
        listening = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        self.address = f"postgresql://{self._user}@127.0.0.1:{port}{self._database}?sslmode=disable"
        try:
            yield self
        finally:
            listening.close()
            for task in self._carrying:
                task.cancel()
            await asyncio.gather(*self._carrying, return_exceptions=True)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._whole.wait()
        try:
            there, back = await asyncio.open_unix_connection(str(self._socket))
        except OSError:
            writer.close()
            return
        for source, target in ((reader, back), (there, writer)):
            task = asyncio.create_task(self._carry(source, target))
            self._carrying.add(task)
            task.add_done_callback(self._carrying.discard)

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            while some := await source.read(65536):
                await self._whole.wait()
                target.write(some)
                await target.drain()
        except OSError:
            pass  # one side is gone, and so the other goes
        finally:
            target.close()
