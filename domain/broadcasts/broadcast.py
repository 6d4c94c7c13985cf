"""A notice to many people, as it is kept."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from domain.broadcasts.account import State
from domain.broadcasts.body import Body
from domain.broadcasts.life import Life
from domain.replacing import replace


class Work(StrEnum):
    SEND = "send"
    CORRECT = "correct"  # what another one sent is put in other words
    DELETE = "delete"  # what another one sent is taken out of the chats


class Broadcast(Struct, frozen=True):
    """`province` is a code or "*"; moments are aware, in UTC. `original`: what it corrects or deletes.

    `again`: those who stand so are being put back, page by page, because staff want it tried once more.
    """

    id: int
    life: Life
    work: Work
    province: str
    made_by: int
    made_at: datetime
    body: Body
    original: int | None = None
    series: int | None = None
    approved_by: int | None = None
    approved_at: datetime | None = None
    starts_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    again: State | None = None


def as_it_stands(broadcast: Broadcast, followers: Iterable[Broadcast]) -> Broadcast | None:
    """The notice with the words of its corrections, `followers` in their order; None when it was deleted."""
    body = broadcast.body
    for each in followers:
        if each.life is not Life.DONE:
            continue
        if each.work is Work.DELETE:
            return None
        body = replace(body, contents={**body.contents, **each.body.contents})
    return replace(broadcast, body=body)
