"""The report on funded projects: what was accepted here, and what coordinators enter; for the house and for outside."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from msgspec import Struct

from conversations.engine import Open, Talk
from conversations.funding import Entry, figures, rows
from conversations.funding_row import columns
from documents.funding import funding_chart, funding_page, funding_sheets
from documents.printing import picture, render
from documents.sheet import Field, Sheet, workbook
from domain import places
from domain.audit import Deed
from domain.calls import load
from domain.civil_time import wall_of
from domain.figures.decided import counted
from domain.figures.funding import Funded, Report, Split
from domain.figures.hiding import LEAST
from domain.figures.sharing import Table, folded, shared
from domain.replacing import replace
from handlers.conversations import Flow, begin
from handlers.desk import desk
from handlers.figure_view import View, enters_for, first_view, whole_time
from handlers.figures import FUNDING, HOME, SENT, asked, choices, note_export
from handlers.making import Made, Order
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.cards import funding as cards
from messages.cards.funding import Told
from messages.figure_labels import SPLIT_BUTTONS, SPLITS
from messages.keyboard import Button, InlineButton
from messages.screen import Screen
from messages.text import B, N, Piece, T, Text
from messages.values import Lines, Money, Verbatim
from storage.audit import Audit
from storage.figures import Figures
from storage.funding import Entered, Funding
from storage.keys import read_key
from storage.staff import Staff
from storage.unit import Unit

CHART, PAGE, SHEET = "g:fchart:", "g:fpage:", "g:fsheet:"
ROWS, ONE, LIST, REMOVE = "g:frows", "g:fone", "g:flist:", "g:fdrop:"
CHART_MAKER, PAGE_MAKER, SHEET_MAKER, TABLE_MAKER = "funding-chart", "funding-page", "funding-sheet", "funding-table"
KEPT_FOR: Final = timedelta(days=7)
LISTED: Final = 20
"""Rows of the list of what was entered: the newest."""
IN_A_ROW: Final = 5
LAYOUT: Final = ((Split.MILIEU, Split.WOMEN), (Split.PHASE, Split.AXIS), (Split.SECTOR,))
ONLY_COORDINATORS: Final = T("The coordinators of a province enter its funded projects.")
TOO_FEW: Final = T(
    "There are too few funded projects here to share the report outside: numbers below {least} are not published.",
    least=LEAST,
)


class Read(Struct, frozen=True):
    """A report with what it is made of: the rows with their provinces, where they are known one by one."""

    told: Told
    rows: tuple[tuple[Piece, Funded], ...]


async def home(turn: Turn, which: str) -> None:
    """The report in words, with its charts and files."""
    roles = await Staff(turn.unit).roles_of(turn.chat_id)
    if not roles:
        await desk(turn)
        return
    view = whole_time(View.parse(which) or first_view(roles, turn.now), roles, turn.now)
    read = await _read(turn.unit, turn.chat_id, view)
    around = [*choices(turn, roles, view, FUNDING, whole_time), (Button(B("⬅️ Back"), HOME + view.dump()),)]
    if read is None:
        turn.show(Screen((T("💰 <b>Funded projects</b>"), TOO_FEW), tuple(around)))
        return
    doing = _entering() if enters_for(roles) and not view.outside else []
    card = cards.report(read.told, view.place, period(view))
    turn.show(Screen(card, (*_files(view), *doing, *around)))


async def send_chart(turn: Turn, which: str) -> None:
    name, _, rest = which.partition(":")
    if name in set(Split):
        await _order(turn, rest, CHART_MAKER, f"{name}:")


async def send_page(turn: Turn, which: str) -> None:
    await _order(turn, which, PAGE_MAKER)


async def send_sheet(turn: Turn, which: str) -> None:
    await _order(turn, which, SHEET_MAKER)


async def _order(turn: Turn, which: str, maker: str, before: str = "") -> None:
    view = await asked(turn, which, whole_time)
    if view is None:
        return
    if await _read(turn.unit, turn.chat_id, view) is None:
        turn.answer(TOO_FEW)
        return
    note_export(turn, view, maker)
    turn.answer(SENT)
    turn.send_made(maker, before + view.dump())


async def make_chart(unit: Unit, order: Order) -> Made | None:
    name, _, rest = order.what.partition(":")
    split, made = Split(name), await _made(unit, order, rest)
    if made is None:
        return None
    view, read = made
    drawn = funding_chart(split, read.told, view.about(period(view), order.now))
    return Made(f"funding-{split}.png", partial(picture, drawn, order.voice), SPLITS[split], "photo")


async def make_page(unit: Unit, order: Order) -> Made | None:
    made = await _made(unit, order, order.what)
    if made is None:
        return None
    view, read = made
    page = funding_page(read.told, view.about(period(view), order.now))
    return Made("funding.pdf", partial(render, page, order.voice, made=order.now), _caption(view))


async def make_sheet(unit: Unit, order: Order) -> Made | None:
    made = await _made(unit, order, order.what)
    if made is None:
        return None
    view, read = made
    sheets = funding_sheets(read.told, view.about(period(view), order.now), read.rows)
    return Made("funding.xlsx", partial(workbook, sheets, order.voice, made=order.now), _caption(view))


async def make_table(_unit: Unit, order: Order) -> Made:
    """The empty table, with the heads in the language of whoever fills it."""
    fields = tuple(Field(Verbatim(head)) for head in columns(order.language))
    return Made("rows.xlsx", partial(workbook, [Sheet(T("The rows"), fields, [])], order.voice, made=order.now))


async def ask_for_rows(turn: Turn) -> None:
    """Send the empty table, and wait for its rows."""
    if await _may_enter(turn):
        turn.send_made(TABLE_MAKER, "")
        await begin(turn, ROWS_FLOW)


async def ask_for_figures(turn: Turn) -> None:
    """Ask for one set of figures."""
    if await _may_enter(turn):
        await begin(turn, FIGURES_FLOW)


async def list_entered(turn: Turn, which: str) -> None:
    """What was entered, the newest first, each with the button that takes it out of the report."""
    view = await asked(turn, which, whole_time)
    if view is None:
        return
    entered = await Funding(turn.unit, turn.chat_id).all(view.province, view.year)
    newest = entered[::-1][:LISTED]
    may = enters_for(await Staff(turn.unit).roles_of(turn.chat_id))
    lines = tuple(_line(number, each) for number, each in enumerate(newest, 1))
    drops = [Button(T("🗑 {number}", number=at), f"{REMOVE}{one.key}:{view.dump()}") for at, one in enumerate(newest, 1)]
    buttons = [tuple(drops[at : at + IN_A_ROW]) for at in range(0, len(drops), IN_A_ROW)] if may else []
    how = (T("Tap a number to take a row out of the report."),) if buttons else ()
    told = (Lines(lines), *how) if newest else (T("Nothing was entered yet."),)
    back = (Button(B("⬅️ Back"), FUNDING + view.dump()),)
    turn.show(Screen((T("🗂 <b>What was entered</b>"), *told), (*buttons, back)))


async def remove(turn: Turn, which: str) -> None:
    """Take a row out; whoever may not is told that it is not there."""
    named, _, rest = which.partition(":")
    key = read_key(named)
    gone = None if key is None else await Funding(turn.unit, turn.chat_id).remove(key, milliseconds(turn))
    if gone is not None:
        note_figures(turn, gone.province, "removed")
    turn.answer(T("This row is no longer here.") if gone is None else T("The row is out of the report."))
    await list_entered(turn, rest)


def note_figures(turn: Turn, province: str, what: str) -> None:
    """Put into the register that the report was changed."""
    Audit(turn.unit).note(turn.chat_id, Deed.FIGURES, milliseconds(turn), province=province, what=what)


def period(view: View) -> Piece:
    """Of when the projects are."""
    return T("All years") if view.year is None else T("Funded in {year}", year=str(view.year))


async def _read(unit: Unit, chat_id: int, view: View) -> Read | None:
    """The report of a view; None: it may not leave the house, because there is too little in it."""
    decided = counted(await Figures(unit, chat_id).decided(view.span), load().calls)
    entered = await Funding(unit, chat_id).all(view.province, view.year)
    report = Report((*decided.rows, *(each.funded for each in entered)))
    counts = {split: report.counts(split) for split in Split}
    if view.outside:
        hiding = shared(counts.values())
        if hiding is None:
            return None
        tables = dict(zip(counts, hiding, strict=True))
    else:
        tables = {split: Table(folded(cells)) for split, cells in counts.items()}
    listed: list[tuple[Piece, Funded]] = [(T("Accepted here"), row) for row in decided.rows]
    listed += [(places.name(each.province), each.funded) for each in entered]
    return Read(Told(report, tables, 0 if view.outside else decided.without_cost), tuple(listed))


async def _made(unit: Unit, order: Order, which: str) -> tuple[View, Read] | None:
    view = View.parse(which)
    if view is None or not await Staff(unit).roles_of(order.chat_id):
        return None
    read = await _read(unit, order.chat_id, view)
    return None if read is None else (view, read)


async def _may_enter(turn: Turn) -> bool:
    if enters_for(await Staff(turn.unit).roles_of(turn.chat_id)):
        return True
    turn.answer(ONLY_COORDINATORS)
    turn.say(Screen((ONLY_COORDINATORS,)))
    return False


async def _run_rows(turn: Turn, talk: Talk) -> Entry:
    return await rows(talk, await _hers(turn), wall_of(turn.now).year)


async def _run_figures(turn: Turn, talk: Talk) -> Entry:
    return await figures(talk, await _hers(turn), wall_of(turn.now).year)


async def _hers(turn: Turn) -> frozenset[str]:
    return enters_for(await Staff(turn.unit).roles_of(turn.chat_id))


async def _finish(turn: Turn, entry: Entry) -> None:
    """Keep the rows, as far as she still may, and show the report."""
    funding, now = Funding(turn.unit, turn.chat_id), milliseconds(turn)
    kept = [await funding.enter(row, entry.province, now) for row in entry.rows]
    if not all(kept):
        turn.show(Screen((ONLY_COORDINATORS,)))
        return
    note_figures(turn, entry.province, "entered")
    turn.show(Screen((N("✅ {n} row is kept.", "✅ {n} rows are kept.", len(kept)),)))
    if turn.tapped is not None:
        turn.tapped = replace(turn.tapped, message_id=None)  # the report is a message of its own
    await home(turn, View(entry.province, None).dump())


def _kept_for(_here: Open) -> timedelta:
    return KEPT_FOR


ROWS_FLOW: Final = Flow("funding-rows", _run_rows, _finish, _kept_for)
FIGURES_FLOW: Final = Flow("funding-figures", _run_figures, _finish, _kept_for)


def _files(view: View) -> Sequence[tuple[InlineButton, ...]]:
    charts = [tuple(Button(SPLIT_BUTTONS[each], f"{CHART}{each}:{view.dump()}") for each in row) for row in LAYOUT]
    page, sheet = Button(B("🖨 To print"), PAGE + view.dump()), Button(B("📄 Spreadsheet"), SHEET + view.dump())
    listed = () if view.outside else ((Button(B("🗂 What was entered"), LIST + view.dump()),),)
    return [*charts, (page, sheet), *listed]


def _entering() -> list[tuple[InlineButton, ...]]:
    return [(Button(B("➕ Enter figures"), ONE),), (Button(B("➕ Paste a table"), ROWS),)]


def _caption(view: View) -> Text:
    return T("Report on funded projects: {place}", place=view.place)


def _line(number: int, entered: Entered) -> Piece:
    funded = entered.funded
    counted_ = N("{n} project", "{n} projects", funded.projects)
    about = T(
        "{number}. {projects}, {place}: {total}, of which {share}",
        number=number,
        projects=counted_,
        place=places.name(entered.province),
        total=Money(funded.total_cost),
        share=Money(funded.share),
    )
    return Lines((about, T("{name}", name=funded.name))) if funded.name else about
