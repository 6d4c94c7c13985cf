"""Several replicas as processes of their own, behind a small load balancer, on one PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any, Self

import aiohttp
from aiohttp import web

from bot.web import SECRET_HEADER, serving
from simulator import Simulator
from storage.opening import open_database
from storage.unit import Call
from tests.faults.born import Born
from tests.faults.process import Bot

DEAD_AFTER = 2.5
PATIENCE = aiohttp.ClientTimeout(total=1.0)
SETTLED_WITHIN = 60.0
LEFT = """
select id from outbox where state in ('queued', 'inflight') union all select lane from inbox where state = 'waiting'
"""
REPLICA = str(Path(__file__).with_name("replica.py"))


class Balancer:
    """Gives each call to the next replica; to another one when that does not answer or cannot work."""

    def __init__(self) -> None:
        self.behind: list[str] = []
        self.url = ""
        self._turn = count()
        self._session: aiohttp.ClientSession

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Self]:
        app = web.Application()
        app.router.add_post("/{path:.*}", self._pass_on)
        async with aiohttp.ClientSession(timeout=PATIENCE) as self._session, serving(app, "127.0.0.1", 0) as port:
            self.url = f"http://127.0.0.1:{port}"
            yield self

    async def _pass_on(self, request: web.Request) -> web.Response:
        body, first = await request.read(), next(self._turn)
        headers = {SECRET_HEADER: request.headers.get(SECRET_HEADER, ""), "Content-Type": "application/json"}
        for number in range(len(self.behind)):
            url = self.behind[(first + number) % len(self.behind)]
            try:
                async with self._session.post(f"{url}{request.path}", data=body, headers=headers) as response:
                    if response.status == 200:
                        return web.Response()
            except (aiohttp.ClientError, TimeoutError):
                continue
        return web.Response(status=502)


class Cluster:
    """`async with Cluster(…) as cluster:` gives replicas that can be killed and started again, one by one."""

    def __init__(
        self, path: Path, simulator: Simulator, url: str, addresses: Sequence[str], *, per_second: int = 100_000
    ) -> None:
        """A replica for each of the addresses, under which each finds the same database."""
        self.address = addresses[0]
        self._bots = [Bot(path, simulator, url, address=address) for address in addresses]
        self._running = [AsyncExitStack() for _ in addresses]
        self.processes: dict[int, Born] = {}
        self._per_second = per_second

    async def __aenter__(self) -> Self:
        self._outer = AsyncExitStack()
        balancer = await self._outer.enter_async_context(Balancer().open())
        balancer.behind = [bot.listens for bot in self._bots]
        for bot in self._bots:
            bot.receive_at(balancer.url)
        await asyncio.gather(*(self.start(number) for number in range(len(self._bots))))
        return self

    async def __aexit__(self, *error: object) -> None:
        for running in self._running:
            await running.aclose()
        await self._outer.aclose()

    async def start(self, number: int) -> Born:
        """Start a replica and wait until it works."""
        words = (REPLICA, str(self._per_second), str(DEAD_AFTER))
        process = await self._running[number].enter_async_context(self._bots[number].running(*words))
        self.processes[number] = process
        await self._bots[number].ready(process)
        return process

    async def kill(self, number: int) -> None:
        """`kill -9`."""
        await self._running[number].aclose()

    async def revive(self) -> None:
        """Start again what has ended by itself, as the manager of services would."""
        for number, process in self.processes.items():
            if process.returncode is not None:
                await self.start(number)

    async def settled(self) -> None:
        """Wait until every update is handled, and all that was said has been sent or given up."""
        async with asyncio.timeout(SETTLED_WITHIN):
            while await self.rows(LEFT):  # noqa: ASYNC110 -- the rows are all that there is to wait for
                await asyncio.sleep(0.2)

    async def rows(self, sql: str) -> list[dict[str, Any]]:
        """What a query finds in the database of all."""
        return await rows(self.address, sql)


async def rows(address: str, sql: str) -> list[dict[str, Any]]:
    database = await open_database(address)
    try:
        async with database.unit() as unit:
            [found] = await unit.fetch(Call(sql, {}))
    finally:
        await database.close()
    return [dict(row) for row in found]
