"""`python -m bot invite`: a link for one use, by which somebody gets a role; so the first administrator comes."""

import asyncio
from datetime import timedelta
from typing import Final

from telegram.error import TelegramError

from bot.api import Api
from bot.clock import Clock, SystemClock, milliseconds
from bot.settings import Settings
from domain import places
from domain.requests.life import Actor
from handlers.staff import LINK, VALID
from messages.deep_links import deep_link
from storage.invitations import Invitations, StaffInvitation
from storage.opening import open_database
from storage.staff import EVERYWHERE
from storage.unit import Database

PATIENCE: Final = timedelta(seconds=10)


class NoProvince(Exception):
    """The code is no province's."""

    def __init__(self, code: str) -> None:
        meant = [places.province_of(match.code) for match in places.match_place(code)]
        perhaps = f" Do you mean {meant[0]}?" if meant and meant[0] else ""
        super().__init__(f"{code!r} is not the code of a province, such as 05.301.{perhaps}")


async def invite(settings: Settings, role: Actor, province: str | None) -> list[str]:
    """Make an invitation and give the lines to print.

    Raises:
        NoProvince: there is no such province.
    """
    if province is not None and not (places.is_place(province) and places.province_of(province) == province):
        raise NoProvince(province)
    database = await open_database(settings.database_url)
    try:
        payload = await invitation(database, SystemClock(), role, province or EVERYWHERE)
    finally:
        await database.close()
    return _how(payload, await _username(settings))


async def invitation(database: Database, clock: Clock, role: Actor, province: str) -> str:
    """What a link must carry to give this role once, within the time that invitations hold."""
    now = clock.now()
    async with database.unit() as unit:
        promise = StaffInvitation(role, province, None)
        return LINK + Invitations(unit).make(promise, milliseconds(now + VALID), milliseconds(now))


async def _username(settings: Settings) -> str | None:
    """The bot's name in links: Telegram's answer, or the simulator's; None while Telegram cannot be reached."""
    if settings.bot_token is None:
        from simulator import Simulator  # noqa: PLC0415 -- a bot with a token starts without a local Telegram

        return Simulator().world.profile.username
    api = Api(settings.bot_token.get_secret_value(), settings.api_url)
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()), api:
            return api.username
    except (TelegramError, TimeoutError):
        return None


def _how(payload: str, username: str | None) -> list[str]:
    works = f"It works once, for {VALID.days} days: open it on the phone of the person, then tap START."
    if username is None:
        return [
            "Telegram cannot be reached, so the name of the bot is not known. In this link, put it in place of NAME:",
            deep_link("NAME", payload),
            works,
        ]
    return [deep_link(username, payload), works]
