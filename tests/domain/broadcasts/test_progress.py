from datetime import UTC, datetime, timedelta

from domain.broadcasts.account import State
from domain.broadcasts.progress import Pace

NOON = datetime(2026, 4, 15, 12, tzinfo=UTC)


def test_the_pace_begins_anew_after_a_pause_and_when_the_clock_is_set_back() -> None:
    pace = Pace()
    counts = dict.fromkeys(State, 0) | {State.QUEUED: 100}
    assert pace.progress(counts, NOON).rate is None
    some = counts | {State.SENT: 20, State.QUEUED: 80}
    progress = pace.progress(some, NOON + timedelta(seconds=10))
    assert (progress.rate, progress.left) == (2.0, timedelta(seconds=40))
    assert pace.progress(some, NOON + timedelta(hours=3)).rate is None
    assert pace.progress(some, NOON).rate is None
