"""Meetings from a spreadsheet: an empty table to fill, and it comes back as a file, or its rows as a message."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from msgspec import json

from conversations.engine import Open, Talk
from conversations.event_row import columns
from conversations.event_table import Cells, Read, Sent, read_rows, table
from documents.sheet import Field, Sheet, workbook
from domain.civil_time import wall_of
from domain.replacing import replace
from handlers.after import FETCH_TABLE, READ_TABLE
from handlers.conversations import Flow, begin
from handlers.event_desk import NO_ROLE, TABLE, desk
from handlers.event_making import blank, new_secret
from handlers.event_scope import provinces
from handlers.making import Made, Order
from handlers.turn import Turn
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, N, Piece, T
from messages.values import Lines, Verbatim
from storage.events import Events
from storage.keys import new_key
from storage.unit import Unit

MAKER: Final = "meetings-table"
KEPT_FOR: Final = timedelta(days=7)


async def ask_for_table(turn: Turn) -> None:
    """Send the empty table, and wait for its rows."""
    if not await provinces(turn):
        turn.show(Screen((NO_ROLE,)))
        return
    turn.send_made(MAKER, "")
    await begin(turn, FLOW)


async def make_table(_unit: Unit, order: Order) -> Made:
    """The empty table, with the heads in the language of whoever fills it."""
    fields = tuple(Field(Verbatim(head)) for head in columns(order.language))
    sheet = Sheet(T("Meetings"), fields, [])
    return Made("meetings.xlsx", partial(workbook, [sheet], order.voice, made=order.now))


async def _run(_turn: Turn, talk: Talk) -> Sent | Cells:
    return await table(talk)


async def _finish(turn: Turn, found: Sent | Cells) -> None:
    """Have the table read after the commit, for fifty rows take a second; its rows come back to `received`."""
    if not await provinces(turn):
        turn.show(Screen((NO_ROLE,)))
    elif isinstance(found, Sent):
        turn.say(Screen((T("I read the table."),)))
        turn.do_after(FETCH_TABLE, f"{new_key()}:{found.file_id}")
    else:
        turn.say(Screen((T("I read the table."),)))
        turn.do_after(READ_TABLE, f"{new_key()}:{json.encode(found).decode()}")


async def read(cells: Cells, now: datetime) -> list[Read]:
    """The meetings of a table's rows, as staff of today mean them."""
    return await read_rows(cells, blank(), wall_of(now).date())


async def received(turn: Turn, first: int, rows: Sequence[Read] | None) -> None:
    """The table was read (None: its file is not there, or none): keep its meetings, once, however often it comes.

    `first` is the key of its first meeting; it was made with the order, so that a crash makes no second one.
    """
    if not await provinces(turn):
        turn.say(Screen((NO_ROLE,)))
    elif rows is None:
        row = (Button(B("📥 From a spreadsheet"), TABLE),)
        turn.say(Screen((T("I cannot read this file as a table of meetings. Try again, or paste the rows."),), (row,)))
    else:
        await _keep(turn, first, rows)


async def _keep(turn: Turn, first: int, rows: Sequence[Read]) -> None:
    """Keep a draft for each row that makes a meeting, and name what was not understood."""
    made = [(first + number, row.event) for number, row in enumerate(rows) if row.event is not None]
    for key, event in made:
        if await Events(turn.unit).get(key) is None:
            Events(turn.unit).save(replace(event, id=key), turn.chat_id, new_secret())
    told: list[Piece] = [N("✅ {n} draft is kept.", "✅ {n} drafts are kept.", len(made))]
    told += [
        Lines(tuple(_problems(number, row))) for number, row in enumerate(rows, 1) if row.problems or not row.event
    ]
    turn.say(Screen(tuple(told)))
    await desk(turn)


def _problems(number: int, row: Read) -> list[Piece]:
    lines: list[Piece] = []
    if row.event is None:
        lines.append(T("⚠️ Row {number}: the subject or whom it concerns is missing. It is not kept.", number=number))
    lines += [
        T("⚠️ Row {number}, {column}: {why}", number=number, column=problem.column, why=problem.why)
        for problem in row.problems
    ]
    return lines


def _kept_for(_here: Open) -> timedelta:
    return KEPT_FOR


FLOW: Final = Flow("event-table", _run, _finish, _kept_for)
