"""How long somebody on the waiting list may think about a seat that became free."""

from datetime import datetime, timedelta
from typing import Final

LONGEST: Final = timedelta(hours=24)
SHORTEST: Final = timedelta(minutes=15)


def offered_until(now: datetime, begins: datetime | None, opens: datetime) -> datetime | None:
    """Until when an offer made `now` holds; None when it is too late for one.

    A day, but never more than half of the time that is left, so that the next on the list has a chance as well. The
    time runs from `opens`, when quiet hours are over: nobody loses a seat in her sleep. Offers end when it begins.
    """
    heard = max(now, opens)
    if begins is None:
        return heard + LONGEST
    left = begins - heard
    if left < SHORTEST:
        return None
    return heard + min(LONGEST, max(SHORTEST, left / 2))
