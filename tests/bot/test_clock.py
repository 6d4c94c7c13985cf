from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.clock import ShiftedClock, SystemClock, milliseconds


def test_the_systems_clock_is_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_a_shifted_clock_goes_on_from_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = 5.0
    monkeypatch.setattr("time.monotonic", lambda: seconds)
    clock = ShiftedClock(datetime(2026, 3, 1, 10, tzinfo=timezone(timedelta(hours=1))))
    assert clock.now() == datetime(2026, 3, 1, 9, tzinfo=UTC)
    seconds += 3600
    assert clock.now() == datetime(2026, 3, 1, 10, tzinfo=UTC)


def test_a_moment_is_kept_in_milliseconds_whatever_its_zone() -> None:
    assert milliseconds(datetime(1970, 1, 1, 1, 0, 1, 500_000, timezone(timedelta(hours=1)))) == 1500
