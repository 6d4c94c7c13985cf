"""How far a notice is: what its progress message shows."""

from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from domain.broadcasts.account import OPEN, Counts, State, people, settled

RECENT: Final = timedelta(seconds=30)
"""The rate is that of so long; what was long ago says little about when it ends."""


class Progress(Struct, frozen=True):
    """`rate` is in people a second, `left` the time that the rest will take; None: not known yet."""

    counts: Counts
    rate: float | None = None
    left: timedelta | None = None
    quiet_until: datetime | None = None

    @property
    def people(self) -> int:
        return people(self.counts)

    @property
    def settled(self) -> int:
        return settled(self.counts)


class Pace:
    """How fast people were settled lately."""

    def __init__(self) -> None:
        self._seen: deque[tuple[datetime, int]] = deque()

    def progress(self, counts: Mapping[State, int], now: datetime, quiet_until: datetime | None = None) -> Progress:
        """What there is to show now; a look after a pause, or after the clock was set, begins anew."""
        done = settled(counts)
        if self._seen and (now < self._seen[-1][0] or now - self._seen[-1][0] > RECENT or done < self._seen[-1][1]):
            self._seen.clear()
        self._seen.append((now, done))
        while now - self._seen[0][0] > RECENT:
            self._seen.popleft()
        since, before = self._seen[0]
        seconds = (now - since).total_seconds()
        rate = (done - before) / seconds if seconds > 0 else None
        rest = sum(counts.get(state, 0) for state in OPEN)
        return Progress(counts, rate, timedelta(seconds=rest / rate) if rate else None, quiet_until)
