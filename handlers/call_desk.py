"""Administrators publish or correct a call: its file is checked, shown as people will see it, approved by a second."""

from typing import Final

from catalogue.call import Call
from catalogue.loading import text_of
from catalogue.problem import CatalogueError, Finding, P
from conversations.facts import QUESTIONS
from conversations.given import File
from domain.audit import Deed
from domain.calls import checked, load, rules_hash
from domain.eligibility import outcome
from domain.status import status
from handlers import staff
from handlers.after import FETCH_CALL, PUBLISH
from handlers.moment import milliseconds
from handlers.register import note
from handlers.turn import Turn
from messages.cards import publishing as cards
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, Piece, T
from storage.call_versions import CallVersions, Waiting
from storage.keys import read_key
from storage.staff import EVERYWHERE, Staff

NEW, SOURCE, ASK, YES, NO = "cv:new", "cv:file:", "cv:ask:", "cv:yes:", "cv:no:"
ENDING: Final = ".toml"
LARGEST: Final = 200_000
"""Bytes; the longest file of ours has a twentieth of it."""
IN_A_ROW: Final = 5
NOT_TEXT: Final = Finding("", P("this is not TOML: the text is not UTF-8"))
OVER: Final = T("This draft waits no longer: it was approved or given up, or another one took its place.")


async def explain(turn: Turn) -> None:
    """How a call is published, and the calls that stand, each with its file."""
    if not await _administers(turn):
        return
    known = [(status(call, turn.now), call) for call in load().calls]
    known.sort(key=lambda pair: pair[0].rank)
    buttons = [Button(T("{number}", number=number), SOURCE + call.id) for number, (_, call) in enumerate(known, 1)]
    rows = tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))
    turn.show(Screen(cards.how(known), (*rows, (Button(B("⬅️ Back"), staff.REVIEW),))))


async def send_source(turn: Turn, id_: str) -> None:
    """The file of a call as it stands now."""
    if not await _administers(turn):
        return
    standing = {each.call_id: each.toml for each in await CallVersions(turn.unit).standing()}
    known = {call.id for call in load().calls}
    text = standing.get(id_) or (text_of(id_) if id_ in known else None)
    if text is None:
        turn.answer(T("This call is no longer listed."))
        return
    turn.answer(T("The file follows."))
    turn.send_file(id_ + ENDING, text.encode())


def is_call(file: File) -> bool:
    """Whether a file that was sent may be one of a call."""
    return (file.name or "").lower().endswith(ENDING)


async def take(turn: Turn, file: File) -> None:
    """A file that was sent; it is fetched after the commit and comes back to `received`."""
    if not await _administers(turn):
        return
    if (file.size or 0) > LARGEST:
        turn.say(Screen((T("This file is too large to be a call."),)))
        return
    turn.say(Screen((T("I check the file."),)))
    turn.do_after(FETCH_CALL, file.file_id)


async def received(turn: Turn, content: bytes | None) -> None:
    """The file is here (None: Telegram does not give it): keep it as a draft and show it, or say what is wrong."""
    if not await _administers(turn):
        return
    if content is None or len(content) > LARGEST:
        turn.say(Screen((T("Telegram did not give me the file. Send it again, please."),)))
        return
    try:
        text = content.decode()
        call = checked(text)
    except UnicodeDecodeError:
        turn.say(Screen(cards.refused([NOT_TEXT])))
    except CatalogueError as problem:
        turn.say(Screen(cards.refused(problem.found)))
    else:
        await _keep(turn, call, text)


async def _keep(turn: Turn, call: Call, text: str) -> None:
    if not await _may(turn, turn.chat_id, call):
        turn.say(Screen((T("This call is for more provinces than those that you administer."),)))
        return
    versions = CallVersions(turn.unit)
    note(turn, Deed.CALL_PROPOSED, province=EVERYWHERE, call=call.id)
    id_ = versions.draft(call.id, text, rules_hash(call), turn.chat_id, milliseconds(turn))
    rows = ((Button(B("📨 Have it approved"), f"{ASK}{id_}"),), (Button(B("🗑 Give it up"), f"{NO}{id_}"),))
    turn.say(Screen(_preview(turn, call), rows))


async def ask_a_second(turn: Turn, which: str) -> None:
    """Show the draft to the other administrators of its provinces, who may approve it."""
    draft, call = await _waiting(turn, which)
    if draft is None or call is None:
        return
    rows = ((Button(B("✅ Approve it"), YES + which),), (Button(B("✋ Turn it down"), NO + which),))
    asked = T("🗳 A colleague asks you to approve this call. Compare it with its sources first.")
    others = [each for each in await Staff(turn.unit).administrators() if each.chat_id != draft.made_by]
    able = [each for each in others if await _may(turn, each.chat_id, call)]
    for reader in able:
        turn.say_to(reader.chat_id, reader.language or "ar", Screen((asked, *_preview(turn, call)), rows))
    if able:
        turn.show(Screen((T("📨 Your colleagues have it. I tell you what they decide."),)))
    else:
        turn.answer()
        turn.say(Screen((T("There is no second administrator for these provinces yet. Invite one first: /staff"),)))


async def approve(turn: Turn, which: str) -> None:
    """A second person approves: from now on it stands."""
    draft, call = await _waiting(turn, which)
    if draft is None or call is None:
        return
    version = await CallVersions(turn.unit).approve(draft.id, turn.chat_id, milliseconds(turn))
    if version is None:
        turn.answer(T("Whoever made it cannot approve it: a second person must."))
        return
    note(turn, Deed.CALL_PUBLISHED, province=EVERYWHERE, call=call.id, version=version)
    turn.do_after(PUBLISH, "")
    stands = T("✅ Approved. Version {version} of «{title}» stands from now on.", version=version, title=call.title)
    turn.show(Screen((stands,)))
    await staff.tell(turn, draft.made_by, Screen((stands,)))


async def drop(turn: Turn, which: str) -> None:
    """Whoever made it gives it up, or a second person turns it down."""
    draft, call = await _waiting(turn, which)
    if draft is None or call is None:
        return
    await CallVersions(turn.unit).drop(draft.id, milliseconds(turn))
    note(turn, Deed.CALL_DROPPED, province=EVERYWHERE, call=call.id)
    over = T("✋ The draft of «{title}» is given up. What stood before stands.", title=call.title)
    turn.show(Screen((over,)))
    if draft.made_by != turn.chat_id:
        await staff.tell(turn, draft.made_by, Screen((over,)))


async def _waiting(turn: Turn, which: str) -> tuple[Waiting | None, Call | None]:
    """The draft of a button and its call, if this administrator may decide about it; else she is told why not."""
    key = read_key(which)
    draft = None if key is None else await CallVersions(turn.unit).waiting(key)
    if draft is None:
        turn.answer(OVER)
        turn.show(Screen((OVER,)))
        return None, None
    try:
        call = checked(draft.toml)
    except CatalogueError as problem:  # it was checked by an earlier version of the program
        turn.say(Screen(cards.refused(problem.found)))
        return None, None
    if not await _may(turn, turn.chat_id, call):
        await staff.team(turn)
        return None, None
    return draft, call


async def _administers(turn: Turn) -> bool:
    if await Staff(turn.unit).held(turn.chat_id):
        return True
    await staff.team(turn)
    return False


async def _may(turn: Turn, chat_id: int, call: Call) -> bool:
    """Whether somebody administers all provinces of a call; what is for regions or the country needs all provinces."""
    wide = call.scope.national or call.scope.regions
    provinces = (EVERYWHERE,) if wide else call.scope.provinces
    return all([await Staff(turn.unit).may_grant(chat_id, province) for province in provinces])


def _preview(turn: Turn, call: Call) -> tuple[Piece, ...]:
    before = next((each for each in load().calls if each.id == call.id), None)
    persons = []
    for example in call.examples:
        told = [(QUESTIONS[fact].short, QUESTIONS[fact].tell(value)) for fact, value in example.person.items()]
        persons.append((outcome(call, example.person), told))
    return cards.preview(call, status(call, turn.now), before, persons)
