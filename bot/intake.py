"""Updates come in: stored as raw JSON first, acknowledged after, parsed by nobody here."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import structlog
from telegram.error import Conflict, Forbidden, InvalidToken, RetryAfter

from bot.api import Api
from bot.clock import Clock, milliseconds
from bot.metrics import ARRIVED
from bot.transport import patience
from storage.inbox import Arrival, Inbox
from storage.keys import is_storable
from storage.unit import Database

log = structlog.get_logger(__name__)

POLL_SECONDS = 25
MOST_PER_POLL = 100
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
MOST_CONFLICTS = 4
NEWCOMER_SECONDS = 30.0  # of two programs with one token the younger gives up: the older one is four times as patient
# An empty list would mean everything except a few kinds; what we name, we answer.
WANTED = ["message", "edited_message", "channel_post", "callback_query", "my_chat_member"]
NO_LANE = 0  # updates that belong to nobody, such as poll results, share one lane


class SecondPoller(Exception):
    """Another program is fetching updates with the same token. Stop that one, or this one."""


class TokenRefused(Exception):
    """Telegram does not know this token. Check TIWIZI_BOT_TOKEN."""


class Intake:
    """The way in, for long polling and for the webhook alike."""

    def __init__(self, database: Database, clock: Clock, wake: Callable[[Iterable[int]], None]) -> None:
        self._database = database
        self._clock = clock
        self._wake = wake

    async def take(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Store updates; when this returns they may be acknowledged."""
        arrivals = [arrival(update) for update in updates if is_possible(update)]
        async with self._database.errand() as errand:
            Inbox(errand).store(arrivals, milliseconds(self._clock.now()))
        ARRIVED.inc(len(arrivals))
        self._wake({arrival.lane for arrival in arrivals})


def arrival(update: Mapping[str, Any]) -> Arrival:
    """An update with its number and its lane, found without knowing every kind of update."""
    try:
        body = msgspec.json.encode(update).decode()
    except UnicodeEncodeError:
        # Half a surrogate pair is possible in JSON but not in a database; it must not hold up the other updates.
        body = json.dumps(update, ensure_ascii=False).encode(errors="replace").decode()
    return Arrival(int(update["update_id"]), lane_of(update), body)


def is_possible(update: Mapping[str, Any]) -> bool:
    """Whether an update has a number as Telegram gives it."""
    number = update["update_id"]
    possible = is_storable(number) and number >= 0
    if not possible:
        log.warning("An update with an impossible number was passed over.")
    return possible


def lane_of(update: Mapping[str, Any]) -> int:
    """The chat that an update belongs to; without a chat its person; without either the common lane."""
    for content in update.values():
        if not isinstance(content, dict):
            continue
        message = content.get("message")
        chat = content.get("chat") or (message.get("chat") if isinstance(message, dict) else None)
        for owner in (chat, content.get("from"), content.get("user")):
            if isinstance(owner, dict) and is_storable(owner.get("id")):
                return int(owner["id"])
    return NO_LANE


async def poll(api: Api, take: Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]) -> None:
    """Fetch updates for ever. The next call acknowledges the last, so it is made only after `take` stored them.

    Raises:
        SecondPoller: another program polls with this token.
        TokenRefused: the token is wrong or was revoked.
    """
    offset, pause, conflicts = 0, FIRST_PAUSE, 0
    now = asyncio.get_running_loop().time
    began = now()
    while True:
        try:
            updates = await _fetch(api, offset)
            await take(updates)
        except (InvalidToken, Forbidden) as error:
            raise TokenRefused from error
        except Conflict as error:
            # The poll of a program that was just killed may linger for a moment; another program stays.
            conflicts += 1
            if conflicts >= MOST_CONFLICTS * (1 if now() - began < NEWCOMER_SECONDS else 4):
                raise SecondPoller from error
            await asyncio.sleep(FIRST_PAUSE)
        except RetryAfter as error:
            await asyncio.sleep(patience(error))
        except Exception as error:  # noqa: BLE001 -- a poller that ends is worse than any error
            # Telegram is away, or the database could not store: nothing was acknowledged, so nothing is lost.
            log.warning("Updates could not be fetched.", error=f"{type(error).__name__}: {error}", again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            pause = FIRST_PAUSE
            if now() - began >= NEWCOMER_SECONDS:
                conflicts = 0
            if updates:
                # Not the highest ever: after a quiet week Telegram begins to count at another number.
                offset = max(int(update["update_id"]) for update in updates) + 1


async def _fetch(api: Api, offset: int) -> list[dict[str, Any]]:
    parameters = {"offset": offset, "limit": MOST_PER_POLL, "timeout": POLL_SECONDS, "allowed_updates": WANTED}
    result: list[dict[str, Any]] = await api.call("getUpdates", parameters, read_timeout=POLL_SECONDS + 10)
    return result
