"""Work after the commit, by its name: see handlers/after.py."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Final

import structlog
from msgspec import json
from telegram.error import BadRequest

from bot import desk_group, doctor, talking
from bot.api import Api
from bot.clock import milliseconds
from bot.dispatch import new_run
from catalogue.call import Call
from catalogue.problem import CatalogueError
from conversations.event_table import Cells, Read, is_table
from documents.cells import NotATable, read_cells
from domain.calls import checked, publish
from handlers import broadcast_after, broadcast_counting, call_desk, event_import
from handlers.after import (
    COUNT,
    DESK_CLOSE,
    DESK_NEWS,
    EXAMINE,
    FETCH_CALL,
    FETCH_TABLE,
    LINK_GROUP,
    PUBLISH,
    READ_TABLE,
    REPORT,
    TALK,
    TALK_BACK,
    TALK_CHANGE,
)
from handlers.making import Order
from handlers.turn import Turn
from storage.call_versions import CallVersions, Standing
from storage.people import Person
from storage.unit import Beside, Database, Unit

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
    content = await _fetched(api, order.what)
    async with database.unit() as unit:
        await call_desk.received(_turn(unit, order), content)


async def _fetch_table(database: Database, api: Api, order: Order) -> None:
    first, _, file_id = order.what.partition(":")
    content = await _fetched(api, file_id)
    rows = None if content is None else await asyncio.to_thread(_read_table, content, order)
    async with database.unit() as unit:
        await event_import.received(_turn(unit, order), int(first), rows)


async def _read_pasted(database: Database, _api: Api, order: Order) -> None:
    first, _, cells = order.what.partition(":")
    rows = await asyncio.to_thread(_read_rows, json.decode(cells), order)
    async with database.unit() as unit:
        await event_import.received(_turn(unit, order), int(first), rows)


def _read_table(content: bytes, order: Order) -> list[Read] | None:
    """The meetings of a file; None where it is no table."""
    try:
        return _read_rows(read_cells(content), order)
    except NotATable:
        return None


def _read_rows(cells: Cells, order: Order) -> list[Read] | None:
    """The meetings of rows. Fifty take more than a second, so a thread reads them."""
    return asyncio.run(event_import.read(cells, order.now)) if is_table(cells) else None


async def _fetched(api: Api, file_id: str) -> bytes | None:
    """The content of a file; None when it is too large, or no longer there."""
    try:
        file = await api.get_file(file_id)
        return bytes(await file.download_as_bytearray())
    except BadRequest:
        return None


def _turn(unit: Unit, order: Order) -> Turn:
    person = Person(order.chat_id, order.language, staff=True)
    return Turn(unit, order.chat_id, person, [], order.now, None, new_run, username=order.username)


async def _publish(database: Database, _api: Api, _order: Order) -> None:
    await publish_standing(database)


async def _count(database: Database, _api: Api, order: Order) -> None:
    addressed = broadcast_counting.asked_for(order)
    async with database.snapshot() as snapshot:
        [rows] = await snapshot.fetch(addressed.counting(milliseconds(order.now)))
    async with database.unit() as unit:
        broadcast_counting.say(unit, order, addressed.reach(rows))


async def _report(database: Database, _api: Api, order: Order) -> None:
    async with database.snapshot() as snapshot:
        screen = await broadcast_after.report_for(Beside(snapshot), order)
    if screen is not None:
        async with database.unit() as unit:
            _turn(unit, order).say(screen)


JOBS: Final[dict[str, Job]] = {
    COUNT: _count,
    REPORT: _report,
    FETCH_CALL: _fetch_call,
    FETCH_TABLE: _fetch_table,
    READ_TABLE: _read_pasted,
    PUBLISH: _publish,
    TALK: talking.carry_over,
    TALK_CHANGE: talking.change_over,
    TALK_BACK: talking.take_back,
    DESK_NEWS: desk_group.news,
    DESK_CLOSE: desk_group.close,
    LINK_GROUP: desk_group.link,
    EXAMINE: doctor.examine,
}
