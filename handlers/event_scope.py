"""Which meetings a staff member works on: those of her provinces and those that she made, as long as she has a role."""

from domain.events.event import Event
from domain.places import province_of
from handlers.event_card import NOT_HERE
from handlers.event_link import read
from handlers.turn import Turn
from messages.screen import Screen
from storage.events import Events, Kept
from storage.staff import EVERYWHERE, RUNS, Staff

DESK, ONE = "e:desk:", "e:one:"
"""The list of a desk, and one meeting on it."""


async def at_desk(turn: Turn, name: str) -> Kept | None:
    """The meeting of a button, if this staff member may work on it; otherwise she is told that there is none."""
    event_id = read(name)
    kept = None if event_id is None else await Events(turn.unit).at_desk(event_id, turn.chat_id)
    if kept is None:
        turn.answer(NOT_HERE)
        turn.show(Screen((NOT_HERE,)))
    return kept


async def provinces(turn: Turn) -> frozenset[str]:
    """The provinces for which this chat may call meetings, EVERYWHERE among them for all; empty for no staff."""
    roles = await Staff(turn.unit).roles_of(turn.chat_id)
    return frozenset(role.province for role in roles if role.role in RUNS)


async def may_invite(turn: Turn, event: Event) -> bool:
    """Whether everybody whom the meeting concerns is in her provinces."""
    hers = await provinces(turn)
    wanted = {province_of(place) for place in event.audience.places}
    return EVERYWHERE in hers or (bool(wanted) and wanted <= hers)
