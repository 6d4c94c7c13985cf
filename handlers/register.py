"""Writing what staff do into the register of actions, where no repository does it by itself."""

from typing import Any

from domain.audit import Deed
from domain.events.event import Event
from handlers.moment import milliseconds
from handlers.turn import Turn
from storage.audit import Audit
from storage.events import province
from storage.staff import EVERYWHERE


def note(turn: Turn, deed: Deed, **what: Any) -> None:
    """Note what this staff member does now; `what` as for `Audit.note`."""
    Audit(turn.unit).note(turn.chat_id, deed, milliseconds(turn), **what)


def note_meeting(turn: Turn, deed: Deed, event: Event, people: int) -> None:
    """Note that so many people were told of a meeting, or of what became of it."""
    note(turn, deed, province=meeting_province(event), meeting=str(event.id), people=people)


def meeting_province(event: Event) -> str:
    """Where a meeting takes place; everywhere while that is not known."""
    return province(event) or EVERYWHERE
