"""Papers of a meeting: the attendance sheet for its staff, the certificate for those who came."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Final

from documents.attendance import Line, attendance_page, attendance_sheet
from documents.certificate import certificate_page
from documents.printing import render
from documents.sheet import workbook
from domain.audit import Deed
from domain.civil_time import wall_of
from domain.events.answer import Reply
from domain.events.event import Event
from handlers.conversations import begin
from handlers.event_card import found
from handlers.event_link import LINK, read
from handlers.event_scope import at_desk
from handlers.event_ticket import NAMING
from handlers.making import Made, Order
from handlers.register import meeting_province, note
from handlers.turn import Turn
from messages.deep_links import deep_link
from messages.text import T, Text
from storage.event_answers import EventAnswers
from storage.event_visits import EventVisits, Visit, Way
from storage.events import Events, Kept
from storage.unit import Unit

SHEET, PAPER = "e:xlsx:", "e:pdf:"
SHEET_MAKER, PAPER_MAKER, CERTIFICATE_MAKER = "attendance-sheet", "attendance-page", "certificate"
MOST_ON_PAPER: Final = 1000
"""Lines that are drawn; a longer sheet is a spreadsheet."""


async def send_spreadsheet(turn: Turn, name: str) -> None:
    if (kept := await at_desk(turn, name)) is not None:
        turn.answer(T("The spreadsheet follows."))
        note(turn, Deed.EXPORT, province=meeting_province(kept.event), what="attendance", meeting=name)
        turn.send_made(SHEET_MAKER, name)


async def send_sheet(turn: Turn, name: str) -> None:
    if (kept := await at_desk(turn, name)) is not None:
        turn.answer(T("The sheet follows."))
        note(turn, Deed.EXPORT, province=meeting_province(kept.event), what="attendance", meeting=name)
        turn.send_made(PAPER_MAKER, name)


async def send_certificate(turn: Turn, name: str) -> None:
    """The certificate for somebody who was counted in; who has given no name yet is asked for it first."""
    kept = await found(turn, name)
    if kept is None:
        return
    visit = await EventVisits(turn.unit, kept.event.id).of(turn.chat_id)
    if visit is None:
        turn.answer(T("A certificate is for those who were there."))
    elif visit.name is None:
        await begin(turn, NAMING, answers={"event": name})
    else:
        turn.answer(T("The certificate follows."))
        turn.send_made(CERTIFICATE_MAKER, name)


async def make_spreadsheet(unit: Unit, order: Order) -> Made | None:
    """The spreadsheet, for staff who still may see it."""
    kept = await _at_desk(unit, order)
    if kept is None:
        return None
    sheet = attendance_sheet(await _lines(unit, kept.event))
    draw = partial(workbook, [sheet], order.voice, made=order.now)
    return Made("attendance.xlsx", draw, T("Attendance: {title}", title=kept.event.title))


async def make_sheet(unit: Unit, order: Order) -> Made | None:
    """The sheet to sign, for staff who still may see it."""
    kept = await _at_desk(unit, order)
    if kept is None:
        return None
    page = attendance_page(kept.event, (await _lines(unit, kept.event))[:MOST_ON_PAPER])
    draw = partial(render, page, order.voice, made=order.now)
    return Made("attendance.pdf", draw, T("Attendance: {title}", title=kept.event.title))


async def make_certificate(unit: Unit, order: Order) -> Made | None:
    """The certificate; None when she has erased herself in between."""
    event_id = read(order.what)
    kept = None if event_id is None else await Events(unit).get(event_id)
    visit = None if kept is None else await EventVisits(unit, kept.event.id).of(order.chat_id)
    if kept is None or visit is None or visit.name is None:
        return None
    page = certificate_page(kept.event, visit.name, deep_link(order.username, LINK + order.what))
    draw = partial(render, page, order.voice, made=order.now)
    return Made("certificate.pdf", draw, T("Your certificate, to keep or to print."))


async def _at_desk(unit: Unit, order: Order) -> Kept | None:
    event_id = read(order.what)
    return None if event_id is None else await Events(unit).at_desk(event_id, order.chat_id)


async def _lines(unit: Unit, event: Event) -> list[Line]:
    """Everybody who came, in the order of coming, and then who is expected."""
    answers = await EventAnswers(unit, event.id).all()
    tickets = {answer.chat_id: answer.ticket for answer in answers}
    visits = await EventVisits(unit, event.id).all()
    came = {visit.visitor for visit in visits}
    there = [_came(visit, tickets.get(visit.visitor, "")) for visit in visits]
    expected = [
        Line(answer.name, answer.ticket, answer.party.size)
        for answer in answers
        if answer.chat_id not in came and answer.reply is Reply.COMING
    ]
    return [*there, *expected]


def _came(visit: Visit, ticket: str) -> Line:
    came = wall_of(datetime.fromtimestamp(visit.checked_at // 1000, UTC))
    return Line(visit.name, ticket, visit.people, came, WAYS[visit.way])


WAYS: Final[Mapping[Way, Text]] = {
    "scan": T("ticket scanned"),
    "ticket": T("number of the ticket"),
    "wall": T("code on the wall"),
    "list": T("list of the team"),
}
