"""What is kept about a person, and erasing it."""

from handlers.menu import keyboard
from handlers.turn import Turn
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from storage.drafts import Drafts
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
        T("• Messages in my post box: emptied as soon as they are sent."),
        T("I never ask for your identity card number. Messages pass through Telegram, outside Morocco."),
    )
    turn.show(Screen(paragraphs, ((Button(B("🗑 Erase everything"), ASK),),)))


async def ask_to_erase(turn: Turn) -> None:
    rows = ((Button(B("🗑 Yes, erase it all"), ERASE),),)
    turn.show(Screen((T("Shall I erase everything that I keep about you? This cannot be undone."),), rows))


async def erase(turn: Turn) -> None:
    """Erase the person: language, drafts, kept result and the traces of sent messages."""
    for room in (People(turn.unit), Drafts(turn.unit), SavedChecks(turn.unit), Outbox(turn.unit)):
        room.erase(turn.chat_id)
    turn.show(Screen((T("Everything is erased. You may also delete this chat in Telegram."),)))


async def help_(turn: Turn) -> None:
    """How the bot works, in a few sentences, and where to find a person."""
    paragraphs = (
        T("I help cooperatives and project holders to find support and to know why."),
        T("Tap «May I get support?» and answer a few questions. I tell you which calls fit, with the source."),
        T("You can go back, skip, stop and go on another day. I keep nothing unless you ask me to."),
        T("To talk to a person, go to the youth platform or the social action division of your province."),
    )
    turn.say(Screen(paragraphs), keyboard(turn.voice))
