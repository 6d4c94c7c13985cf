"""`/privacy` promises periods; what the sweeps and drafts keep to must be the same."""

from datetime import timedelta

import pytest

from bot import ticks
from handlers import broadcast_making, cooperatives, eligibility, event_making, privacy, requests
from messages.text import Text

DRAFT = timedelta(days=14)


@pytest.mark.parametrize(
    ("told", "kept", "period"),
    [
        (privacy.UNFINISHED, eligibility.DRAFT_KEPT, "14 days"),
        (privacy.UNFINISHED, eligibility.RESULT_KEPT, "1 day"),
        (privacy.TALKS, ticks.TALKS_KEPT, "1 year"),
        (privacy.MEETINGS, ticks.MEETINGS_KEPT, "1 year"),
        (privacy.NOTICES, ticks.ACCOUNTS_KEPT, "1 year"),
        (privacy.ROLE, ticks.DESK_KEPT, "1 year"),
        (privacy.MESSAGES, ticks.TRACE_KEPT, "3 days"),
        (privacy.WORDS, ticks.WORDS_KEPT, "1 year"),
    ],
)
def test_each_period_is_the_one_that_is_kept_to(told: Text, kept: timedelta, period: str) -> None:
    number, unit = period.split()
    assert kept == timedelta(days=int(number)) * (365 if unit == "year" else 1)
    assert f": {period}" in told.msgid


def test_no_unfinished_answers_are_kept_longer_than_is_said() -> None:
    drafts = (eligibility, requests, cooperatives, event_making, broadcast_making)
    assert max(each.DRAFT_KEPT for each in drafts) == DRAFT
