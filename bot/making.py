"""Makes what was ordered: reads in a transaction of its own, draws in a thread, and gives the call to be sent."""

import asyncio

import orjson

from handlers.makers import MAKERS
from handlers.making import Order, document
from storage.unit import Database


async def make(database: Database, maker: str, body: str) -> tuple[str, str] | None:
    """The method and the parameters of the call; None when there is nothing to send any more.

    Raises:
        KeyError: no maker has this name.
    """
    order = Order.parse(body)
    async with database.unit() as unit:
        made = await MAKERS[maker](unit, order)
    if made is None:
        return None
    content = await asyncio.to_thread(made.draw)
    return "sendDocument", orjson.dumps(document(order, made, content)).decode()
