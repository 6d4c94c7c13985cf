"""Telegram, examined: the token, the way in, the clock, and what the bot may do in the groups of the staff."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.api import Api
from bot.clock import SystemClock
from bot.findings import Finding, fine, look, mend
from bot.web import WEBHOOK_PATH
from domain import places
from handlers.groups import FORUM_RIGHTS, RIGHTS
from messages.text import T, Text
from messages.values import Listing
from storage.desk_groups import Group
from storage.staff import EVERYWHERE

TOKEN, WAY_IN, CLOCK = T("Token"), T("The way in"), T("Clock")
SKEW, WRONG = timedelta(seconds=5), timedelta(seconds=60)
RECENT: Final = timedelta(hours=1)
MANY: Final = 100
"""Updates that wait at Telegram."""
LONGEST: Final = 200
NAMES: Final[dict[str, Text]] = {
    "can_manage_chat": T("be an administrator"),
    "can_manage_topics": T("manage topics"),
    "can_pin_messages": T("pin messages"),
}


async def examine_telegram(api: Api, now: datetime, webhook_url: str | None) -> list[Finding]:
    """The token first: without it nothing else can be asked."""
    try:
        me = await api.call("getMe", {})
        info = await api.call("getWebhookInfo", {})
    except InvalidToken:
        return [mend(TOKEN, T("Telegram does not know it."), T("Copy it again from @BotFather into TIWIZI_BOT_TOKEN."))]
    except TelegramError as error:
        network = T("Look at the network of the server, at its firewall, and at TIWIZI_API_URL.")
        return [mend(TOKEN, T("Telegram cannot be reached: {error}", error=str(error)[:LONGEST]), network)]
    token = fine(TOKEN, T("Telegram knows it: {name}", name=f"@{me['username']}"))
    return [token, _way_in(info, webhook_url, now), *_clock(api)]


async def examine_groups(api: Api, groups: Sequence[Group]) -> list[Finding]:
    """What the bot may do in each group, and whether it has topics as we remember."""
    return [await _group(api, group) for group in groups]


def _way_in(info: dict[str, Any], webhook_url: str | None, now: datetime) -> Finding:
    wanted = "" if webhook_url is None else webhook_url + WEBHOOK_PATH
    waiting = int(info.get("pending_update_count", 0))
    if info.get("url", "") != wanted:
        advice = T("Start the bot again: it tells Telegram where to deliver. If two programs use this token, stop one.")
        return mend(WAY_IN, T("Telegram delivers to another address than ours."), advice)
    error, at = info.get("last_error_message"), info.get("last_error_date")
    if error and at and now - datetime.fromtimestamp(int(at), UTC) < RECENT:
        said = T("Telegram could not deliver: {error}", error=str(error)[:LONGEST])
        return mend(WAY_IN, said, T("Look at the certificate, the load balancer and TIWIZI_WEBHOOK_URL."))
    if waiting > MANY:
        advice = T("If the number grows, the server is too slow, or the bot does not run.")
        return look(WAY_IN, T("Messages that wait at Telegram: {n}", n=waiting), advice)
    return fine(WAY_IN, T("by webhook") if wanted else T("by polling"))


def _clock(api: Api) -> list[Finding]:
    """The clock of this machine, also where the program has been set to another day."""
    theirs = api.telegrams_time
    if theirs is None:
        return []
    seconds = round(abs((SystemClock().now() - theirs).total_seconds()))
    advice = T("Let the server take its time from the network (NTP): reminders and deadlines depend on it.")
    if seconds >= WRONG.total_seconds():
        return [mend(CLOCK, T("It differs from Telegram's by so many seconds: {seconds}", seconds=seconds), advice)]
    if seconds >= SKEW.total_seconds():
        return [look(CLOCK, T("It differs from Telegram's by so many seconds: {seconds}", seconds=seconds), advice)]
    return [fine(CLOCK, T("as Telegram's"))]


async def _group(api: Api, group: Group) -> Finding:
    what = T("Group of {province}", province=_province(group.province))
    try:
        chat = await api.call("getChat", {"chat_id": group.chat_id})
        me = await api.call("getChatMember", {"chat_id": group.chat_id, "user_id": api.id})
    except (BadRequest, Forbidden):
        advice = T("Add the bot to the group again as an administrator, or link another group with /desk.")
        return mend(what, T("The bot is not in it."), advice)
    except TelegramError as error:
        advice = T("Ask again in a moment.")
        return look(what, T("Telegram cannot be reached: {error}", error=str(error)[:LONGEST]), advice)
    is_forum = bool(chat.get("is_forum"))
    needed = (*RIGHTS, *(FORUM_RIGHTS if is_forum else ()))
    missing = [NAMES[right] for right in needed if not _may(me, right)]
    if missing:
        said = T("The bot may not: {rights}", rights=Listing(tuple(missing)))
        return mend(what, said, T("In the group, open its administrators, choose the bot, and give it these rights."))
    if is_forum != group.forum:
        return look(what, T("Its topics were turned on or off."), T("Write /desk in the group once more."))
    return fine(what, T("with a topic for each request") if is_forum else T("without topics"))


def _may(member: dict[str, Any], right: str) -> bool:
    return member.get("status") == "creator" or (member.get("status") == "administrator" and bool(member.get(right)))


def _province(code: str) -> Text:
    return T("All provinces") if code == EVERYWHERE else T("{place}", place=places.name(code))
