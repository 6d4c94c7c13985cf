"""The stage of a journey: a simulator, a bot that can be stopped and started again, and a clock."""

import asyncio
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.api import Api
from bot.budget import Budget
from bot.program import Program
from bot.settings import Settings
from simulator import Limits, Phone, Simulator, serving
from storage.opening import open_database
from storage.unit import Call, Database
from tests import sqlite

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
"""The day of most journeys: the calls of Taroudant and Chtouka are of this year, and Chtouka's is open."""


UNSETTLED = """
select 1 from inbox where state = 'waiting'
union all select 1 from outbox where state in ('queued', 'inflight') limit 1
"""


class TestClock:
    """A clock that stands still until a test moves it."""

    __test__ = False

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move(self, by: timedelta) -> None:
        self._now += by


class Stage:
    """`async with Stage(path) as stage:` gives `stage.phone()`; `await stage.restart()` is a new process's start.

    A hurried stage does not pace messages, and its Telegram does not mind: tests tap faster than people do.
    """

    def __init__(self, path: Path | str, *, hurried: bool = True) -> None:
        """`path`: of a new SQLite file, or the address of an empty PostgreSQL database."""
        self.address = path if isinstance(path, str) else f"sqlite:///{path}"
        self.clock = TestClock()
        self.simulator = Simulator(limits=Limits.none() if hurried else None)
        self._hurried = hurried
        self.url = ""
        self.database: Database
        self.program: Program
        self._outer = AsyncExitStack()
        self._bot = AsyncExitStack()

    async def __aenter__(self) -> Self:
        if self.address.startswith("sqlite:"):
            sqlite.made(self.path)
        self.url = await self._outer.enter_async_context(serving(self.simulator))
        await self.start_bot()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop_bot()
        await self._outer.aclose()

    @property
    def path(self) -> Path:
        """Of the file, where it is SQLite."""
        return Path(self.address.removeprefix("sqlite:///"))

    def phone(self, name: str = "فاطمة", *, language: str | None = "ar") -> Phone:
        return self.simulator.phone(name, language=language)

    async def start_bot(self) -> None:
        settings = Settings(_env_file=None, bot_token=self.simulator.token, api_url=self.url)
        self.database = await open_database(self.address)
        self._bot.push_async_callback(self.database.close)
        self.program = Program(self.database, Api(self.simulator.token, self.url), self.clock, settings)
        if self._hurried:
            self.program.delivery.budget = Budget(100_000, asyncio.get_running_loop().time, chat_interval=0)
        await self._bot.enter_async_context(self.program.working())
        receiving = asyncio.create_task(self.program.receive())
        self._bot.push_async_callback(_cancel, receiving)

    async def stop_bot(self) -> None:
        await self._bot.aclose()

    async def settled(self, within: float = 10) -> None:
        """Wait until every update that the bot took is handled, and all that it said has been sent."""
        async with asyncio.timeout(within):
            while await self.rows(UNSETTLED):  # noqa: ASYNC110 -- the rows are all that there is to wait for
                await asyncio.sleep(0.005)

    async def rows(self, sql: str) -> list[dict[str, Any]]:
        """What a query finds in the bot's database."""
        async with self.database.unit() as unit:
            [rows] = await unit.fetch(Call(sql, {}))
        return [dict(row) for row in rows]

    async def restart(self) -> None:
        await self.stop_bot()
        await self.start_bot()


async def _cancel(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
