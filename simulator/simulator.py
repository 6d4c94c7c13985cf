import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from simulator import api
from simulator.actions import Actions
from simulator.clock import Clock
from simulator.control import Control
from simulator.faults import Faults
from simulator.limits import Limits
from simulator.people import Person
from simulator.phone import Phone
from simulator.profile import Profile
from simulator.server import LARGEST_BODY, BotApi
from simulator.updates import first_number
from simulator.webhooks import LOOPBACK
from simulator.world import World

PEOPLE_FROM = 1_000_000_000  # well away from the ids of groups and bots


class Simulator:
    """A local Telegram for one bot: its Bot API, and the people who talk to the bot. All of it is in memory."""

    def __init__(
        self,
        *,
        token: str = "123456:TIWIZI-SIMULATOR",  # noqa: S107 - a token that opens nothing
        username: str = "tiwizi_bot",
        name: str = "تيويزي",
        now: Callable[[], float] = time.time,
        limits: Limits | None = None,
    ) -> None:
        self.token = token
        self.clock = Clock(now)
        self.world = World(Profile(token, username, name), self.clock, limits or Limits(), self._perform)
        self.actions = Actions(self.world)
        self._first_person = PEOPLE_FROM + first_number()

    @property
    def faults(self) -> Faults:
        return self.world.faults

    async def _perform(self, method: str, values: Mapping[str, Any]) -> Any:
        return await api.call(self.world, method, values, {})

    def phone(
        self,
        name: str = "فاطمة",
        *,
        language: str | None = "ar",
        last_name: str = "",
        username: str = "",
        phone_number: str = "",
        person_id: int | None = None,
    ) -> Phone:
        """A new person with her phone open on the bot, which she has not started yet."""
        number = len(self.world.people)
        person = Person(
            person_id or self._first_person + number,
            name,
            language,
            phone_number or f"+2126{number:08d}",
            last_name,
            username,
        )
        return Phone(self.world, self.actions, person, self.world.add_person(person))

    def redeliver(self, count: int = 1) -> int:
        """Send the last updates that the bot confirmed once more, with their ids; gives how many."""
        return self.world.updates.redeliver(count)

    def add_routes(self, app: web.Application) -> None:
        """Mount the Bot API, the files, the page at `/` and everything under `/_sim/` on an application."""
        BotApi(self.world).add_routes(app)
        Control(self).add_routes(app)
        app.on_shutdown.append(self._on_shutdown)

    async def _on_shutdown(self, _: web.Application) -> None:
        await self.close()

    async def close(self) -> None:
        """End what waits: polls, webhook deliveries, frozen calls, pages."""
        self.world.faults.clear()
        self.world.updates.interrupt()
        await self.world.webhooks.stop()
        self.world.events.close()


@asynccontextmanager
async def serving(simulator: Simulator, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve a simulator alone, and give its address; port 0 takes a free one.

    Raises:
        ValueError: the host is not this machine; a simulator has no password, so nobody else may reach it.
    """
    if host not in LOOPBACK:
        raise ValueError(f"the simulator is only served on this machine, not on {host}")
    app = web.Application(client_max_size=LARGEST_BODY)
    simulator.add_routes(app)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
