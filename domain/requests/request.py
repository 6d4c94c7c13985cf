"""A support request as it stands, and what belongs to it. Times are milliseconds, UTC; amounts are whole dirhams."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from domain.requests.kinds import Kind
from domain.requests.levels import Level, level_for
from domain.requests.life import Action, Actor, State

OTHER = "other"
"""The document code of a file that answers to no paper of the checklist."""

MOST_FILES = 100
"""So many files a request may have."""


class NewFile(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A file in Telegram's care. `document` is a code of catalogue/documents.toml or `OTHER`; `size` is in bytes."""

    document: str
    kind: str  # photo, document, voice, video
    file_id: str
    unique_id: str
    name: str | None = None
    size: int | None = None


class StoredFile(Struct, frozen=True):
    """A file of a request. `lost_at`: since when Telegram no longer gives it."""

    key: int
    document: str
    kind: str
    file_id: str
    unique_id: str
    name: str | None
    size: int | None
    added_at: int
    lost_at: int | None = None


class Wanted(Struct, frozen=True):
    """A correction to ask for: which document, why, and until when."""

    document: str
    why: str
    until: int | None = None


class Correction(Struct, frozen=True):
    """A correction that was asked for; `done_at` is None while it is open."""

    document: str
    why: str
    until: int | None
    asked_at: int
    done_at: int | None = None


class Helped(Struct, frozen=True):
    """An agent filled the request in for a person: her name, and the version of the consent that she gave aloud."""

    name: str
    consent: str


class NewRequest(Struct, frozen=True):
    """What the person sends. `place` is the code of a province or a commune, `consent` the version she agreed to."""

    kind: Kind
    place: str
    description: str
    language: str
    consent: str
    project: str = ""
    sector: str | None = None
    douar: str = ""
    call_id: str | None = None
    amount: int | None = None
    total_cost: int | None = None
    phone: str | None = None
    cooperative_id: int | None = None
    helped: Helped | None = None
    files: tuple[NewFile, ...] = ()


class Request(Struct, frozen=True):
    """A request as stored.

    `chat_id` is hers who sent it; None once she has erased everything. `revision` grows with every move;
    `deadline` is when our next step is due; `acting` are the roles in which the person who reads it may act on it.
    `decision_due` and `remaining` are its other clocks (`domain.service.clocks`); `question_due` is by when a question
    of the person is to be answered; `merged_into` is the id of the request with which it was joined.
    """

    id: int
    reference: str
    chat_id: int | None
    cooperative_id: int | None
    kind: Kind
    call_id: str | None
    state: State
    revision: int
    project: str
    sector: str | None
    province: str
    place: str
    douar: str
    amount: int | None
    total_cost: int | None
    description: str
    phone: str | None
    language: str
    taken_by: int | None
    helped: Helped | None
    decided_amount: int | None
    reason: str
    submitted_at: int
    changed_at: int
    decided_at: int | None
    deadline: int | None
    acting: tuple[Actor, ...]
    decision_due: int | None = None
    remaining: int | None = None
    question_due: int | None = None
    merged_into: int | None = None

    @property
    def level(self) -> Level:
        """The lowest level that may decide it."""
        return level_for(self.kind, self.amount, self.province)


class Event(Struct, frozen=True):
    """A line of the history of a request.

    `by` is the chat of who did it, known only to staff: the person reads a role. `data` holds the figures of the
    action: amount, documents, until, file.
    """

    at: int
    action: Action
    role: Actor
    state: State
    text: str
    data: Mapping[str, Any]
    internal: bool = False
    by: int | None = None


class Rating(Struct, frozen=True):
    """How content she was, 1 to 5, and what she says about it; `voice` is a Telegram file id."""

    score: int
    text: str = ""
    voice: str | None = None
