"""Meetings from a spreadsheet: an empty table to fill, and it comes back as a file, or its rows as a message."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from conversations.engine import Open, Talk
from conversations.event_row import columns
from conversations.event_table import Cells, Read, Sent, read_rows, table
from documents.sheet import Field, Sheet, workbook
from domain.civil_time import wall_of
from handlers.after import FETCH_TABLE
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
    """Read the rows at once, or fetch the file after the commit; it comes back to `received`."""
    if not await provinces(turn):
        turn.show(Screen((NO_ROLE,)))
    elif isinstance(found, Sent):
        turn.say(Screen((T("I read the file."),)))
        turn.do_after(FETCH_TABLE, found.file_id)
    else:
        await _keep(turn, await read(found, turn.now), _new_keys(len(found)))


async def read(cells: Cells, now: datetime) -> list[Read]:
    """The meetings of a table's rows, as staff of today mean them."""
    return await read_rows(cells, blank(), wall_of(now).date())


async def received(turn: Turn, file_id: str, rows: Sequence[Read] | None) -> None:
    """The file was read (None: it is not there, or no table): keep its meetings, once, however often it comes."""
    if not await provinces(turn):
        turn.say(Screen((NO_ROLE,)))
    elif rows is None:
        row = (Button(B("📥 From a spreadsheet"), TABLE),)
        turn.say(Screen((T("I cannot read this file as a table of meetings. Try again, or paste the rows."),), (row,)))
    else:
        await _keep(turn, rows, _keys_of(turn, file_id, len(rows)))


def _new_keys(most: int) -> list[int]:
    return [new_key() for _ in range(most)]


def _keys_of(turn: Turn, file_id: str, most: int) -> list[int]:
    """The numbers of the meetings of a file: the same when the file comes a second time, after a crash."""
    names = [f"{turn.chat_id}:{turn.now.timestamp()}:{file_id}:{number}" for number in range(most)]
    return [int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") >> 1 for name in names]


async def _keep(turn: Turn, rows: Sequence[Read], keys: Sequence[int]) -> None:
    """Keep a draft for each row that makes a meeting, and name what was not understood."""
    made = [(key, row.event) for key, row in zip(keys, rows, strict=False) if row.event is not None]
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
