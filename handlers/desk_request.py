"""One request at the desk: its card with what may be done now, its papers, its history."""

from collections.abc import Sequence
from typing import Final, TypeVar

from domain.audit import Deed
from domain.requests.change import DECISIONS
from domain.requests.life import Action, NotAllowed, allowed
from domain.requests.request import Request, StoredFile
from handlers.audit import READERS, of_request
from handlers.desk import AFTER, BACK, BEFORE, MOST_DIGITS, REQUEST
from handlers.moment import milliseconds
from handlers.notices import do
from handlers.register import note
from handlers.requests import show_request
from handlers.turn import Turn
from messages.cards import desk as cards
from messages.cards.desk import Opened
from messages.cards.request import document_name
from messages.keyboard import Button, InlineButton
from messages.screen import Screen
from messages.text import B, Piece, T
from storage.desk import DeskRequests
from storage.request_scope import Gone

PAPERS, HISTORY, PAPER = "k:papers:", "k:past:", "k:paper:"
COPY: Final = "k:copy:"
"""Opens the copies of a request that one can keep, see handlers/file_copy.py."""
READY: Final = "kr:list:"
"""Opens the answers that are ready to be sent, see handlers/ready.py."""
READY_LABEL: Final = B("📋 Ready answers")
IN_A_ROW: Final = 5
PAPERS_SHOWN, LINES_SHOWN = 40, 10
"""On one page, of its papers and of its history: there may be more than Telegram has buttons, and words without end."""
T_ = TypeVar("T_")
NOT_HERE: Final = T("I find no such request in your provinces. Perhaps the reference is mistyped.")
LAYOUT: Final = (
    (Action.TAKE,),
    (Action.TAKE_OVER,),
    (Action.ACCEPT, Action.REFUSE),
    (Action.ASK_CORRECTION,),
    (Action.FORWARD_LOCAL,),
    (Action.FORWARD_PROVINCIAL,),
    (Action.ANSWER, Action.NOTE),
    (Action.GIVE, Action.INVITE_EXPERT),
    (Action.MERGE,),
    (Action.REOPEN,),
)
"""The buttons of the card, row by row; only what is allowed is shown."""


async def one_request(turn: Turn, reference: str) -> None:
    """Show the request of a button. What is out of scope is as if it were not, and the attempt is noted."""
    request = await DeskRequests(turn.unit, turn.chat_id).by_reference(reference, milliseconds(turn))
    if request is None:
        not_here(turn)
    elif not request.acting:
        await show_request(turn, reference)  # her own: she sees it as any other person sees hers
    else:
        note(turn, Deed.LOOK, request=request.id)
        await show(turn, request)


async def opened(turn: Turn, reference: str) -> bool:
    """Show the card of a request; False: it is not in scope, and nothing was said."""
    request = await found(turn, reference)
    if request is None:
        return False
    note(turn, Deed.LOOK, request=request.id)
    await show(turn, request)
    return True


async def found(turn: Turn, reference: str) -> Request | None:
    """The request, if this chat may work on it. Nobody works on her own, nor reads what colleagues note about it."""
    request = await DeskRequests(turn.unit, turn.chat_id).by_reference(reference, milliseconds(turn))
    return request if request is not None and request.acting else None


async def show(turn: Turn, request: Request, *first: Piece) -> None:
    """The card of a request that was just read, below what is to be said `first`."""
    requests = DeskRequests(turn.unit, turn.chat_id)
    about = Opened(
        request,
        await requests.files(request),
        await requests.corrections(request),
        await requests.timeline(request),
        turn.chat_id,
        milliseconds(turn),
    )
    twins = bool(await requests.twins(request))
    turn.show(Screen((*first, *cards.card(about)), (*_actions(turn, request, twins=twins), _more(request), BACK)))


def not_here(turn: Turn, *more: Piece) -> None:
    """Say the same of a request that is not there and of one that is out of scope; `more` follows."""
    turn.answer(NOT_HERE)
    turn.show(Screen((NOT_HERE, *more), (BACK,)))


async def history(turn: Turn, which: str) -> None:
    """Everything that happened to a request, internal notes too: `reference`, or `reference:page`; else the newest."""
    reference, _, number = which.partition(":")
    request = await found(turn, reference)
    if request is None:
        not_here(turn)
        return
    events = await DeskRequests(turn.unit, turn.chat_id).timeline(request)
    short = len(events) % LINES_SHOWN  # the oldest page is the short one, so that the newest is full
    pages = [*([events[:short]] if short else []), *_pages(events[short:], LINES_SHOWN)]
    at = _page(number, len(pages), otherwise=len(pages) - 1)
    register = ((of_request(reference),),) if set(request.acting) & READERS else ()
    rows = (*_turning(f"{HISTORY}{reference}", at, len(pages)), *register, _back_to(request))
    turn.show(Screen(cards.history(request, pages[at]), rows))


async def papers(turn: Turn, which: str) -> None:
    """The list of papers, `reference` or `reference:page`; none of them is opened by looking at it."""
    reference, _, number = which.partition(":")
    request = await found(turn, reference)
    if request is None:
        not_here(turn)
        return
    files = await DeskRequests(turn.unit, turn.chat_id).files(request)
    pages = _pages(files, PAPERS_SHOWN) or [files]
    page = _page(number, len(pages), otherwise=0)
    first = page * PAPERS_SHOWN + 1
    rows = (*_openers(request, pages[page], first), *_turning(f"{PAPERS}{reference}", page, len(pages)))
    turn.show(Screen(cards.papers(request, pages[page], first), (*rows, _back_to(request))))


def _openers(request: Request, files: Sequence[StoredFile], first: int) -> list[tuple[InlineButton, ...]]:
    """The buttons that open these papers, for whoever may; the first of them has the number `first`."""
    may = Action.OPEN_FILE in allowed(request.state, *request.acting)
    buttons = [
        Button(T("{number}", number=number), f"{PAPER}{request.reference}:{file.key}")
        for number, file in enumerate(files, first)
        if may and file.lost_at is None
    ]
    return [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]


def _pages(all_: Sequence[T_], size: int) -> list[Sequence[T_]]:
    return [all_[at : at + size] for at in range(0, len(all_), size)]


def _page(number: str, pages: int, *, otherwise: int) -> int:
    """The page that a button names; `otherwise` where it names none that there is."""
    named = int(number) if number.isdecimal() and len(number) <= MOST_DIGITS else otherwise
    return named if named < pages else otherwise


def _turning(data: str, page: int, pages: int) -> list[tuple[InlineButton, ...]]:
    """The row that leads to the pages beside this one; none where there is but one."""
    before = [Button(BEFORE, f"{data}:{page - 1}")] if page else []
    after = [Button(AFTER, f"{data}:{page + 1}")] if page + 1 < pages else []
    return [tuple(before + after)] if before or after else []


async def paper(turn: Turn, which: str) -> None:
    """Bring one paper into this chat. That it was opened is written where the person can read it."""
    reference, _, key = which.partition(":")
    request = await found(turn, reference)
    if request is None or not key.isdecimal():
        not_here(turn)
        return
    try:
        file = await DeskRequests(turn.unit, turn.chat_id).open_file(request, int(key), milliseconds(turn))
    except (NotAllowed, Gone):
        turn.answer(T("Your role does not open papers."))
        return
    if file is None:
        turn.answer(T("This paper is no longer here."))
        return
    turn.answer()
    name = document_name(file.document)
    caption = T("{paper}, {reference}", paper=name, reference=request.reference)
    turn.pass_on(file.kind, file.file_id, caption)


def _actions(turn: Turn, request: Request, *, twins: bool) -> list[tuple[InlineButton, ...]]:
    possible = set(allowed(request.state, *request.acting, level=request.level))
    if request.taken_by == turn.chat_id:
        possible.discard(Action.TAKE_OVER)
    if request.chat_id == turn.chat_id:
        possible -= DECISIONS  # she filled it in for somebody
    if not twins:
        possible.discard(Action.MERGE)
    rows = [tuple(do(action, request) for action in row if action in possible) for row in LAYOUT]
    ready = (Button(READY_LABEL, f"{READY}{request.reference}"),) if Action.ANSWER in possible else ()
    return [row for row in (*rows, ready) if row]


def _more(request: Request) -> tuple[InlineButton, ...]:
    return (
        Button(B("📎 Papers"), f"{PAPERS}{request.reference}"),
        Button(B("🕓 History"), f"{HISTORY}{request.reference}"),
        Button(B("🖨 A copy"), f"{COPY}{request.reference}"),
    )


def _back_to(request: Request) -> tuple[InlineButton, ...]:
    return (Button(B("⬅️ Back to the request"), f"{REQUEST}{request.reference}"),)
