"""Whole chats on PostgreSQL: what people see does not depend on the database."""

from collections.abc import AsyncIterator

import pytest

from tests.journeys.test_answering_meetings import (
    test_a_full_meeting_has_a_list_and_a_seat_that_is_free_is_offered_in_its_order,
    test_thirty_phones_that_tap_at_once_for_ten_seats_leave_ten_seats_and_a_list,
)
from tests.journeys.test_cooperatives import test_a_change_of_president_hands_its_requests_over
from tests.journeys.test_meetings import test_announced_answered_reminded_checked_in_thanked
from tests.journeys.test_requests import test_erasing_everything_ends_her_requests_and_leaves_nothing_of_hers
from tests.journeys.test_two_phones import test_a_request_goes_there_and_back_and_each_side_reads_every_step
from tests.stage import Stage

__all__ = [
    "test_a_change_of_president_hands_its_requests_over",
    "test_a_full_meeting_has_a_list_and_a_seat_that_is_free_is_offered_in_its_order",
    "test_a_request_goes_there_and_back_and_each_side_reads_every_step",
    "test_announced_answered_reminded_checked_in_thanked",
    "test_erasing_everything_ends_her_requests_and_leaves_nothing_of_hers",
    "test_thirty_phones_that_tap_at_once_for_ten_seats_leave_ten_seats_and_a_list",
]


@pytest.fixture
async def stage(address: str) -> AsyncIterator[Stage]:
    """In place of the usual one; what is imported above plays on it."""
    async with Stage(address) as made:
        yield made


async def test_she_is_welcomed_and_only_her_replica_speaks_to_her(stage: Stage) -> None:
    phone = stage.phone()
    await phone.start()
    await phone.sees("تيويزي")
    await stage.settled()
    assert await stage.rows("select sender from lane") == await stage.rows("select id as sender from replica")
    await stage.restart()
    await phone.send("/check")
    await phone.sees("أين يوجد مشروعك")
    assert await stage.rows("select sender from lane") == await stage.rows("select id as sender from replica")
