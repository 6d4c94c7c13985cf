from datetime import UTC, date, datetime, time

import pytest

from domain.events.when import Part, When

THURSDAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    "values",
    [
        {"hour": time(10)},
        {"part": Part.MORNING},
        {"day": THURSDAY, "hour": time(10), "end": time(9)},
        {"day": THURSDAY, "end": time(9)},
        {"day": THURSDAY, "hour": time(10), "part": Part.MORNING},
        {"day": THURSDAY, "months": ("2026-03",)},
        {"months": ("March",)},
        {"months": ("2026-13",)},
        {"months": ("2026-03", "2026-04", "2026-05")},
    ],
)
def test_what_no_announcement_can_mean_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        When(**values)  # type: ignore[arg-type] # the wrong values are the test


def test_a_meeting_begins_at_its_hour_on_the_wall() -> None:
    assert When(THURSDAY, time(10)).begins() == datetime(2026, 3, 12, 10, tzinfo=UTC)  # Ramadan: the clock is at UTC
    assert When(date(2026, 4, 2), time(10)).begins() == datetime(2026, 4, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(("part", "hour"), [(Part.MORNING, 9), (Part.AFTERNOON, 15), (Part.EVENING, 18), (None, 9)])
def test_without_an_hour_a_part_of_the_day_is_reckoned_with(part: Part | None, hour: int) -> None:
    assert When(THURSDAY, part=part).begins() == datetime(2026, 3, 12, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "end"),
    [
        (When(THURSDAY, time(10)), datetime(2026, 3, 12, 18, tzinfo=UTC)),
        (When(THURSDAY, time(10), time(12, 30)), datetime(2026, 3, 12, 12, 30, tzinfo=UTC)),
        (When(THURSDAY, part=Part.MORNING), datetime(2026, 3, 13, tzinfo=UTC)),
    ],
)
def test_a_meeting_is_over_at_its_end_or_when_it_must_be(when: When, end: datetime) -> None:
    assert not when.is_over(end.replace(minute=0, hour=(end.hour - 1) % 24, day=12))
    assert when.is_over(end)


def test_a_meeting_to_be_confirmed_is_never_over() -> None:
    assert not When(months=("2021-03",)).is_over(datetime(2030, 1, 1, tzinfo=UTC))
