"""How a coordinator lets new requests be given out in turn, with a limit for each agent."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from domain import places
from domain.audit import Deed
from domain.requests.life import Actor
from domain.service.rota import MOST
from handlers.desk import BACK, ROTA, desk
from handlers.register import note
from handlers.turn import Turn
from messages.keyboard import Button, InlineButton
from messages.screen import Screen
from messages.text import B, Piece, T, Text
from storage.rota import Rota
from storage.staff import EVERYWHERE, Staff

SET: Final = "ro:set:"
PROVINCES_SHOWN: Final = 5
"""Whoever coordinates more does it in one rule for all of them."""


async def home(turn: Turn) -> None:
    """How it is now in each of her provinces, and what it could be."""
    provinces = await _provinces(turn)
    if not provinces:
        await desk(turn)
        return
    said: list[Piece] = [
        T("🔁 <b>In turn</b>"),
        T(
            "A new request is given to the agent who had one the longest time ago, and who is there. Whoever has as "
            "many open ones as you allow gets none; what nobody has room for stays with the new ones."
        ),
        T("Tap a number: nobody gets more open requests than that."),
    ]
    rows: list[tuple[InlineButton, ...]] = []
    for province in provinces:
        most = await Rota(turn.unit).most(province)
        said.append(_state(province, most))
        rows += _choices(province, most, several=len(provinces) > 1)
    turn.show(Screen(tuple(said), (*rows, BACK)))


async def choose(turn: Turn, which: str) -> None:
    """`province:most`; 0 stops it."""
    province, _, number = which.partition(":")
    most = int(number) if number in {"0", *map(str, MOST)} else None
    listed = province in await _provinces(turn)
    if listed and most is not None and await Rota(turn.unit).set(province, most or None, turn.chat_id):
        note(turn, Deed.ROTA, province=province, most=most)
        turn.answer(T("Done."))
    await home(turn)


async def _provinces(turn: Turn) -> list[str]:
    roles = await Staff(turn.unit).roles_of(turn.chat_id)
    found = sorted({role.province for role in roles if role.role is Actor.COORDINATOR})
    return [EVERYWHERE] if EVERYWHERE in found else found[:PROVINCES_SHOWN]


def _state(province: str, most: int | None) -> Text:
    where = _where(province)
    if most is None:
        return T("📍 {place}: everybody hears of new requests, and whoever is first takes them.", place=where)
    return T("📍 {place}: in turn, up to {most} open requests each.", place=where, most=most)


def _choices(province: str, most: int | None, *, several: bool) -> list[tuple[InlineButton, ...]]:
    limits = tuple(Button(T("{number}", number=limit), f"{SET}{province}:{limit}") for limit in MOST if limit != most)
    stop = () if most is None else ((Button(B("⏹ Not in turn"), f"{SET}{province}:0"),),)
    name = ((Button(T("📍 {place}", place=_where(province)), ROTA),),) if several else ()
    return [*name, limits, *stop]


def _where(province: str) -> Piece:
    return T("all provinces") if province == EVERYWHERE else places.name(province)


TAPS: Final[Mapping[str, Callable[[Turn, str], Awaitable[None]]]] = {ROTA: lambda turn, _: home(turn), SET: choose}
