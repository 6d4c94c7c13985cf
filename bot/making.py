"""Makes what was ordered: reads beside those who write, draws in a thread, and gives the call to be sent."""

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import Final

from msgspec import json
from telegram.error import BadRequest

from bot.api import Api
from bot.dispatch import new_run
from bot.outcome import is_lost
from handlers.lost_papers import lost_paper
from handlers.makers import MAKERS
from handlers.making import Made, Order, Packed, parameters
from handlers.turn import SENDERS, Turn
from storage.people import Person
from storage.unit import Beside, Database

MOST_BYTES: Final = 25_000_000
"""Of fetched files in one that we send. A bot may fetch 20 MB and send 50 (https://core.telegram.org/bots/api#getfile);
on its way out a file stands in memory several times."""


async def make(database: Database, api: Api, maker: str, body: str) -> tuple[str, str] | None:
    """The method and the parameters of the call; None when there is nothing to send any more.

    Raises:
        KeyError: no maker has this name.
        TelegramError: the files that it is made of cannot be fetched now.
    """
    order = Order.parse(body)
    async with database.snapshot() as snapshot:
        unit = Beside(snapshot)
        made = await MAKERS[maker](unit, order)
    if unit.written:  # that somebody asked for what is not hers
        async with database.unit() as writing:
            writing.write(*unit.written)
    if made is None:
        return None
    if isinstance(made, Packed):
        made = Made(made.name, partial(made.pack, await _fetched(database, api, order, made.wanted)), made.caption)
    content = await asyncio.to_thread(made.draw)
    return SENDERS[made.kind], json.encode(parameters(order, made, content)).decode()


async def _fetched(database: Database, api: Api, order: Order, wanted: Iterable[str]) -> dict[str, bytes]:
    """The files by id; without those that Telegram does not give, and without those that there is no room for."""
    fetched: dict[str, bytes] = {}
    room = MOST_BYTES
    for file_id in wanted:
        try:
            content = await _file(api, file_id, room)
        except BadRequest as error:  # larger than a bot may fetch, or no longer there
            if is_lost(str(error)):
                await _tell_of_lost(database, order, file_id)
            continue
        if content is not None:
            fetched[file_id] = content
            room -= len(content)
    return fetched


async def _file(api: Api, file_id: str, room: int) -> bytes | None:
    """Its content; None where there is no room for it. Raises BadRequest: Telegram does not give it."""
    file = await api.get_file(file_id)
    if file.file_size is not None and file.file_size > room:
        return None
    content = bytes(await file.download_as_bytearray())
    return content if len(content) <= room else None


async def _tell_of_lost(database: Database, order: Order, file_id: str) -> None:
    """Tell whoever ordered, and whoever had sent it, that Telegram no longer gives this file."""
    async with database.unit() as unit:
        person = Person(order.chat_id, order.language, staff=True)
        await lost_paper(
            Turn(unit, order.chat_id, person, [], order.now, None, new_run, username=order.username), file_id
        )
