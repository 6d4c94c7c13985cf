"""The one clock of the program. Everything that depends on time is given a `Clock`."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class ShiftedClock:
    """A clock that starts at a given moment and then goes on as time does: to show or test another day."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(UTC)
        self._began = time.monotonic()

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._start.timestamp() + time.monotonic() - self._began, UTC)


def milliseconds(moment: datetime) -> int:
    """A moment as the database keeps it: milliseconds since 1970, UTC."""
    return int(moment.timestamp() * 1000)
