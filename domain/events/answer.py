"""What somebody answered to an invitation, and what she has of it."""

from enum import StrEnum

from msgspec import Struct

from domain.events.seats import Party


class Reply(StrEnum):
    COMING = "coming"
    MAYBE = "maybe"
    NOT_COMING = "not_coming"


class Standing(StrEnum):
    """What follows from the reply. OFFERED: a seat is kept for her while she thinks about it."""

    NONE = "none"
    SEATED = "seated"
    WAITING = "waiting"
    OFFERED = "offered"


class Answer(Struct, frozen=True):
    """One person's answer. Times are milliseconds, UTC; `queue` orders the waiting list.

    `asked_again` says that the day changed since she answered. `reminders` is false when she wants none;
    `own_reminder` is one of her own, in minutes before the beginning. `ticket` is what she shows at the door,
    and `name` what the list there calls her, where she gave one.
    """

    chat_id: int
    reply: Reply
    party: Party = Party()
    standing: Standing = Standing.NONE
    pool: str | None = None
    queue: int = 0
    offered_until: int | None = None
    answered_at: int = 0
    asked_again: bool = False
    reminders: bool = True
    own_reminder: int | None = None
    ticket: str = ""
    name: str | None = None
