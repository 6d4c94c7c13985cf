"""Moroccan civil time: between the clock on the wall and the moment in the world.

Appointments are kept as wall-clock time, because that is what was announced. Morocco changes its mind: until March 2026
the clock went back around Ramadan, and on 20 September 2026 the country went to UTC for good (time zone database,
release 2026c). A machine's own time zone database is often older than such a decision, and `zoneinfo` prefers it, so
the rules are taken from the `tzdata` package, which is pinned and renewed with the other dependencies.
"""

from datetime import UTC, date, datetime, time, tzinfo
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

ZONE_NAME: Final = "Africa/Casablanca"


def _pinned(name: str) -> ZoneInfo:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


MOROCCO: Final = _pinned(ZONE_NAME)


def moment_of(wall: datetime, zone: tzinfo = MOROCCO) -> datetime:
    """The moment, in UTC, at which clocks on Moroccan walls show `wall`, a naive time.

    An hour that comes twice is meant the first time. One that is skipped means as much later as clocks were put
    forward: who waits for 02:30 in the night in which 02:00 becomes 03:00 gets it at 03:30.
    """
    if wall.tzinfo is not None:
        raise ValueError("Wall-clock time has no zone: it is what the clock on the wall shows.")
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall_of(moment: datetime, zone: tzinfo = MOROCCO) -> datetime:
    """What clocks on Moroccan walls show at `moment`, an aware time; the answer is naive."""
    if moment.tzinfo is None:
        raise ValueError("A moment knows its zone.")
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def wall(day: date, hour: time) -> datetime:
    """A day and an hour as one wall-clock time."""
    return datetime.combine(day, hour)
