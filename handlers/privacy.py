"""What is kept about a person, and erasing it."""

from handlers.event_erasing import leave_meetings
from handlers.moment import milliseconds
from handlers.talk import leave_staff
from handlers.turn import Turn
from messages.cards.broadcast_below import HEAR
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, N, T
from storage.absences import Absences
from storage.audit import Audit
from storage.broadcast_recipients import erase_recipient
from storage.broadcast_taps import Taps
from storage.broadcasts import Broadcasts
from storage.consents import Consents
from storage.cooperatives import Cooperatives
from storage.desk_groups import DeskGroups
from storage.drafts import Drafts
from storage.experts import Experts
from storage.funding import Funding
from storage.inbox import Inbox
from storage.lanes import erase_lane
from storage.optouts import Optouts
from storage.outbox import Outbox
from storage.people import People
from storage.requests import OwnRequests
from storage.rota import Rota
from storage.saved_checks import SavedChecks
from storage.staff import Staff
from storage.talks import Talks

ASK, ERASE = "p:ask", "p:erase"
FIRST = (
    T("🗑 You can erase all of it at any time, with the button below."),
    T(
        "👁 The staff of your province read your requests. If they ask an expert, I tell you. You see in a request "
        "which of its papers were opened."
    ),
    T("🚫 I never ask for your identity card number. Messages pass through Telegram, outside Morocco."),
)
"""What matters most, for who reads no further."""
LANGUAGE = T("• Your language, so that I speak it.")
UNFINISHED = T("• Unfinished answers: 14 days, so that you can go on. A result that you do not keep: 1 day.")
NEWS = T("• That I write to you when there is news for you: until you end it.")
TALKS = T(
    "• What you and staff write to each other: it stays in the history of the request. Which message is which on your "
    "phone: 1 year. Your first name: as long as the talk with staff is open."
)
MEETINGS = T(
    "• Meetings that you follow: until you end it. Your answer, your questions, what you thought, and your name on the "
    "attendance sheet: 1 year after the meeting. That you were there: until you erase it. Staff see your questions and "
    "what you thought without your name."
)
NOTICES = T(
    "• Notices from the staff: which ones you got, and what you tapped: 1 year, then only numbers. Topics that you "
    "ended: until you begin them again. Staff choose who gets a notice by place, language, activity, legal form, role, "
    "requests, meetings and whether you used it lately, and see only how many people there are. By the result of a "
    "check only if you agreed to hear of news."
)
ROLE = T(
    "• Your role in the team: until it ends. What you did in it stays in the history of the requests and in the "
    "register of actions. When you were away, and who stood in for you: 1 year."
)
EXPERT = T(
    "• That you were asked for an opinion, and what you opened and wrote: it stays with the request, without you once "
    "you erase it."
)
MESSAGES = T("• The text of messages: until they are answered or sent. Their numbers: 3 days.")
WORDS = T(
    "• Words that you write to find an activity or a place: 1 year, not linked to you, so that I learn how people "
    "speak. Do not write names or numbers there."
)


async def privacy(turn: Turn) -> None:
    """Say what is kept and how long, what matters first, and offer to erase it."""
    kept = await SavedChecks(turn.unit).newest(turn.chat_id)
    sent = len(await OwnRequests(turn.unit, turn.chat_id).all())
    known = (
        LANGUAGE,
        UNFINISHED,
        T("• A kept result: yes, until you erase it.") if kept else T("• A kept result: none."),
        *([NEWS] if kept and kept.telling else []),
        N("• Requests for support: {n}, with its papers.", "• Requests for support: {n}, with their papers.", sent),
        TALKS,
        MEETINGS,
        NOTICES,
        *([ROLE] if turn.person.staff else []),
        *([EXPERT] if await Experts(turn.unit).knows(turn.chat_id) else []),
        MESSAGES,
        WORDS,
    )
    heard = (Button(B("🔔 What you hear from us"), HEAR),)
    said = (T("<b>What I keep about you</b>"), *FIRST, T("<b>What, and how long</b>"), *known)
    turn.show(Screen(said, (heard, (Button(B("🗑 Erase everything"), ASK),))))


async def ask_to_erase(turn: Turn) -> None:
    rows = ((Button(B("🗑 Yes, erase it all"), ERASE),),)
    question = T("Shall I erase everything that I keep about you? This cannot be undone.")
    open_ones = T("Requests that you sent in your own name end, and lose every word, file and number in them.")
    turn.show(Screen((question, open_ones), rows))


async def erase(turn: Turn) -> None:
    """Erase the person: language, drafts, kept result, requests, roles and the traces of sent messages."""
    now = milliseconds(turn)
    await OwnRequests(turn.unit, turn.chat_id).erase(now)
    Staff(turn.unit).erase(turn.chat_id, now)
    await leave_staff(turn)
    Talks(turn.unit).erase(turn.chat_id)
    DeskGroups(turn.unit).erase(turn.chat_id)
    await leave_meetings(turn)
    Audit(turn.unit).leave(turn.chat_id)
    Funding(turn.unit, turn.chat_id).erase()
    erase_recipient(turn.unit, turn.chat_id)  # before the outbox: it says what became of her notices
    rooms = (People, Drafts, SavedChecks, Consents, Cooperatives, Broadcasts, Optouts, Taps, Absences, Rota, Experts)
    for room in (*rooms, Outbox, Inbox):
        room(turn.unit).erase(turn.chat_id)
    erase_lane(turn.unit, turn.chat_id, now)
    turn.show(Screen((T("Everything is erased. You may also delete this chat in Telegram."),)))
