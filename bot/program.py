"""The program: everything is made and joined here, and stopped in order."""

import asyncio
import secrets
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import structlog
from aiohttp import web
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot import intake, loop, profile
from bot.api import Api
from bot.broadcasts import Feeder
from bot.clock import Clock, ShiftedClock, SystemClock
from bot.delivery import Delivery
from bot.dispatch import Dispatcher, build
from bot.intake import Intake, TokenRefused
from bot.jobs import publish_standing
from bot.lanes import Lanes
from bot.metrics import QUEUED, WAITING
from bot.replicas import Fellows
from bot.settings import Settings, WrongSettings
from bot.ticks import forget_what_is_over, schedule
from bot.transport import patience
from bot.web import WEBHOOK_PATH, health, serving, webhook
from domain.calls import load
from messages.languages import LANGUAGES
from messages.voice import Voice
from storage.inbox import Inbox
from storage.opening import open_database
from storage.outbox import Outbox
from storage.replicas import Replicas
from storage.unit import Call, Database, Unavailable

log = structlog.get_logger(__name__)

STOP_SECONDS = 3.0  # for handling, and then for sending: what is under way takes milliseconds
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


class Program:
    """One running bot on one database."""

    def __init__(self, database: Database, api: Api, clock: Clock, settings: Settings) -> None:
        self.database = database
        self.api = api
        self.clock = clock
        self.settings = settings
        self.application = build(api)
        dispatcher = Dispatcher(self.application, clock)
        paid = settings.paid_broadcast
        self.delivery = Delivery(database, api, clock, paid=paid, file_gone=dispatcher.file_gone)
        self.lanes = Lanes(
            database,
            clock,
            dispatcher.handle,
            dispatcher.apologise,
            self._committed,
            doubted=self.delivery.wake,
        )
        self.fellows = None if database.replicas is None else self._among(database.replicas)
        self.intake = Intake(database, clock, self.lanes.wake if self.fellows is None else self.fellows.spread)
        self.feeder = Feeder(database, clock, paid=paid)
        self._stage: str | None = "starting"
        self._sending: asyncio.Task[None] | None = None
        self._living: asyncio.Task[None] | None = None

    async def ready(self) -> str | None:
        """Why the program cannot work now; None when it can."""
        if self._sending is not None and self._sending.done() and self._stage is None:
            return "nothing is sent any more"
        if self._stage is None:
            try:
                await self.refresh()
            except Unavailable as error:
                return f"database: {error}"
        return self._stage

    async def refresh(self) -> None:
        """Bring the gauges up to date."""
        async with self.database.unit() as unit:
            WAITING.set((await Inbox(unit).backlog()).count)
            QUEUED.set(await Outbox(unit).count_queued())

    @asynccontextmanager
    async def working(self) -> AsyncGenerator[None]:
        """Handle what is stored and send what is queued, until the block ends."""
        ticks = schedule(self.database, self.delivery, self.clock, self.feeder)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.api.shutdown)
            await until_reached(self.application.initialize)
            stack.push_async_callback(self.application.shutdown)
            await publish_standing(self.database)
            if self.fellows is not None:
                await self.fellows.join()
                stack.push_async_callback(self.fellows.leave)
                self._living = asyncio.create_task(self.fellows.live())
                stack.push_async_callback(_ended, self._living)
            await self.delivery.recover()
            await self.feeder.recover()
            self._sending = asyncio.create_task(self.delivery.run())
            stack.push_async_callback(self._come_to_rest, self._sending)
            ticks.start()
            stack.callback(ticks.shutdown, wait=False)
            await forget_what_is_over(self.database, self.clock)
            await self.lanes.start()
            self._stage = None
            try:
                yield
            finally:
                self._stage = "stopping"

    async def receive(self) -> None:
        """Take updates in, by webhook or by long polling.

        Raises:
            SecondPoller, TokenRefused, WrongSettings: it cannot be done.
            TakenForDead: other replicas have taken over.
            ExceptionGroup: a mistake of ours has ended the sending. While this program lives, no other may speak in
                its chats. It ends in no other way.
        """
        receiving, introducing = asyncio.create_task(self._receive()), asyncio.create_task(self._introduce())
        tasks = {receiving} | {task for task in (self._living, self._sending) if task is not None}
        try:
            [first, *_], _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            first.result()
        finally:
            await _ended(introducing)
            await _ended(receiving)

    async def _introduce(self) -> None:
        try:
            await profile.introduce(self.api)
        except TelegramError as error:
            # People are answered without it; the next start tries again.
            log.warning("The bot could not introduce itself.", error=str(error))

    async def _receive(self) -> None:
        settings = self.settings
        if settings.webhook_url is None or settings.webhook_secret is None:
            if self.fellows is not None:
                await self.fellows.turn_to_poll()
            await until_reached(lambda: self.api.call("deleteWebhook", {}))
            await intake.poll(self.api, self.intake.take)
            return
        address = {
            "url": settings.webhook_url + WEBHOOK_PATH,
            "secret_token": settings.webhook_secret.get_secret_value(),
        }
        try:
            await until_reached(lambda: self.api.call("setWebhook", {**address, "allowed_updates": intake.WANTED}))
        except BadRequest as error:
            raise WrongSettings(f"Telegram refuses TIWIZI_WEBHOOK_URL: {error}.") from error
        await asyncio.Event().wait()

    def _among(self, replicas: Replicas) -> Fellows:
        return Fellows(self.database, replicas, self.clock, self.lanes.wake, self.delivery.wake)

    def _committed(self, written: Sequence[Call]) -> None:
        self.delivery.hand_over(written)
        if self.fellows is not None and not all(map(self.database.speaks_to, Outbox.chats_in(written))):
            self.fellows.queued_elsewhere()

    async def _come_to_rest(self, sending: "asyncio.Task[None]") -> None:
        # What does not end in time is cut off: it is stored, and the next start goes on with it. A handler that hangs
        # must not cut off what is being sent.
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                await self.lanes.stop()
        self.delivery.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                await sending
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


async def _ended(task: "asyncio.Task[None]") -> None:
    """Wait until a task has ended, which is cancelled if it has not."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until_reached(call: Callable[[], Awaitable[object]]) -> None:
    """Make a call to Telegram, again and again while it is away.

    Raises:
        TokenRefused: Telegram does not know the token.
        BadRequest: it was reached, and refuses what we ask.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            await call()
        except InvalidToken as error:
            raise TokenRefused from error
        except BadRequest:
            raise
        except TelegramError as error:
            wait = patience(error) if isinstance(error, RetryAfter) else pause
            log.warning("Telegram cannot be reached.", error=str(error), again_in=wait)
            await asyncio.sleep(wait)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return


async def run(settings: Settings, announce: Callable[[str], None]) -> None:
    """Run the bot until it is told to stop (SIGINT, SIGTERM).

    Raises:
        SecondPoller, TokenRefused, WrongSettings: the bot cannot receive.
        SchemaTooNew, Unavailable: the database cannot be used.
        OSError: the address in `settings.listen` cannot be used.
    """
    for language in LANGUAGES:
        Voice.of(language)
    load()
    await _until_told_to_stop(_live(settings, announce))


async def _live(settings: Settings, announce: Callable[[str], None]) -> None:
    clock: Clock = SystemClock() if settings.now is None else ShiftedClock(settings.now)
    app = web.Application(client_max_size=64 * 1024 * 1024)
    async with AsyncExitStack() as stack:
        database = await open_database(settings.database_url)
        stack.push_async_callback(database.close)
        program = Program(database, await _api(settings, clock, app, database), clock, settings)
        app.add_routes(health(program.ready, program.refresh))
        if settings.webhook_secret is not None:
            app.add_routes([webhook(settings.webhook_secret.get_secret_value(), program.intake.take)])
        await stack.enter_async_context(serving(app, settings.host, settings.port))
        await stack.enter_async_context(program.working())
        loop.settle()
        announce(f"@{program.application.bot.username}" if settings.bot_token else f"http://{settings.listen}/")
        await program.receive()


async def _api(settings: Settings, clock: Clock, app: web.Application, database: Database) -> Api:
    """Telegram's Bot API; without a token that of a simulator, which is then served by `app`."""
    if settings.bot_token is not None:
        return Api(settings.bot_token.get_secret_value(), settings.api_url)
    # A bot with a token starts without a local Telegram, which takes a tenth of the time to load.
    from bot.newcomer import two_phones  # noqa: PLC0415 -- see above
    from simulator import Simulator  # noqa: PLC0415 -- see above

    # A token of its own each time, so that no other page in the visitor's browser can play the bot.
    token = f"123456:{secrets.token_urlsafe(24)}"
    simulator = Simulator(token=token, now=lambda: clock.now().timestamp())
    await two_phones(simulator, database, clock)
    simulator.add_routes(app)
    return Api(simulator.token, f"http://{settings.listen}")


async def _until_told_to_stop(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` till it ends, or till a signal says so; then it is cancelled and puts everything in order."""
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, told.set)
    working, waiting = asyncio.create_task(work), asyncio.create_task(told.wait())
    await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    working.cancel()  # nothing happens when it has ended by itself
    with suppress(asyncio.CancelledError):
        await working
