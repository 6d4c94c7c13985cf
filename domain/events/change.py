"""What an announced meeting's change means for the people who were invited."""

from msgspec import Struct

from domain.events.event import Event
from domain.events.life import AHEAD


class Change(Struct, frozen=True):
    """What is different. `fixed`: the day was to be confirmed, and now it is known."""

    day: bool
    hour: bool
    venue: bool
    fixed: bool

    @property
    def matters(self) -> bool:
        """Whether people must be told at once."""
        return self.day or self.hour or self.venue or self.fixed

    @property
    def asks_again(self) -> bool:
        """Whether those who answered are asked again: who could come on Thursday may not on Friday."""
        return self.day or self.fixed


def change(before: Event, after: Event) -> Change:
    """The difference between two versions of one meeting."""
    fixed = before.when.day is None and after.when.day is not None
    return Change(
        day=not fixed and before.when.day != after.when.day,
        hour=not fixed and (before.when.hour, before.when.part) != (after.when.hour, after.when.part),
        venue=(before.venue.name, before.venue.place) != (after.venue.name, after.venue.place),
        fixed=fixed,
    )


def must_be_told(before: Event, after: Event) -> bool:
    """Whether saving `after` moves a meeting that people were invited to."""
    return before.life in AHEAD and change(before, after).matters
