"""The receipt of a request, on one page of paper: what was sent, when, and the code that opens it in the bot."""

from documents.page import Banner, Code, Facts, Heading, Item, Items, Page, Paragraph
from domain.requests.request import Request, StoredFile
from messages.cards.request import call_title, document_name, moment_of, sector_name, where
from messages.request_labels import KINDS
from messages.text import N, Piece, T
from messages.values import Money, Verbatim

MOST_PAPERS = 12
"""More names of papers would not fit on the page."""
MOST_WORDS = 600
"""Characters of the description that fit on the page."""


def receipt_page(request: Request, files: tuple[StoredFile, ...], address: str, cooperative: str | None = None) -> Page:
    """The page for `request`; `address` opens it in the bot. `cooperative` is the one to which it belongs, if any."""
    return Page(
        T("Receipt of your support request"),
        (
            Banner(Verbatim(request.reference)),
            Facts(asked_for(request, cooperative)),
            *_words(request),
            *_papers(files),
        ),
        T("This receipt says that the request has arrived, not that it is accepted."),
        Code(address, T("Opens this request in Telegram")),
    )


def asked_for(request: Request, cooperative: str | None) -> tuple[tuple[Piece, Piece], ...]:
    """What was asked for, by whom it is named and where, each with its label."""
    sent = T("{moment}", moment=moment_of(request.submitted_at))
    rows: list[tuple[Piece, Piece]] = [(T("Sent on"), sent), (T("The request"), KINDS[request.kind])]
    if cooperative is not None:
        rows.append((T("In the name of"), _written(cooperative)))
    if request.helped is not None:
        rows.append((T("The person"), _written(request.helped.name)))
    if request.project:
        rows.append((T("Project"), _written(request.project)))
    rows.append((T("Place"), where(request)))
    if request.sector is not None:
        rows.append((T("Activity"), sector_name(request.sector)))
    if (call := call_title(request.call_id)) is not None:
        rows.append((T("Call for projects"), call))
    if request.amount is not None:
        rows.append((T("Support asked for"), T("{amount}", amount=Money(request.amount))))
    return tuple(rows)


def _written(words: str) -> Piece:
    """What the person wrote, which has its own direction on the page."""
    return T("{text}", text=words)


def _words(request: Request) -> tuple[Heading | Paragraph, ...]:
    words = request.description
    if not words:
        return ()
    cut = words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS]}…"
    return (Heading(T("In your words")), Paragraph(_written(cut)))


def _papers(files: tuple[StoredFile, ...]) -> tuple[Heading | Items | Paragraph, ...]:
    if not files:
        return ()
    names = tuple(dict.fromkeys(document_name(file.document) for file in files))[:MOST_PAPERS]
    count = Paragraph(N("{n} file", "{n} files", len(files)))
    return (Heading(T("Papers")), count, Items(tuple(Item(name) for name in names)))
