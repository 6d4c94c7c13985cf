"""The examination of the program, for administrators: ordered here, made after the commit (bot/doctor.py)."""

from handlers import staff
from handlers.after import EXAMINE
from handlers.turn import Turn
from messages.text import T
from storage.staff import Staff
from storage.unit import Unit


async def ask(turn: Turn) -> None:
    """Begin an examination; who administers nothing is told that only administrators see it."""
    if not await may_ask(turn.unit, turn.chat_id):
        await staff.team(turn)
        return
    turn.answer(T("I look at everything. It takes a moment."))
    turn.do_after(EXAMINE, "")


async def may_ask(unit: Unit, chat_id: int) -> bool:
    return bool(await Staff(unit).held(chat_id))
