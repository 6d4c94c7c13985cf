"""The articles name a weekday beside each date; both must agree."""

import pytest

from domain.events.event import Event
from tests.domain.events import seeds

MONDAY, WEDNESDAY, THURSDAY, FRIDAY = 0, 2, 3, 4


@pytest.mark.parametrize(
    ("event", "weekday"),
    [
        (seeds.LAUNCH, MONDAY),
        (seeds.WORKSHOP, FRIDAY),
        (seeds.TRAINING_DAY, THURSDAY),
        (seeds.SEMINAR, THURSDAY),
        (seeds.COOPERATIVES_DAY, WEDNESDAY),
    ],
)
def test_the_day_of_each_seed_is_the_weekday_that_its_article_says(event: Event, weekday: int) -> None:
    assert event.when.day is not None
    assert event.when.day.weekday() == weekday


def test_the_study_day_is_to_be_confirmed_in_march_or_april() -> None:
    assert seeds.STUDY_DAY.when.day is None
    assert seeds.STUDY_DAY.when.months == ("2021-03", "2021-04")
    assert seeds.STUDY_DAY.when.begins() is None
