"""After a notice: its report as message and spreadsheet, its correction, its deletion."""

from datetime import timedelta
from functools import partial
from typing import Final

from msgspec import Struct

from conversations.broadcast_correction import NAME, correction
from conversations.engine import Open, Talk
from documents.broadcast_report import broadcast_sheets
from documents.sheet import workbook
from domain.broadcasts.body import Body
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.content import Content
from domain.broadcasts.life import Life
from handlers.after import REPORT
from handlers.broadcast_deeds import DELETE_SURE, ONE, SHEET
from handlers.broadcast_desk import found, limits, show
from handlers.broadcast_sending import BEGUN, ask_to_send
from handlers.conversations import Flow, begin
from handlers.making import Made, Order
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.cards.broadcast_report import Account, Line, report
from messages.deep_links import read, written
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from storage.broadcast_recipients import Recipients
from storage.broadcast_taps import Taps
from storage.broadcasts import Broadcasts
from storage.unit import Unit

SHEET_MAKER: Final = "broadcast-report"
ADDED_UP_AT_ONCE: Final = 20_000
"""A report of more people takes longer than all others may wait."""
OVER: Final = frozenset({Life.DONE, Life.STOPPED})
NOT_SENT: Final = T("Nobody has got it, so there is nothing to change.")


class Corrected(Struct, frozen=True):
    """A notice by name, and the new content of each language that changes."""

    broadcast: str
    contents: dict[str, Content]


async def show_report(turn: Turn, name: str) -> None:
    """Its account; of very many people it is added up beside the work of the bot, and follows."""
    broadcast = await found(turn, name)
    if broadcast is None:
        return
    if await Recipients(turn.unit, broadcast.id).are_more_than(ADDED_UP_AT_ONCE):
        turn.do_after(REPORT, name, instead_of="report")
        turn.answer(T("The report follows."))
    else:
        turn.show(reported(broadcast, await account(turn.unit, broadcast)))


def reported(broadcast: Broadcast, known: Account) -> Screen:
    name = written(broadcast.id)
    sheet = Button(B("📊 Spreadsheet"), SHEET + name)
    return Screen(report(broadcast, known), ((sheet,), (Button(B("⬅️ Back to the notice"), ONE + name),)))


async def report_for(unit: Unit, order: Order) -> Screen | None:
    """The same for an order; None where this staff member may not see it any more."""
    id_ = read(order.what)
    broadcast = None if id_ is None else await Broadcasts(unit).get(id_, order.chat_id)
    return None if broadcast is None else reported(broadcast, await account(unit, broadcast))


async def send_sheet(turn: Turn, name: str) -> None:
    if await found(turn, name) is not None:
        turn.answer(T("The spreadsheet follows."))
        turn.send_made(SHEET_MAKER, name)


async def make_sheet(unit: Unit, order: Order) -> Made | None:
    """The spreadsheet, for staff who still may see it."""
    id_ = read(order.what)
    broadcast = None if id_ is None else await Broadcasts(unit).get(id_, order.chat_id)
    if broadcast is None:
        return None
    sheets = broadcast_sheets(broadcast, await account(unit, broadcast), await limits(unit, order.chat_id, broadcast))
    draw = partial(workbook, sheets, order.voice, made=order.now)
    return Made("tiwizi-notice.xlsx", draw, T("What became of the notice, person by person counted."))


async def account(unit: Unit, broadcast: Broadcast) -> Account:
    """People by what became of their message, and by button."""
    lines = await Recipients(unit, broadcast.id).report()
    counted = tuple(Line(line.language, line.state, line.reason, line.people) for line in lines)
    return Account(counted, await Taps(unit).counts(broadcast.id))


async def ask_to_correct(turn: Turn, name: str) -> None:
    """Put other words in place of what was sent."""
    if await _to_mend(turn, name) is not None:
        await begin(turn, CORRECTING, answers={"broadcast": name})


async def ask_to_delete(turn: Turn, name: str) -> None:
    if await _to_mend(turn, name) is None:
        return
    question = T("Delete it in all chats? Telegram deletes only what is younger than two days; the rest stays.")
    rows = ((Button(B("🗑 Yes, prepare it"), DELETE_SURE + name),), (Button(B("⬅️ Back"), ONE + name),))
    turn.show(Screen((question,), rows))


async def delete(turn: Turn, name: str) -> None:
    """A deletion is a work of its own, with an account of its own; it is confirmed like any other."""
    broadcast = await _to_mend(turn, name)
    if broadcast is not None:
        await _prepare(turn, broadcast, Work.DELETE, Body(broadcast.body.topic))


async def _run(turn: Turn, talk: Talk) -> Corrected:
    name = str(talk.so_far("broadcast"))
    id_ = read(name)
    broadcast = None if id_ is None else await Broadcasts(turn.unit).get(id_, turn.chat_id)
    return Corrected(name, {} if broadcast is None else await correction(talk, broadcast.body.contents))


async def _finish(turn: Turn, corrected: Corrected) -> None:
    broadcast = await _to_mend(turn, corrected.broadcast)
    if broadcast is None:
        return
    if corrected.contents:
        body = Body(broadcast.body.topic, corrected.contents, broadcast.body.links)
        await _prepare(turn, broadcast, Work.CORRECT, body)
    else:
        await show(turn, broadcast, T("Nothing changes."))


async def _to_mend(turn: Turn, name: str) -> Broadcast | None:
    """The notice of a button, if it was sent and nothing of it is still going out or being mended."""
    broadcast = await found(turn, name)
    if broadcast is None:
        return None
    if broadcast.work is not Work.SEND or broadcast.life not in OVER or broadcast.started_at is None:
        await show(turn, broadcast, NOT_SENT)
        return None
    open_ones = [
        each for each in await Broadcasts(turn.unit).followed_by(broadcast.id, turn.chat_id) if each.life not in OVER
    ]
    if open_ones:
        await show(turn, open_ones[-1], BEGUN)
        return None
    return broadcast


async def _prepare(turn: Turn, broadcast: Broadcast, work: Work, body: Body) -> None:
    """Keep the correction or deletion as a draft, and ask whether it goes out."""
    id_ = await Broadcasts(turn.unit).create(
        turn.chat_id, broadcast.province, body, milliseconds(turn), work=work, original=broadcast.id
    )
    if id_ is None:
        await show(turn, broadcast, NOT_SENT)
    else:
        await ask_to_send(turn, written(id_))


def _kept_for(_here: Open) -> timedelta:
    return timedelta(days=1)


CORRECTING: Final = Flow(NAME, _run, _finish, _kept_for)
