from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.events.door import DIGITS, EVERY, opens, wall_code

NOW = datetime(2026, 4, 1, 10, 0, 30, tzinfo=UTC)


def test_the_code_on_the_wall_opens_for_two_minutes_and_then_no_more() -> None:
    code = wall_code("secret", NOW)
    assert opens("secret", code, NOW)
    assert opens("secret", code, NOW + 2 * EVERY)
    assert not opens("secret", code, NOW + timedelta(days=1))


def test_the_code_of_another_meeting_does_not_open() -> None:
    assert not opens("secret", wall_code("other", NOW), NOW)


def test_nonsense_does_not_open() -> None:
    assert not opens("secret", "الباب", NOW)


@given(st.text(min_size=1), st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2031, 1, 1)))  # noqa: DTZ001 - walls
def test_a_code_is_always_as_long_as_people_expect(secret: str, moment: datetime) -> None:
    code = wall_code(secret, moment.replace(tzinfo=UTC))
    assert len(code) == DIGITS
    assert code.isdecimal()
