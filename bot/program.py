"""The program: everything is made and joined here, and stopped in order."""

import asyncio
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import structlog
from aiohttp import web
from telegram.error import InvalidToken, TelegramError

from bot import intake, profile
from bot.api import Api
from bot.clock import Clock, ShiftedClock, SystemClock
from bot.delivery import Delivery
from bot.dispatch import Dispatcher, build
from bot.intake import Intake, TokenRefused
from bot.lanes import Lanes
from bot.metrics import QUEUED, WAITING
from bot.settings import Settings
from bot.ticks import schedule
from bot.web import WEBHOOK_PATH, health, serving, webhook
from domain.calls import load
from messages.languages import LANGUAGES
from messages.voice import Voice
from simulator import Simulator
from storage.inbox import Inbox
from storage.opening import open_database
from storage.outbox import Outbox
from storage.unit import Database

log = structlog.get_logger(__name__)

STOP_SECONDS = 8.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


class Program:
    """One running bot on one database."""

    def __init__(self, database: Database, api: Api, clock: Clock, settings: Settings) -> None:
        self.database = database
        self.api = api
        self.clock = clock
        self.settings = settings
        self.application = build(api)
        self.delivery = Delivery(database, api, clock, paid=settings.paid_broadcast)
        dispatcher = Dispatcher(self.application, clock)
        self.lanes = Lanes(database, clock, dispatcher.handle, dispatcher.apologise, self.delivery.wake)
        self.intake = Intake(database, clock, self.lanes.wake)
        self._stage: str | None = "starting"

    async def ready(self) -> str | None:
        """Why the program cannot work now; None when it can."""
        if self._stage is None:
            await self.refresh()  # touches the database
        return self._stage

    async def refresh(self) -> None:
        """Bring the gauges up to date."""
        async with self.database.unit() as unit:
            WAITING.set((await Inbox(unit).backlog()).count)
            QUEUED.set(await Outbox(unit).count_queued())

    @asynccontextmanager
    async def working(self) -> AsyncGenerator[None]:
        """Handle what is stored and send what is queued, until the block ends."""
        await until_reached(self.application.initialize)
        sending = asyncio.create_task(self.delivery.run())
        ticks = schedule(self.database, self.delivery, self.clock)
        ticks.start()
        await self.lanes.start()
        self._stage = None
        try:
            yield
        finally:
            self._stage = "stopping"
            ticks.shutdown(wait=False)
            await self._come_to_rest(sending)
            await self.application.shutdown()

    async def receive(self) -> None:
        """Take updates in, by webhook or by long polling; returns only by an error."""
        await until_reached(lambda: profile.introduce(self.api))
        settings = self.settings
        if settings.webhook_url is None or settings.webhook_secret is None:
            await until_reached(lambda: self.api.call("deleteWebhook", {}))
            await intake.poll(self.api, self.intake.take)
            return
        address = {
            "url": settings.webhook_url + WEBHOOK_PATH,
            "secret_token": settings.webhook_secret.get_secret_value(),
        }
        await until_reached(lambda: self.api.call("setWebhook", {**address, "allowed_updates": intake.WANTED}))
        await asyncio.Event().wait()

    async def _come_to_rest(self, sending: "asyncio.Task[None]") -> None:
        # What does not end in time is cut off: it is stored, and the next start goes on with it.
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                await self.lanes.stop()
                await self.delivery.stop()
                await sending
        sending.cancel()


async def until_reached(call: Callable[[], Awaitable[object]]) -> None:
    """Make a call to Telegram, again and again while it is away.

    Raises:
        TokenRefused: Telegram does not know the token.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            await call()
        except InvalidToken as error:
            raise TokenRefused from error
        except TelegramError as error:
            log.warning("Telegram cannot be reached.", error=str(error), again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return


async def run(settings: Settings, announce: Callable[[str], None]) -> None:
    """Run the bot until it is told to stop (SIGINT, SIGTERM).

    Raises:
        SecondPoller, TokenRefused: the bot cannot receive.
        OSError: the address in `settings.listen` cannot be used.
    """
    for language in LANGUAGES:
        Voice.of(language)
    load()
    clock: Clock = SystemClock() if settings.now is None else ShiftedClock(settings.now)
    async with AsyncExitStack() as stack:
        database = await open_database(settings.database_url)
        stack.push_async_callback(database.close)
        await _serve_and_work(stack, settings, database, clock, announce)


async def _serve_and_work(
    stack: AsyncExitStack, settings: Settings, database: Database, clock: Clock, announce: Callable[[str], None]
) -> None:
    app = web.Application(client_max_size=64 * 1024 * 1024)
    simulator = None if settings.bot_token else Simulator(now=lambda: clock.now().timestamp())
    token = settings.bot_token.get_secret_value() if settings.bot_token else Simulator().token
    api = Api(token, settings.api_url if simulator is None else f"http://{settings.listen}")
    program = Program(database, api, clock, settings)
    app.add_routes(health(program.ready, program.refresh))
    if settings.webhook_secret is not None:
        app.add_routes([webhook(settings.webhook_secret.get_secret_value(), program.intake.take)])
    if simulator is not None:
        simulator.add_routes(app)
    await stack.enter_async_context(serving(app, settings.host, settings.port))
    await stack.enter_async_context(program.working())
    announce(f"http://{settings.listen}/" if simulator is not None else f"@{program.application.bot.username}")
    await _until_told_to_stop(program.receive())


async def _until_told_to_stop(work: Awaitable[None]) -> None:
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, told.set)
    working, waiting = asyncio.ensure_future(work), asyncio.ensure_future(told.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
    finally:
        working.cancel()
        waiting.cancel()
        await asyncio.gather(working, waiting, return_exceptions=True)
