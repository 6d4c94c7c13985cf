"""One request in full, on paper: what was asked for, its papers, all that happened, and what came of it."""

from collections.abc import Collection, Sequence
from typing import Final

from msgspec import Struct

from documents.page import Banner, Block, Facts, Heading, Item, Items, Page, Paragraph, Step, Timeline
from documents.receipt import asked_for
from domain.requests.life import INTERNAL, Action, State
from domain.requests.request import Event, Request, StoredFile
from messages.cards.desk import wanted_name
from messages.cards.request import day_of, document_name, moment_of
from messages.desk_labels import ACTORS, DONE, STATES
from messages.text import N, Piece, T
from messages.values import Day, Lines, Money, Verbatim

VOICE: Final = "voice"


class Dossier(Struct, frozen=True):
    """A request with all that belongs to it; `cooperative` is the name of the one to which it belongs, if any."""

    request: Request
    events: Sequence[Event]
    files: Sequence[StoredFile]
    cooperative: str | None = None


def dossier_page(dossier: Dossier, *, notes: bool = False, packed: Collection[int] | None = None) -> Page:
    """The page for staff. Without `notes` it holds nothing that the person may not read.

    `packed` are the keys of the papers that lie beside it in the same archive; None: there is no archive.
    """
    request = dossier.request
    told = [event for event in dossier.events if notes or not (event.internal or event.action in INTERNAL)]
    blocks: list[Block] = [
        Banner(Verbatim(request.reference)),
        Facts((*asked_for(request, dossier.cooperative), *_standing(request))),
        *_words(request),
        *_papers(dossier.files, packed),
        Heading(T("All that happened")),
        Timeline(tuple(_step(event) for event in told)),
    ]
    inside = T("🔒 With internal notes: only for staff. Give it to nobody outside.")
    plain = T("Without internal notes. It holds personal data: give it only to those who work on it.")
    return Page(T("The file of a request"), tuple(blocks), inside if notes else plain)


def paper_name(number: int, file: StoredFile) -> str:
    """What a paper is called in an archive: its number in the list, the code of its kind, and a harmless ending."""
    ending = (file.name or "").rpartition(".")[2].lower() if "." in (file.name or "") else ""
    if not (ending.isascii() and ending.isalnum() and len(ending) <= len("jpeg") + 1):
        ending = _ENDINGS.get(file.kind, "")
    return f"{number:02}-{file.document}{f'.{ending}' if ending else ''}"


def _standing(request: Request) -> list[tuple[Piece, Piece]]:
    rows: list[tuple[Piece, Piece]] = [(T("State"), STATES[request.state])]
    if request.total_cost is not None:
        rows.append((T("Cost of the project"), T("{amount}", amount=Money(request.total_cost))))
    if request.phone is not None:
        rows.append((T("Phone"), T("{text}", text=request.phone)))
    if request.decided_amount is not None:
        rows.append((T("Amount granted"), T("{amount}", amount=Money(request.decided_amount))))
    if request.decided_at is not None:
        rows.append((T("Decided on"), T("{moment}", moment=moment_of(request.decided_at))))
    if request.reason:
        label = T("Reason") if request.state is State.REFUSED else T("Next step")
        rows.append((label, T("{text}", text=request.reason)))
    return rows


def _words(request: Request) -> list[Block]:
    if not request.description:
        return []
    return [Heading(T("In the words of the person")), Paragraph(T("{text}", text=request.description))]


def _papers(files: Sequence[StoredFile], packed: Collection[int] | None) -> list[Block]:
    if not files:
        return []
    items = tuple(Item(_named(at, file), remark=_remark(at, file, packed)) for at, file in enumerate(files, 1))
    return [Heading(T("Papers")), Paragraph(N("{n} file", "{n} files", len(files))), Items(items)]


def _named(number: int, file: StoredFile) -> Piece:
    said = T("🎤 a voice note") if file.kind == VOICE else document_name(file.document)
    return T("{number}. {paper}", number=number, paper=said)


def _remark(number: int, file: StoredFile, packed: Collection[int] | None) -> Piece | None:
    if file.lost_at is not None:
        return T("Telegram no longer gives it: ask for it again.")
    if packed is None:
        return None
    if file.key in packed:
        return T("In this archive: {name}", name=paper_name(number, file))
    return T("Not in this archive, because it is too large or Telegram does not give it. Open it in the chat.")


def _step(event: Event) -> Step:
    done = T("{role}: {done}", role=ACTORS[event.role], done=DONE[event.action])
    remarks: list[Piece] = []
    if event.data.get("amount"):
        remarks.append(T("{amount}", amount=Money(int(event.data["amount"]))))
    for one in event.data.get("corrections", ()):
        remarks.append(T("• {paper}: {why}", paper=wanted_name(one["document"]), why=one["why"]))
        if one.get("until"):
            remarks.append(T("Until {day}", day=Day(day_of(one["until"]))))
    remarks += [T("• {paper}", paper=document_name(code)) for code in event.data.get("documents", ())]
    if event.text:
        remarks.append(T("«{text}»", text=event.text))
    if event.action is Action.NOTE:
        done = T("🔒 {done}", done=done)
    when = T("{moment}", moment=moment_of(event.at))
    return Step(when, done, Lines(tuple(remarks)) if remarks else None)


_ENDINGS: Final = {"photo": "jpg", "voice": "ogg", "video": "mp4"}
"""Of files to which nobody gave a name."""
