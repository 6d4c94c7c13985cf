"""The conversations on offer, by name: a stored draft finds its way back through here."""

from typing import Any, NamedTuple

from handlers import eligibility
from handlers.conversations import Flow, active_draft
from handlers.turn import Turn
from storage.drafts import Draft

FLOWS: dict[str, Flow[Any]] = {flow.name: flow for flow in (eligibility.FLOW, eligibility.KEPT_FLOW)}


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
