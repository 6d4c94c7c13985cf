"""Papers of a meeting: the attendance sheet for its staff, the certificate for those who came."""

import asyncio
from datetime import UTC, datetime
from typing import Final

from documents.attendance import Line, attendance_page, attendance_sheet
from documents.certificate import certificate_page
from documents.pdf import render
from documents.sheet import workbook
from domain.civil_time import wall_of
from domain.events.answer import Reply
from domain.events.event import Event
from handlers.conversations import begin
from handlers.event_card import found
from handlers.event_link import address
from handlers.event_scope import at_desk
from handlers.event_ticket import NAMING
from handlers.turn import Turn
from messages.text import T
from storage.event_answers import EventAnswers
from storage.event_visits import EventVisits, Visit

SHEET, PAPER = "e:xlsx:", "e:pdf:"
MOST_ON_PAPER: Final = 1000
"""Lines that are drawn; a longer sheet is a spreadsheet."""


async def send_spreadsheet(turn: Turn, name: str) -> None:
    kept = await at_desk(turn, name)
    if kept is None:
        return
    turn.answer(T("The spreadsheet follows."))
    sheet = attendance_sheet(await _lines(turn, kept.event))
    content = await asyncio.to_thread(workbook, [sheet], turn.voice, made=turn.now)
    turn.send_file("attendance.xlsx", content, T("Attendance: {title}", title=kept.event.title))


async def send_sheet(turn: Turn, name: str) -> None:
    kept = await at_desk(turn, name)
    if kept is None:
        return
    turn.answer(T("The sheet follows."))
    page = attendance_page(kept.event, (await _lines(turn, kept.event))[:MOST_ON_PAPER])
    content = await asyncio.to_thread(render, page, turn.voice, made=turn.now)
    turn.send_file("attendance.pdf", content, T("Attendance: {title}", title=kept.event.title))


async def send_certificate(turn: Turn, name: str) -> None:
    """The certificate for somebody who was counted in; who has given no name yet is asked for it first."""
    kept = await found(turn, name)
    visit = None if kept is None else await EventVisits(turn.unit, kept.event.id).of(turn.chat_id)
    if kept is None:
        return
    if visit is None:
        turn.answer(T("A certificate is for those who were there."))
        return
    if visit.name is None:
        await begin(turn, NAMING, answers={"event": name})
        return
    turn.answer(T("The certificate follows."))
    page = certificate_page(kept.event, visit.name, address(turn, kept.event.id))
    content = await asyncio.to_thread(render, page, turn.voice, made=turn.now)
    turn.send_file("certificate.pdf", content, T("Your certificate, to keep or to print."))


async def _lines(turn: Turn, event: Event) -> list[Line]:
    """Everybody who came, in the order of coming, and then who is expected."""
    answers = await EventAnswers(turn.unit, event.id).all()
    tickets = {answer.chat_id: answer.ticket for answer in answers}
    visits = await EventVisits(turn.unit, event.id).all()
    came = {visit.visitor for visit in visits}
    there = [_came(visit, tickets.get(visit.visitor, "")) for visit in visits]
    expected = [
        Line(answer.name, answer.ticket, answer.party.size)
        for answer in answers
        if answer.chat_id not in came and answer.reply is Reply.COMING
    ]
    return [*there, *expected]


def _came(visit: Visit, ticket: str) -> Line:
    return Line(visit.name, ticket, visit.people, wall_of(datetime.fromtimestamp(visit.checked_at // 1000, UTC)))
