"""Figures of the desk: requests that were counted, as pictures and as spreadsheets, for the house and for outside."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Final

from documents.figures import About, Line, list_sheet, requests_chart, requests_sheet
from documents.printing import picture
from documents.sheet import workbook
from domain.audit import Deed
from domain.civil_time import wall_of
from domain.figures.hiding import LEAST
from domain.figures.outside import for_outside
from domain.figures.requests import Dimension, counted
from domain.figures.sharing import Table, folded
from domain.replacing import replace
from handlers.desk import BACK, FIGURES, desk
from handlers.figure_view import Fit, View, first_view, one_year, provinces_of
from handlers.making import Made, Order
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.figure_labels import BUTTONS, TITLES
from messages.keyboard import Button, InlineButton
from messages.screen import Screen
from messages.text import B, Piece, T, Text
from storage.audit import Audit
from storage.figures import Figures, Listed
from storage.staff import EVERYWHERE, Staff, StaffRole
from storage.unit import Unit

HOME, CHART, SHEET = FIGURES, "g:chart:", "g:sheet:"
FUNDING: Final = "g:fund:"
"""Opens the report on funded projects, see handlers/funding.py."""
CHART_MAKER, SHEET_MAKER = "figures-chart", "figures-sheet"
MOST_LISTED: Final = 5000
"""Requests in one spreadsheet: the newest."""
MOST_PROVINCES: Final = 6
LAYOUT: Final = (
    (Dimension.STATE, Dimension.DELAY),
    (Dimension.SECTOR, Dimension.PROVINCE),
    (Dimension.MILIEU,),
)
TOO_FEW: Final = T(
    "There are too few requests here to share figures outside: numbers below {least} are not published.", least=LEAST
)
SENT: Final = T("The file follows.")


async def home(turn: Turn, which: str) -> None:
    """What can be counted, for a view; without one, for what the reader works in."""
    roles = await Staff(turn.unit).roles_of(turn.chat_id)
    if not roles:
        await desk(turn)
        return
    view = one_year(View.parse(which) or first_view(roles, turn.now), roles, turn.now)
    turn.show(Screen(_explained(view), (*_charts(view), *choices(turn, roles, view, HOME, one_year), *_more(view))))


async def send_chart(turn: Turn, which: str) -> None:
    """Order the picture of a dimension."""
    name, _, rest = which.partition(":")
    view = await asked(turn, rest, one_year)
    if view is None or name not in set(Dimension) or not await _may_leave(turn, view):
        return
    note_export(turn, view, CHART_MAKER)
    turn.answer(SENT)
    turn.send_made(CHART_MAKER, f"{name}:{view.dump()}")


async def send_sheet(turn: Turn, which: str) -> None:
    """Order the spreadsheet."""
    view = await asked(turn, which, one_year)
    if view is None or not await _may_leave(turn, view):
        return
    note_export(turn, view, SHEET_MAKER)
    turn.answer(SENT)
    turn.send_made(SHEET_MAKER, view.dump())


def note_export(turn: Turn, view: View, what: str) -> None:
    """Put into the register that a file left."""
    audit, now = Audit(turn.unit), milliseconds(turn)
    audit.note(turn.chat_id, Deed.EXPORT, now, province=view.province, what=what, outside=int(view.outside))


async def asked(turn: Turn, which: str, fit: Fit) -> View | None:
    """The view of a button, if a member of staff has pressed it; what it then shows is decided in the SQL."""
    view, roles = View.parse(which), await Staff(turn.unit).roles_of(turn.chat_id)
    if view is None or not roles or view != fit(view, roles, turn.now):
        await desk(turn)
        return None
    return view


async def make_chart(unit: Unit, order: Order) -> Made | None:
    """The picture, for whoever still has a role."""
    name, _, rest = order.what.partition(":")
    view, dimension = View.parse(rest), Dimension(name)
    tables = None if view is None else await _tables(unit, order, view)
    if view is None or tables is None:
        return None
    drawn = requests_chart(dimension, tables[dimension], _about(view, order.now))
    return Made(f"{dimension}.png", partial(picture, drawn, order.voice), TITLES[dimension], "photo")


async def make_sheet(unit: Unit, order: Order) -> Made | None:
    """The spreadsheet: each table on its sheet, and within the house the requests themselves on the first."""
    view = View.parse(order.what)
    tables = None if view is None else await _tables(unit, order, view)
    if view is None or tables is None:
        return None
    about = _about(view, order.now)
    sheets = [requests_sheet(dimension, table, about) for dimension, table in tables.items()]
    if not view.outside:
        listed = await Figures(unit, order.chat_id).listed(view.span, MOST_LISTED)
        sheets = [list_sheet([_line(each) for each in listed]), *sheets]
    return Made("requests.xlsx", partial(workbook, sheets, order.voice, made=order.now), _caption(view))


def choices(turn: Turn, roles: list[StaffRole], view: View, screen: str, fit: Fit) -> list[tuple[InlineButton, ...]]:
    """The rows that lead from a screen to the same one for another year, another province, or for outside."""
    this = wall_of(turn.now).year
    years = [(T("{year}", year=str(year)), year) for year in (this, this - 1)]
    offered = [(label, replace(view, year=year)) for label, year in (*years, (B("All years"), None))]
    rows: list[tuple[InlineButton, ...]] = [
        tuple(
            Button(_marked(label, each == view), screen + each.dump())
            for label, each in offered
            if each == fit(each, roles, turn.now)
        )
    ]
    hers = provinces_of(roles)[:MOST_PROVINCES]
    if hers:
        places = [replace(view, province=code) for code in (EVERYWHERE, *hers)]
        able = [each for each in places if each == fit(each, roles, turn.now)]
        rows += [(Button(_marked(each.place, each == view), screen + each.dump()),) for each in able]
    turning = B("🏛 For the administration") if view.outside else B("📤 To share outside")
    return [*rows, (Button(turning, screen + view.turned().dump()),)]


def period(view: View) -> Piece:
    """Of when the requests are."""
    return T("All requests") if view.year is None else T("Requests sent in {year}", year=str(view.year))


def _explained(view: View) -> tuple[Piece, ...]:
    inside = T("These numbers are for the administration. To show them outside, tap «📤 To share outside» first.")
    outside = T(
        "📤 These may be shared outside: numbers below {least} are hidden, and what they could be computed from too.",
        least=LEAST,
    )
    where = T("{place}. {period}.", place=view.place, period=period(view))
    how = T("Tap a button: the numbers come here, in a picture.")
    return (T("📊 <b>Figures</b>"), where, how, outside if view.outside else inside)


def _charts(view: View) -> list[tuple[InlineButton, ...]]:
    return [tuple(Button(BUTTONS[each], f"{CHART}{each}:{view.dump()}") for each in row) for row in LAYOUT]


def _more(view: View) -> list[tuple[InlineButton, ...]]:
    sheet = Button(B("📄 Spreadsheet"), SHEET + view.dump())
    funding = Button(B("💰 Funded projects"), FUNDING + view.dump())
    return [(sheet,), (funding,), BACK]


def _marked(label: Piece, chosen: bool) -> Piece:  # noqa: FBT001 -- what the mark says
    return T("✅ {name}", name=label) if chosen else label


async def _may_leave(turn: Turn, view: View) -> bool:
    """Whether there are enough requests to share anything; where not, it is said."""
    if not view.outside:
        return True
    groups = await Figures(turn.unit, turn.chat_id).groups(view.span, milliseconds(turn))
    if for_outside(groups) is not None:
        return True
    turn.answer(TOO_FEW)
    turn.say(Screen((TOO_FEW,)))
    return False


async def _tables(unit: Unit, order: Order, view: View) -> Mapping[Dimension, Table] | None:
    if not await Staff(unit).roles_of(order.chat_id):
        return None
    now = int(order.now.timestamp() * 1000)
    groups = await Figures(unit, order.chat_id).groups(view.span, now)
    if view.outside:
        return for_outside(groups)
    return {dimension: Table(folded(counted(groups, dimension))) for dimension in Dimension}


def _about(view: View, now: datetime) -> About:
    return view.about(period(view), now)


def _caption(view: View) -> Text:
    return T("Requests, counted: {place}", place=view.place)


def _line(one: Listed) -> Line:
    decided = None if one.decided_at is None else _wall(one.decided_at)
    return Line(
        one.reference,
        one.kind,
        one.state,
        one.project,
        one.sector,
        one.place,
        one.amount,
        one.total_cost,
        one.decided_amount,
        _wall(one.submitted_at),
        decided,
    )


def _wall(at: int) -> datetime:
    return wall_of(datetime.fromtimestamp(at // 1000, UTC))
