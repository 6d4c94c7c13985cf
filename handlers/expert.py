"""What an expert from outside sees and does: one request, its papers, an opinion for staff."""

from datetime import timedelta
from typing import Final

from msgspec import Struct

from conversations.desk import opinion
from conversations.engine import Open, Talk
from domain.replacing import replace
from domain.requests.change import Change
from domain.requests.life import Action, Actor, Refused
from domain.requests.request import Request
from handlers.conversations import Flow, begin, with_keys
from handlers.desk import AFTER, BEFORE, MOST_DIGITS, REQUEST
from handlers.expert_desk import END
from handlers.menu import keys
from handlers.moment import milliseconds
from handlers.notices import below, receivers
from handlers.staff import tell
from handlers.topics import told
from handlers.turn import Turn
from messages.cards import expert as cards
from messages.cards import notice
from messages.cards.request import document_name
from messages.keyboard import Button, InlineButton
from messages.screen import Screen
from messages.text import B, T
from storage.experts import ExpertRequests, Experts
from storage.people import People
from storage.request_scope import Gone

ONE, PAPERS, PAPER, SAY = "x:one:", "x:papers:", "x:paper:", "x:say:"
IN_A_ROW: Final = 5
MOST_SHOWN: Final = 40
KEPT_FOR: Final = timedelta(days=7)
NOT_HERE: Final = T("This request is not, or no longer, open to you.")


class Said(Struct, frozen=True):
    """An opinion, and on which request."""

    reference: str
    words: str


async def join(turn: Turn, token: str) -> None:
    """Use a link. Whoever made it is told, so that a link in wrong hands is noticed, and can end it with a tap."""
    joined = await Experts(turn.unit).use(token, turn.chat_id, milliseconds(turn))
    if joined is None:
        with_keys(turn, Screen((T("This invitation was used already, or its time is over. Ask for a new one."),)))
        return
    People(turn.unit).put(turn.person)
    turn.say(Screen((T("Thank you for giving your opinion. This is the request:"),)), keys(turn))
    await one(turn, joined.reference)
    stop = Button(B("🚫 End this access"), f"{END}{joined.reference}:{joined.id}")
    see = Button(B("👁 Open the request"), f"{REQUEST}{joined.reference}")
    news = T(
        "🎓 Somebody used your expert's link for {reference}. If it is not who you meant, end the access now.",
        reference=joined.reference,
    )
    await tell(turn, joined.invited_by, Screen((news,), ((below(stop),), (below(see),))))


async def opened(turn: Turn, reference: str) -> bool:
    """Show the request if she was invited to it; False: nothing was said."""
    requests = ExpertRequests(turn.unit, turn.chat_id, milliseconds(turn))
    found = await requests.by_reference(reference, milliseconds(turn))
    if found is not None:
        await _show(turn, found)
    return found is not None


async def one(turn: Turn, reference: str) -> None:
    """The request, or that it is not open to her."""
    if not await opened(turn, reference):
        turn.answer(NOT_HERE)
        turn.show(Screen((NOT_HERE,)))


async def papers(turn: Turn, which: str) -> None:
    """Its papers, `reference` or `reference:page`; none of them is opened by looking at the list."""
    reference, _, number = which.partition(":")
    found = await _found(turn, reference)
    if found is None:
        return
    page = int(number) if number.isdecimal() and len(number) <= MOST_DIGITS else 0
    files, first = await _requests(turn).files(found), page * MOST_SHOWN + 1
    shown = files[first - 1 :][:MOST_SHOWN]
    openers = [
        Button(T("{number}", number=number), f"{PAPER}{reference}:{file.key}")
        for number, file in enumerate(shown, first)
        if file.lost_at is None
    ]
    before = (Button(BEFORE, f"{PAPERS}{reference}:{page - 1}"),) if page else ()
    after = (Button(AFTER, f"{PAPERS}{reference}:{page + 1}"),) if len(files) >= first + MOST_SHOWN else ()
    turning = ((*before, *after),) if before or after else ()
    rows: list[tuple[InlineButton, ...]] = [
        tuple(openers[at : at + IN_A_ROW]) for at in range(0, len(openers), IN_A_ROW)
    ]
    turn.show(Screen(cards.papers(found, shown, first), (*rows, *turning, _back(reference))))


async def paper(turn: Turn, which: str) -> None:
    """Bring one paper into this chat; that it was opened is written where the person can read it."""
    reference, _, key = which.partition(":")
    found = await _found(turn, reference)
    if found is None or not key.isdecimal():
        return
    try:
        file = await _requests(turn).open_file(found, int(key))
    except (Gone, Refused):
        file = None
    if file is None:
        turn.answer(T("This paper is no longer here."))
        return
    turn.answer()
    caption = T("{paper}, {reference}", paper=document_name(file.document), reference=reference)
    turn.pass_on(file.kind, file.file_id, caption)


async def say(turn: Turn, reference: str) -> None:
    """Begin an opinion."""
    if await _found(turn, reference) is not None:
        await begin(turn, FLOW, answers={"request": reference})


async def _run(_turn: Turn, talk: Talk) -> Said:
    return Said(str(talk.so_far("request")), await opinion(talk))


async def _finish(turn: Turn, said: Said) -> None:
    """Keep the opinion for staff only, and tell whoever follows the request."""
    found = await _found(turn, said.reference)
    if found is None:
        return
    try:
        await _requests(turn).change(found, Change(Action.NOTE, said.words), milliseconds(turn))
    except (Gone, Refused):
        turn.show(Screen((NOT_HERE,)))
        return
    turn.show(Screen((T("✅ Thank you. Your opinion is with the staff."),), (_back(said.reference),)))
    if not await told(turn, found, Action.NOTE, Actor.EXPERT, said.words):
        see = below(Button(B("👁 Open the request"), f"{REQUEST}{found.reference}"))
        news = Screen(notice.to_staff(found, Action.NOTE, Actor.EXPERT, said.words), ((see,),))
        for reader in await receivers(turn, found):
            turn.say_to(reader.chat_id, reader.language or "ar", news)


async def _show(turn: Turn, found: Request) -> None:
    until = await _requests(turn).until(found)
    count = len(await _requests(turn).files(found))
    shown = replace(found, phone=None, helped=None)
    name = found.reference
    row = (Button(B("📎 Papers"), f"{PAPERS}{name}"), Button(B("📝 Your opinion"), f"{SAY}{name}"))
    turn.show(Screen(cards.card(shown, count, until), (row,)))


async def _found(turn: Turn, reference: str) -> Request | None:
    found = await _requests(turn).by_reference(reference, milliseconds(turn))
    if found is None:
        turn.answer(NOT_HERE)
        turn.show(Screen((NOT_HERE,)))
    return found


def _requests(turn: Turn) -> ExpertRequests:
    return ExpertRequests(turn.unit, turn.chat_id, milliseconds(turn))


def _back(reference: str) -> tuple[InlineButton, ...]:
    return (Button(B("⬅️ Back to the request"), f"{ONE}{reference}"),)


def _kept_for(here: Open) -> timedelta:
    del here
    return KEPT_FOR


FLOW: Final = Flow("expert-opinion", _run, _finish, _kept_for)
