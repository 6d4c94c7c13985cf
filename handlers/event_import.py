"""Meetings from a spreadsheet: an empty table to fill, and its rows pasted back as a message."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from conversations.engine import Open, Talk
from conversations.event_row import columns
from conversations.event_table import Read, table
from documents.sheet import Field, Sheet, workbook
from domain.civil_time import wall_of
from handlers.conversations import Flow, begin
from handlers.event_desk import NO_ROLE, desk
from handlers.event_making import blank, new_secret
from handlers.event_scope import provinces
from handlers.making import Made, Order
from handlers.turn import Turn
from messages.screen import Screen
from messages.text import N, Piece, T
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


async def _run(turn: Turn, talk: Talk) -> list[Read]:
    return await table(talk, blank(), wall_of(turn.now).date())


async def _finish(turn: Turn, rows: Sequence[Read]) -> None:
    """Keep a draft for each row that makes a meeting, and name what was not understood."""
    if not await provinces(turn):
        turn.show(Screen((NO_ROLE,)))
        return
    made = [row.event for row in rows if row.event is not None]
    for event in made:
        Events(turn.unit).save(replace(event, id=new_key()), turn.chat_id, new_secret())
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
