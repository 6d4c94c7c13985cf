"""A request to show in the tests of cards."""

from typing import Any

from domain.replacing import replace
from domain.requests.kinds import Kind
from domain.requests.life import Action, Actor, State
from domain.requests.request import Event, Request

SENT = 1_772_355_600_000
"""1 March 2026, nine o'clock in Morocco."""
DAY = 24 * 60 * 60 * 1000

_REQUEST = Request(
    id=1,
    reference="TW-4827-1633",
    chat_id=7,
    cooperative_id=None,
    kind=Kind.FUNDING,
    call_id="indh_taroudant_2026",
    state=State.IN_REVIEW,
    revision=2,
    project="تعاونية <النور>",
    sector="beekeeping",
    province="09.541",
    place="09.541",
    douar="دوار آيت علي",
    amount=80_000,
    total_cost=200_000,
    description="نريد توسيع الورشة",
    phone="+212661234567",
    language="ar",
    taken_by=3,
    helped=None,
    decided_amount=None,
    reason="",
    submitted_at=SENT,
    changed_at=SENT,
    decided_at=None,
    deadline=SENT + 15 * DAY,
    acting=(Actor.AGENT,),
)


def request(**changes: Any) -> Request:
    return replace(_REQUEST, **changes)


def event(action: Action, role: Actor = Actor.AGENT, text: str = "", **data: Any) -> Event:
    return Event(SENT, action, role, State.IN_REVIEW, text, data, internal=action is Action.NOTE, by=3)
