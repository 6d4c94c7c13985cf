"""What is kept about a person, and erasing it."""

from handlers.turn import Turn
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from storage.drafts import Drafts
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.people import People
from storage.saved_checks import SavedChecks

ASK, ERASE = "p:ask", "p:erase"


async def privacy(turn: Turn) -> None:
    """Say what is kept, why and how long, and offer to erase it."""
    kept = await SavedChecks(turn.unit).newest(turn.chat_id)
    paragraphs = (
        T("<b>What I keep about you</b>"),
        T("• Your language, so that I speak it."),
        T("• Unfinished answers: 14 days, so that you can go on. A result that you do not keep: 1 day."),
        T("• A kept result: yes, until you erase it.") if kept else T("• A kept result: none."),
        T("• The text of messages: until they are answered or sent. Their numbers: 3 days."),
        T(
            "• Words that you write to find an activity or a place: 1 year, not linked to you, so that I learn how "
            "people speak. Do not write names or numbers there."
        ),
        T("I never ask for your identity card number. Messages pass through Telegram, outside Morocco."),
    )
    turn.show(Screen(paragraphs, ((Button(B("🗑 Erase everything"), ASK),),)))


async def ask_to_erase(turn: Turn) -> None:
    rows = ((Button(B("🗑 Yes, erase it all"), ERASE),),)
    turn.show(Screen((T("Shall I erase everything that I keep about you? This cannot be undone."),), rows))


async def erase(turn: Turn) -> None:
    """Erase the person: language, drafts, kept result and the traces of sent messages."""
    rooms = (People(turn.unit), Drafts(turn.unit), SavedChecks(turn.unit), Outbox(turn.unit), Inbox(turn.unit))
    for room in rooms:
        room.erase(turn.chat_id)
    turn.show(Screen((T("Everything is erased. You may also delete this chat in Telegram."),)))
