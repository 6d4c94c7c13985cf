"""The register of actions, for coordinators and administrators: by period, staff, request or person; as a file."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Final

from msgspec import Struct

from documents.audit import audit_sheet
from documents.sheet import workbook
from domain.audit import Deed, Line
from domain.civil_time import moment_of, wall_of
from domain.requests import reference
from domain.requests.life import Actor
from handlers.desk import AFTER, BACK, BEFORE, MOST_DIGITS, REGISTER, desk
from handlers.making import Made, Order
from handlers.register import note
from handlers.turn import Turn
from messages.cards import audit as cards
from messages.cards.audit import MONTH, TODAY, WEEK, YEAR
from messages.desk_labels import ROLES
from messages.keyboard import Button, InlineButton
from messages.screen import Screen
from messages.text import B, T, Text
from messages.values import Lines
from storage.audit import Audit, Period, Search, Whole
from storage.staff import Staff
from storage.unit import Unit

SEARCH, STAFF, FILE = "au:", "au:staff:", "au:file:"
MAKER: Final = "audit"
READERS: Final = frozenset({Actor.COORDINATOR, Actor.ADMIN})
PAGE: Final = 10
STAFF_SHOWN: Final = 20
IN_A_ROW: Final = 5
MOST_IN_A_FILE: Final = 20_000
CHAT_DIGITS: Final = 18
PERIODS: Final = {1: TODAY, 7: WEEK, 30: MONTH, 365: YEAR}


class Asked(Struct, frozen=True):
    """What a button looks for: so many `days` back, of one `staff` member or all; or a request, or its person.

    Written as `d:30:0`, `d:30:<chat>`, `r:<reference>` or `p:<reference>`.
    """

    days: int = 0
    staff: int | None = None
    reference: str = ""
    person: bool = False

    @classmethod
    def parse(cls, written: str) -> "Asked | None":
        kind, _, rest = written.partition(":")
        if kind in {"r", "p"}:
            return cls(reference=rest, person=kind == "p") if reference.read(rest) == rest else None
        days, _, chat = rest.partition(":")
        numbers = days.isdecimal() and chat.isdecimal() and len(days + chat) <= CHAT_DIGITS
        return cls(int(days), int(chat) or None) if kind == "d" and numbers and int(days) in PERIODS else None

    def dump(self) -> str:
        if self.reference:
            return f"{'p' if self.person else 'r'}:{self.reference}"
        return f"d:{self.days}:{self.staff or 0}"

    def search(self, now: datetime) -> Search:
        """Days are days of the calendar, today among them."""
        if self.reference:
            return Whole(self.reference, self.person)
        first = wall_of(now).date() - timedelta(days=self.days - 1)
        return Period(_milliseconds(moment_of(datetime.combine(first, time()))), _milliseconds(now) + 1, self.staff)


async def home(turn: Turn) -> None:
    """Choose whose actions, and of which time."""
    if not await Audit(turn.unit).may_read(turn.chat_id):
        await desk(turn)
        return
    periods = [Button(label, f"{SEARCH}{Asked(days).dump()}:0") for days, label in PERIODS.items()]
    rows = (*_pairs(periods), (Button(B("👥 One staff member"), f"{STAFF}0"),), BACK)
    how = T("For one request: open it by its number, then tap «🕓 History».")
    turn.show(Screen((*cards.home(), how), rows))


async def staff(turn: Turn, number: str) -> None:
    """Whose actions: everybody who holds or held a role where this reader reads."""
    page = int(number) if number.isdecimal() and len(number) <= MOST_DIGITS else 0
    known = await Audit(turn.unit).staff(turn.chat_id, STAFF_SHOWN + 1, page * STAFF_SHOWN)
    shown = known[:STAFF_SHOWN]
    lines = tuple(
        T("{number}. {role}, {account}", number=at, role=ROLES[each.role], account=cards.account(each.chat_id))
        for at, each in enumerate(shown, 1)
    )
    openers = [
        Button(T("{number}", number=at), f"{SEARCH}{Asked(30, each.chat_id).dump()}:0")
        for at, each in enumerate(shown, 1)
    ]
    rows = [tuple(openers[at : at + IN_A_ROW]) for at in range(0, len(openers), IN_A_ROW)]
    around = _turning(STAFF, page, more=len(known) > STAFF_SHOWN)
    question = T("Whose actions do you look for?")
    turn.show(Screen((question, Lines(lines)), (*rows, *around, (Button(B("⬅️ Back"), REGISTER),))))


async def show(turn: Turn, which: str) -> None:
    """A page of what was found, `search:page`."""
    written, _, number = which.rpartition(":")
    asked = Asked.parse(written)
    if asked is None or not (number.isdecimal() and len(number) <= MOST_DIGITS):
        await home(turn)
        return
    page = int(number)
    found = await Audit(turn.unit).search(turn.chat_id, asked.search(turn.now), PAGE + 1, page * PAGE)
    if not found and not await Audit(turn.unit).may_read(turn.chat_id):
        await desk(turn)
        return
    screen = cards.found(found[:PAGE], _heading(asked))
    rows = (*_turning(f"{SEARCH}{written}:", page, more=len(found) > PAGE), *_narrower(asked), *_ways(asked, found))
    turn.show(Screen(screen, rows))


async def send_file(turn: Turn, written: str) -> None:
    """Order all of it as a spreadsheet; that this was done is itself an action."""
    asked = Asked.parse(written)
    if asked is None or not await Audit(turn.unit).may_read(turn.chat_id):
        await home(turn)
        return
    for province in {each.province for each in await Staff(turn.unit).roles_of(turn.chat_id) if each.role in READERS}:
        note(turn, Deed.EXPORT, province=province, what="audit", search=written)
    turn.answer(T("The spreadsheet follows."))
    turn.send_made(MAKER, written)


async def make_file(unit: Unit, order: Order) -> Made | None:
    """The spreadsheet, as far as the reader may read it by now."""
    asked = Asked.parse(order.what)
    if asked is None or not await Audit(unit).may_read(order.chat_id):
        return None
    found = await Audit(unit).search(order.chat_id, asked.search(order.now), MOST_IN_A_FILE)
    sheet = audit_sheet(found)
    caption = T("The register, without names and without anybody's words. Keep it where only you read it.")
    return Made("register.xlsx", partial(workbook, [sheet], order.voice, made=order.now), caption)


def of_request(name: str) -> Button:
    """The button that opens the register of one request."""
    return Button(B("🧾 Register"), f"{SEARCH}{Asked(reference=name).dump()}:0")


def _heading(asked: Asked) -> Text:
    if asked.person:
        return T("🧾 <b>All requests of the person of {reference}</b>", reference=asked.reference)
    if asked.reference:
        return T("🧾 <b>Actions on {reference}</b>", reference=asked.reference)
    period = PERIODS[asked.days]
    if asked.staff is None:
        return T("🧾 <b>Actions of staff: {period}</b>", period=period)
    return T("🧾 <b>Actions of {account}: {period}</b>", account=cards.account(asked.staff), period=period)


def _narrower(asked: Asked) -> list[tuple[InlineButton, ...]]:
    """Other times for the same staff member; the other requests of the person."""
    if asked.reference:
        other = Asked(reference=asked.reference, person=not asked.person)
        label = B("📁 This request only") if asked.person else B("👤 All of this person")
        return [(Button(label, f"{SEARCH}{other.dump()}:0"),)]
    others = {days: label for days, label in PERIODS.items() if days != asked.days}
    return [tuple(Button(label, f"{SEARCH}{Asked(days, asked.staff).dump()}:0") for days, label in others.items())]


def _ways(asked: Asked, found: list[Line]) -> list[tuple[InlineButton, ...]]:
    file = [(Button(B("📄 As a spreadsheet"), f"{FILE}{asked.dump()}"),)] if found else []
    return [*file, (Button(B("🧾 The register"), REGISTER),)]


def _turning(data: str, page: int, *, more: bool) -> list[tuple[InlineButton, ...]]:
    before = [Button(BEFORE, f"{data}{page - 1}")] if page else []
    after = [Button(AFTER, f"{data}{page + 1}")] if more else []
    return [tuple(before + after)] if before or after else []


def _pairs(buttons: list[Button]) -> list[tuple[InlineButton, ...]]:
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
