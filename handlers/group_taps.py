"""Taps on buttons in a group: only what needs no conversation, for a group is no place for one."""

from typing import Final

from domain.requests.change import Change
from domain.requests.life import Action, Refused, acting
from handlers import desk_request, ready
from handlers.moment import milliseconds
from handlers.news import tell_person
from handlers.notices import BELOW
from handlers.topics import told
from handlers.turn import Turn
from messages.text import T
from storage.desk import DeskRequests
from storage.keys import read_key
from storage.request_scope import Gone, Overtaken

TAKE: Final = "tg:take:"
PAPERS: Final = BELOW + desk_request.PAPERS
ONLY_IN_PRIVATE: Final = T("Open the request in private for that.")


async def tapped(turn: Turn, data: str) -> None:
    """Carry out a tap. Whether it may be done is asked of the roles of whoever tapped."""
    if data.startswith(TAKE):
        await _take(turn, data.removeprefix(TAKE))
    elif data.startswith(PAPERS):
        turn.tapped_below()
        await _papers(turn, data.removeprefix(PAPERS))
    elif data.startswith(desk_request.PAPERS):
        await _papers(turn, data.removeprefix(desk_request.PAPERS))
    elif data.startswith(desk_request.PAPER):
        await _paper(turn, data.removeprefix(desk_request.PAPER))
    elif data.startswith(BELOW + ready.LIST):
        turn.tapped_below()
        await ready.show_list(turn, data.removeprefix(BELOW + ready.LIST))
    else:
        for beginning in ready.TAPS_IN_GROUPS:
            if data.startswith(beginning):
                await ready.TAPS[beginning](turn, data.removeprefix(beginning))
                return
        turn.answer(ONLY_IN_PRIVATE)


async def _take(turn: Turn, which: str) -> None:
    """Take a new request, `reference:revision`; the summary of its topic then says so."""
    reference, _, seen = which.partition(":")
    request = await desk_request.found(turn, reference)
    revision = read_key(seen)
    if request is None or revision is None:
        turn.answer(ready.NOT_YOURS)
        return
    role, change = acting(request.state, Action.TAKE, request.acting), Change(Action.TAKE)
    try:
        after = await DeskRequests(turn.unit, turn.chat_id).change(request, change, milliseconds(turn), revision)
    except (Gone, Overtaken, Refused):
        turn.answer(T("This cannot be done any more: somebody was faster, or your role does not allow it."))
        return
    assert role is not None  # the change was allowed
    turn.answer(T("Done. The person is told."))
    await tell_person(turn, after, change, role)
    await told(turn, after, Action.TAKE, role)


async def _papers(turn: Turn, which: str) -> None:
    if await desk_request.found(turn, which.partition(":")[0]) is None:
        turn.answer(ready.NOT_YOURS)
    else:
        await desk_request.papers(turn, which)


async def _paper(turn: Turn, which: str) -> None:
    """A paper comes into the topic; that it was opened, and in which role, is a line that the person can read."""
    if await desk_request.found(turn, which.partition(":")[0]) is None:
        turn.answer(ready.NOT_YOURS)
    else:
        await desk_request.paper(turn, which)
