"""The conversations on offer, by name: a stored draft finds its way back through here."""

from typing import Any, NamedTuple

from handlers import (
    away,
    broadcast_after,
    broadcast_making,
    broadcast_sending,
    cooperatives,
    desk_actions,
    eligibility,
    event_door,
    event_feedback,
    event_following,
    event_import,
    event_making,
    event_questions,
    event_results,
    event_series,
    event_ticket,
    expert,
    following,
    funding,
    ready,
    requests,
    staff,
)
from handlers.conversations import Flow, active_draft
from handlers.turn import Turn
from storage.drafts import Draft

_ALL: tuple[Flow[Any], ...] = (
    eligibility.FLOW,
    eligibility.KEPT_FLOW,
    requests.FLOW,
    *following.FLOWS.values(),
    following.COMMENT,
    cooperatives.FLOW,
    staff.FLOW,
    ready.FLOW,
    *desk_actions.FLOWS.values(),
    funding.ROWS_FLOW,
    funding.FIGURES_FLOW,
    event_making.FLOW,
    event_making.CANCELLING,
    event_following.FLOW,
    event_questions.ENQUIRY,
    event_questions.ANSWERING,
    event_ticket.NAMING,
    event_ticket.ENTERING,
    event_door.TICKET,
    event_door.GUEST,
    event_feedback.SPEAKING,
    event_results.FLOW,
    event_series.FLOW,
    event_import.FLOW,
    broadcast_making.FLOW,
    broadcast_making.NAMING,
    broadcast_sending.RETURNING,
    broadcast_after.CORRECTING,
    expert.FLOW,
    away.FLOW,
)
FLOWS = {flow.name: flow for flow in _ALL}


def flow_of(name: str) -> Flow[Any] | None:
    """The conversation of that name; None for one that is no longer offered."""
    return FLOWS.get(name)


class Underway(NamedTuple):
    """A conversation in which the person is, and its stored state."""

    flow: Flow[Any]
    draft: Draft


def underway(turn: Turn) -> Underway | None:
    """The conversation that takes what the person says now, if any."""
    draft = active_draft(turn)
    return None if draft is None else of(draft)


def of(draft: Draft) -> Underway | None:
    """A draft with its conversation; None when that is no longer offered."""
    flow = flow_of(draft.conversation)
    return None if flow is None else Underway(flow, draft)
