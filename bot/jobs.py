"""Work after the commit, by its name: see handlers/after.py."""

from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Final

import structlog
from telegram.error import BadRequest

from bot import desk_group, doctor, talking
from bot.api import Api
from bot.dispatch import new_run
from catalogue.call import Call
from catalogue.loading import CatalogueError
from domain.calls import checked, publish
from handlers import call_desk
from handlers.after import DESK_NEWS, EXAMINE, FETCH_CALL, LINK_GROUP, PUBLISH, TALK, TALK_BACK, TALK_CHANGE
from handlers.making import Order
from handlers.turn import Turn
from storage.call_versions import CallVersions, Standing
from storage.people import Person
from storage.unit import Database

log = structlog.get_logger(__name__)
Job = Callable[[Database, Api, Order], Awaitable[None]]


async def do(database: Database, api: Api, work: str, body: str) -> None:
    """Do it.

    Raises:
        KeyError: no work has this name.
        TelegramError: Telegram cannot be reached now.
    """
    await JOBS[work](database, api, Order.parse(body))


async def publish_standing(database: Database) -> None:
    """Let what staff published stand in this process: at the start, after an approval, and after one in another."""
    async with database.unit() as unit:
        standing = await CallVersions(unit).standing()
    publish([call for call in map(_call, standing) if call is not None])


@lru_cache(maxsize=256)
def _call(standing: Standing) -> Call | None:
    """The call as this version of the program reads it; what it cannot use leaves the delivered one in its place."""
    try:
        return checked(standing.toml)
    except CatalogueError as error:
        problem = str(error)
    log.error("A published call can no longer be used.", call=standing.call_id, problem=problem)
    return None


async def _fetch_call(database: Database, api: Api, order: Order) -> None:
    try:
        file = await api.get_file(order.what)
        content: bytes | None = bytes(await file.download_as_bytearray())
    except BadRequest:
        content = None  # too large, or no longer there
    async with database.unit() as unit:
        person = Person(order.chat_id, order.language, staff=True)
        turn = Turn(unit, order.chat_id, person, [], order.now, None, new_run, username=order.username)
        await call_desk.received(turn, content)


async def _publish(database: Database, _api: Api, _order: Order) -> None:
    await publish_standing(database)


JOBS: Final[dict[str, Job]] = {
    FETCH_CALL: _fetch_call,
    PUBLISH: _publish,
    TALK: talking.carry_over,
    TALK_CHANGE: talking.change_over,
    TALK_BACK: talking.take_back,
    DESK_NEWS: desk_group.news,
    LINK_GROUP: desk_group.link,
    EXAMINE: doctor.examine,
}
