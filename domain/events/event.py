"""A meeting, as it was announced and as it went."""

from datetime import datetime, time
from typing import Final

from catalogue.local import Local
from catalogue.rules import Test
from catalogue.value import Value
from domain.events.audience import Audience
from domain.events.kind import Kind
from domain.events.life import Life
from domain.events.outcome import Outcome
from domain.events.seating import Seating
from domain.events.venue import Venue
from domain.events.when import When
from domain.facts import Profile
from domain.judgement import judge
from domain.truth import Truth, all_

DAY: Final = 24 * 60
USUAL_REMINDERS: Final = (7 * DAY, DAY, 2 * 60)
"""When people are reminded, in minutes before the beginning, unless the organisers say otherwise."""


class Item(Value, frozen=True):
    """A point of the agenda."""

    subject: Local
    speaker: Local | None = None
    hour: time | None = None


class Condition(Value, frozen=True):
    """A condition to come, in the language of the calls' conditions (catalogue.rules)."""

    text: Local
    test: Test


class Event(Value, frozen=True):
    """A meeting. Only the title must be known; everything else may come later.

    `sequence` rises with every change that was announced, as calendars want it; `announced_at` is aware, in UTC, and so
    is `timed_at`: when its day, its hour or its reminders were last changed. `poster` is Telegram's id of a picture.
    """

    id: int
    title: Local
    kind: Kind = Kind.MEETING
    when: When = When()
    venue: Venue = Venue()
    occasion: Local | None = None
    organiser: Local | None = None
    chair: Local | None = None
    partners: tuple[Local, ...] = ()
    agenda: tuple[Item, ...] = ()
    public: Local | None = None
    contact: Local | None = None
    poster: str | None = None
    seating: Seating = Seating()
    conditions: tuple[Condition, ...] = ()
    audience: Audience = Audience()
    reminders: tuple[int, ...] = USUAL_REMINDERS
    outcome: Outcome = Outcome()
    life: Life = Life.DRAFT
    sequence: int = 0
    announced_at: datetime | None = None
    timed_at: datetime | None = None


def may_come(event: Event, profile: Profile) -> Truth:
    """Whether somebody meets the conditions to come, as far as her answers say."""
    return all_(judge(condition.test, profile) for condition in event.conditions)
