"""Being away: who stands in for a staff member, until when, and coming back."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Final

from conversations.absence import NAME, Away, absence
from conversations.engine import Open, Talk
from domain.audit import Deed
from domain.civil_time import moment_of, wall_of
from handlers.conversations import Flow, begin
from handlers.desk import AWAY, BACK, desk
from handlers.moment import milliseconds
from handlers.register import note
from handlers.staff import tell
from handlers.turn import Turn
from messages.cards.audit import account
from messages.cards.request import day_of
from messages.cards.staff import role_in
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, N, Piece, T
from messages.values import Day
from storage.absences import Absence, Absences, Peer
from storage.desk import WORKING
from storage.staff import EVERYWHERE, Staff

GO, RETURN = "aw:go", "aw:end"
MOST: Final = 40


async def home(turn: Turn) -> None:
    """Whether she is away, for whom she stands in, and the button that changes it."""
    if not await _works(turn):
        await desk(turn)
        return
    now, absences = milliseconds(turn), Absences(turn.unit)
    away, others = await absences.now(turn.chat_id, now), await absences.stands_in_for(turn.chat_id, now)
    standing_in = (N("You stand in for {n} colleague.", "You stand in for {n} colleagues.", others),) if others else ()
    if away is None:
        said: tuple[Piece, ...] = (T("🏖 While you are away, a colleague hears of what you would hear of."),)
        button = Button(B("🏖 I go away"), GO)
    else:
        said = (_told(away),)
        button = Button(B("👋 I am back"), RETURN)
    turn.show(Screen((*said, *standing_in), ((button,), BACK)))


async def go(turn: Turn) -> None:
    """Begin the questions, if there is anybody who could stand in."""
    if not await _works(turn):
        await desk(turn)
    elif await Absences(turn.unit).peers(turn.chat_id, milliseconds(turn)):
        await begin(turn, FLOW)
    else:
        turn.show(Screen((T("No colleague of your provinces is there to stand in for you."),), (BACK,)))


async def come_back(turn: Turn) -> None:
    """She works again, from now on."""
    now = milliseconds(turn)
    away = await Absences(turn.unit).now(turn.chat_id, now)
    if away is not None:
        Absences(turn.unit).end(turn.chat_id, now)
        await _note(turn, Deed.RETURN, away.stand_in)
        back = T("👋 {account} is back: you no longer stand in for her.", account=account(turn.chat_id))
        await tell(turn, away.stand_in, Screen((back,)))
    turn.answer(T("Welcome back!"))
    await desk(turn)


async def _run(turn: Turn, talk: Talk) -> Away:
    peers = (await Absences(turn.unit).peers(turn.chat_id, milliseconds(turn)))[:MOST]
    return await absence(talk, [(peer.chat_id, _named(peer)) for peer in peers], wall_of(turn.now).date())


async def _finish(turn: Turn, away: Away) -> None:
    until = int(moment_of(datetime.combine(away.back, time())).timestamp() * 1000)
    now = milliseconds(turn)
    if not await Absences(turn.unit).begin(turn.chat_id, away.stand_in, until, now):
        turn.show(Screen((T("This colleague cannot stand in for you. Choose another one."),), (BACK,)))
        return
    await _note(turn, Deed.ABSENCE, away.stand_in)
    turn.show(Screen((_told(Absence(turn.chat_id, away.stand_in, now, until)),), (BACK,)))
    asked = T(
        "🏖 {account} is away until {day}, and you stand in for her: her requests are among yours, and their news "
        "come to you.",
        account=account(turn.chat_id),
        day=Day(away.back, weekday=True),
    )
    await tell(turn, away.stand_in, Screen((asked,)))


async def _note(turn: Turn, deed: Deed, stand_in: int) -> None:
    for province in {role.province for role in await Staff(turn.unit).roles_of(turn.chat_id)}:
        note(turn, deed, province=province, about=stand_in)


async def _works(turn: Turn) -> bool:
    return any(role.role in WORKING for role in await Staff(turn.unit).roles_of(turn.chat_id))


def _told(away: Absence) -> Piece:
    back, reader = Day(day_of(away.until), weekday=True), account(away.stand_in)
    return T("🏖 You are away until {day}. {account} stands in for you.", day=back, account=reader)


def _named(peer: Peer) -> Piece:
    where = role_in(peer.role, None if peer.province == EVERYWHERE else peer.province)
    return T("{role}: {account}", role=where, account=account(peer.chat_id))


def _kept_for(here: Open) -> timedelta:
    del here
    return timedelta(hours=1)


FLOW: Final = Flow(NAME, _run, _finish, _kept_for)
TAPS: Final[Mapping[str, Callable[[Turn, str], Awaitable[None]]]] = {
    AWAY: lambda turn, _: home(turn),
    GO: lambda turn, _: go(turn),
    RETURN: lambda turn, _: come_back(turn),
}
