"""The check of the rules and texts, for administrators: in the chat what is overdue, in a file all that was found."""

from typing import Final

from domain.calls import load
from domain.civil_time import MOROCCO
from handlers import call_desk, staff
from handlers.making import Made, Order
from handlers.turn import Turn
from messages import checks
from messages.cards import review as cards
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from storage.staff import Staff
from storage.unit import Unit

FILE: Final = "st:check"
REPORT_MAKER: Final = "check"


async def show(turn: Turn) -> None:
    """What is overdue, in one message; who administers nothing is told that only administrators see it."""
    if not await Staff(turn.unit).held(turn.chat_id):
        await staff.team(turn)
        return
    today = turn.now.astimezone(MOROCCO).date()
    following = cards.next_review(load().calls, today)
    card = cards.review(checks.overdue(today), checks.unread(today), following)
    publish = Button(B("📝 Publish or correct"), call_desk.NEW)
    rows = ((publish,), (Button(B("📄 The whole check (file)"), FILE),), (Button(B("⬅️ Back"), staff.TEAM),))
    turn.show(Screen(card, rows))


async def send_report(turn: Turn) -> None:
    """Order the whole report, which takes a second to make."""
    if not await Staff(turn.unit).held(turn.chat_id):
        await staff.team(turn)
        return
    turn.answer(T("The file follows."))
    turn.send_made(REPORT_MAKER, "")


async def make_report(unit: Unit, order: Order) -> Made | None:
    """What `python -m bot check` says, line by line, as long as the reader administers something."""
    if not await Staff(unit).held(order.chat_id):
        return None
    return Made("check.txt", _report, T("For whoever maintains the files of the bot."))


def _report() -> bytes:
    return "\n".join([*checks.warnings(), *checks.problems()] or ["Everything is in order."]).encode()
