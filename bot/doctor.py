"""`python -m bot doctor`, and the same in the chat of an administrator: what works, what does not, and what to do."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.api import Api
from bot.clock import SystemClock
from bot.dispatch import new_run
from bot.doctor_house import examine_house
from bot.doctor_telegram import examine_groups, examine_telegram
from bot.findings import Finding, Level, look, mend, told
from bot.settings import Settings, WrongSettings, read_settings
from handlers.doctor import may_ask
from handlers.making import Order
from handlers.turn import Turn
from messages.screen import Screen
from messages.text import T
from messages.voice import Voice
from storage.desk_groups import DeskGroups, Group
from storage.opening import SQLITE, open_database
from storage.people import Person
from storage.staff import Staff
from storage.unit import Database, Unavailable

PATIENCE: Final = timedelta(seconds=30)
SETTINGS: Final = T("Settings")


async def doctor(settings: Settings, language: str) -> tuple[list[str], bool]:
    """The lines for the command line, and whether everything works."""
    now = SystemClock().now()
    database = await open_database(settings.database_url)
    try:
        findings = [*await _telegram(settings, now, database), *await examine_house(database, now, _file(settings))]
    finally:
        await database.close()
    voice = Voice.of(language)
    return [voice.plain(piece) for piece in told(findings)], all(each.level is not Level.MEND for each in findings)


async def examine(database: Database, api: Api, order: Order) -> None:
    """The examination that an administrator asked for in the chat; work after the commit, see bot/jobs.py."""
    try:
        settings: Settings | None = read_settings()
        wrong: list[Finding] = []
    except WrongSettings as error:
        advice = T("Mend the environment or the file .env, and start the bot again.")
        settings, wrong = None, [mend(SETTINGS, T("{error}", error=str(error)), advice)]
    url, file = (None, None) if settings is None else (settings.webhook_url, _file(settings))
    groups = await _groups(database, order.chat_id)
    findings = [
        *wrong,
        *await examine_telegram(api, order.now, url),
        *await examine_groups(api, groups),
        *await examine_house(database, order.now, file),
    ]
    async with database.unit() as unit:
        if not await may_ask(unit, order.chat_id):
            return  # her role ended meanwhile
        person = Person(order.chat_id, order.language, staff=True)
        turn = Turn(unit, order.chat_id, person, [], order.now, None, new_run, username=order.username)
        turn.say(Screen(told(findings)))


async def _telegram(settings: Settings, now: datetime, database: Database) -> list[Finding]:
    """From the command line: with a connection of its own, and for all groups."""
    if settings.bot_token is None:
        advice = T("Get one from @BotFather and set TIWIZI_BOT_TOKEN; without it the bot runs with a local Telegram.")
        return [look(T("Token"), T("There is none."), advice)]
    api = Api(settings.bot_token.get_secret_value(), settings.api_url)
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            await api.request.initialize()
            findings = await examine_telegram(api, now, settings.webhook_url)
            if any(each.level is Level.MEND for each in findings[:1]):
                return findings
            await api.initialize()
            async with database.unit() as unit:
                groups = await DeskGroups(unit).all()
            return [*findings, *await examine_groups(api, groups)]
    except TimeoutError:
        advice = T("Look at the network of the server, at its firewall, and at TIWIZI_API_URL.")
        return [mend(T("Token"), T("Telegram does not answer."), advice)]
    finally:
        await api.request.shutdown()


async def _groups(database: Database, admin: int) -> list[Group]:
    """The groups of the provinces that somebody administers."""
    try:
        async with database.unit() as unit:
            staff = Staff(unit)
            return [each for each in await DeskGroups(unit).all() if await staff.may_grant(admin, each.province)]
    except Unavailable:
        return []  # the examination of the house says why


def _file(settings: Settings) -> Path | None:
    address = settings.database_url
    return Path(address.removeprefix(SQLITE)) if address.startswith(SQLITE) else None
