import datetime as dt

import pytest

from messages.values import Link, Moment, Verbatim


def test_a_moment_with_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="wall-clock"):
        Moment(dt.datetime(2026, 3, 10, 16, 30, tzinfo=dt.UTC))


def test_a_link_that_would_run_something_is_refused() -> None:
    with pytest.raises(ValueError, match="address"):
        Link("javascript:alert(1)", Verbatim("here"))
