"""The Moroccan clock as it was decided, and as it was expected before the decision of 2026, for tests that travel."""

from datetime import UTC, datetime, timedelta, tzinfo

HOUR = timedelta(hours=1)

DECIDED = {
    "2025-02-23T02:00": 0,
    "2025-04-06T02:00": 1,
    "2026-02-15T02:00": 0,
    "2026-03-22T02:00": 1,
    "2026-09-20T01:00": 0,
}
"""Changes in UTC, with the hours ahead of UTC from then on: time zone database, release 2026c."""

EXPECTED = {
    "2025-02-23T02:00": 0,
    "2025-04-06T02:00": 1,
    "2026-02-15T02:00": 0,
    "2026-03-22T02:00": 1,
    "2027-02-07T02:00": 0,
    "2027-03-14T02:00": 1,
    "2028-01-23T02:00": 0,
    "2028-03-05T02:00": 1,
    "2029-01-14T02:00": 0,
    "2029-02-18T02:00": 1,
    "2029-12-30T02:00": 0,
    "2030-02-10T02:00": 1,
    "2030-12-22T02:00": 0,
}
"""What release 2025b expected: a clock that goes on changing around Ramadan. It may be decided again."""


class Clock(tzinfo):
    """A time zone made of a table of changes, as above; an hour ahead of UTC before the first."""

    def __init__(self, changes: dict[str, int]) -> None:
        self._changes = [(datetime.fromisoformat(at), HOUR * ahead) for at, ahead in sorted(changes.items())]

    def utcoffset(self, moment: datetime | None) -> timedelta:
        assert moment is not None
        shown = moment.replace(tzinfo=None, fold=0)
        offset = HOUR
        for at, ahead in self._changes:
            # Around a change the wall shows an hour twice, or none: the first meaning is before the change.
            begins = at + (ahead if moment.fold else max(ahead, offset))
            if shown < begins:
                return offset
            offset = ahead
        return offset

    def tzname(self, moment: datetime | None) -> str:
        return f"{self.utcoffset(moment)}"

    def dst(self, moment: datetime | None) -> timedelta:
        assert moment is not None
        return timedelta()

    def fromutc(self, moment: datetime) -> datetime:
        utc = moment.replace(tzinfo=None)
        offset, before = HOUR, HOUR
        second = False
        for at, ahead in self._changes:
            if utc >= at:
                before, offset = offset, ahead
                second = ahead < before and utc < at + (before - ahead)
        return (utc + offset).replace(tzinfo=self, fold=int(second))


def moments(changes: dict[str, int]) -> list[datetime]:
    return [datetime.fromisoformat(at).replace(tzinfo=UTC) for at in changes]
