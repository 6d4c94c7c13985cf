"""A request as a file to keep: as PDF with or without internal notes, or with its papers as one archive."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Final

from documents.dossier import Dossier, dossier_page, paper_name
from documents.printing import render
from domain.audit import Deed
from domain.civil_time import wall_of
from domain.requests.change import Change
from domain.requests.life import Action, allowed
from domain.requests.request import Request
from handlers.desk import REQUEST
from handlers.desk_request import found, not_here
from handlers.making import Made, Order, Packed
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from messages.voice import Voice
from storage.audit import Audit
from storage.desk import DeskRequests
from storage.unit import Unit

PDF, NOTES, ARCHIVE = "k:pdf:", "k:pdfn:", "k:zip:"
PDF_MAKER, NOTES_MAKER, ARCHIVE_MAKER = "file-pdf", "file-notes", "file-zip"
PAGE_NAME: Final = "00-request.pdf"


async def offer(turn: Turn, reference: str) -> None:
    """The copies that there are; of the papers, for those who may open them."""
    request = await found(turn, reference)
    if request is None:
        not_here(turn)
        return
    rows = [
        (Button(B("📄 Without internal notes"), PDF + reference),),
        (Button(B("🔒 With internal notes"), NOTES + reference),),
    ]
    if _may_open(request):
        rows.append((Button(B("🗜 With its papers"), ARCHIVE + reference),))
    rows.append((Button(B("⬅️ Back to the request"), REQUEST + reference),))
    told = T(
        "Which copy of {reference}? Every copy is noted. With its papers, the person sees that they were opened.",
        reference=reference,
    )
    turn.show(Screen((told,), tuple(rows)))


async def send_page(turn: Turn, reference: str) -> None:
    await _order(turn, reference, PDF_MAKER)


async def send_page_with_notes(turn: Turn, reference: str) -> None:
    await _order(turn, reference, NOTES_MAKER)


async def send_archive(turn: Turn, reference: str) -> None:
    """The papers are opened now, each with a line in the history; they are fetched when the archive is made."""
    request = await found(turn, reference)
    if request is None:
        not_here(turn)
        return
    if not _may_open(request):
        turn.answer(T("Your role does not open papers."))
        return
    desk = DeskRequests(turn.unit, turn.chat_id)
    for file in await desk.files(request):
        if file.lost_at is None:
            await desk.change(request, Change(Action.OPEN_FILE, file=file.key), milliseconds(turn))
    await _order(turn, reference, ARCHIVE_MAKER)


async def make_page(unit: Unit, order: Order) -> Made | None:
    return await _page(unit, order, notes=False)


async def make_page_with_notes(unit: Unit, order: Order) -> Made | None:
    return await _page(unit, order, notes=True)


async def make_archive(unit: Unit, order: Order) -> Packed | None:
    """The page without notes and the papers beside it, for whoever still may open them."""
    dossier = await _dossier(unit, order)
    if dossier is None or not _may_open(dossier.request):
        return None
    wanted = tuple(file.file_id for file in dossier.files if file.lost_at is None)
    reference = dossier.request.reference
    pack = partial(_packed, dossier, order.voice, order.now)
    return Packed(f"{reference}.zip", wanted, pack, T("{reference}, with its papers", reference=reference))


async def _order(turn: Turn, reference: str, maker: str) -> None:
    request = await found(turn, reference)
    if request is None:
        not_here(turn)
        return
    Audit(turn.unit).note(turn.chat_id, Deed.EXPORT, milliseconds(turn), request=request.id, what=maker)
    turn.answer(T("The file follows."))
    turn.send_made(maker, reference)


async def _page(unit: Unit, order: Order, *, notes: bool) -> Made | None:
    dossier = await _dossier(unit, order)
    if dossier is None:
        return None
    reference = dossier.request.reference
    draw = partial(render, dossier_page(dossier, notes=notes), order.voice, made=order.now)
    return Made(f"{reference}.pdf", draw, T("{reference}", reference=reference))


async def _dossier(unit: Unit, order: Order) -> Dossier | None:
    """The request with what belongs to it, if this chat may still work on it."""
    desk = DeskRequests(unit, order.chat_id)
    request = await desk.by_reference(order.what, int(order.now.timestamp() * 1000))
    if request is None or not request.acting:
        return None
    events, files = await desk.timeline(request), await desk.files(request)
    return Dossier(request, events, files, await desk.cooperative(request))


def _may_open(request: Request) -> bool:
    return Action.OPEN_FILE in allowed(request.state, *request.acting)


def _packed(dossier: Dossier, voice: Voice, now: datetime, contents: Mapping[str, bytes]) -> bytes:
    there = {file.key for file in dossier.files if file.file_id in contents}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as into:
        _add(into, PAGE_NAME, render(dossier_page(dossier, packed=there), voice, made=now), now)
        for number, file in enumerate(dossier.files, 1):
            if file.key in there:
                _add(into, paper_name(number, file), contents[file.file_id], now)
    return archive.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes, now: datetime) -> None:
    wall = wall_of(now)
    entry = zipfile.ZipInfo(name, (wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second))
    entry.external_attr = 0o600 << 16
    entry.compress_type = zipfile.ZIP_STORED  # photos and PDF pages are compressed already
    archive.writestr(entry, content)
