from datetime import date, time

import pytest

from catalogue.local import Local
from domain.events.change import change, must_be_told
from domain.events.event import Event
from domain.events.life import Life
from domain.events.venue import Venue
from domain.events.when import When
from domain.replacing import replace
from tests.domain.events.seeds import COOPERATIVES_DAY, STUDY_DAY

ANNOUNCED = replace(COOPERATIVES_DAY, life=Life.ANNOUNCED)


@pytest.mark.parametrize(
    ("after", "told", "again"),
    [
        (replace(ANNOUNCED, when=When(date(2025, 7, 10), time(10))), True, True),
        (replace(ANNOUNCED, when=When(date(2025, 7, 9), time(15))), True, False),
        (replace(ANNOUNCED, venue=Venue(Local("قاعة أخرى", "Autre salle"), "01.511")), True, False),
        (replace(ANNOUNCED, title=Local("لقاء", "Rencontre")), False, False),
        (ANNOUNCED, False, False),
    ],
)
def test_people_are_told_what_changes_their_plans_and_asked_again_when_the_day_does(
    after: Event, *, told: bool, again: bool
) -> None:
    assert must_be_told(ANNOUNCED, after) is told
    assert change(ANNOUNCED, after).asks_again is again


def test_a_day_that_was_to_be_confirmed_is_told_when_it_is_fixed() -> None:
    fixed = replace(STUDY_DAY, when=When(date(2021, 3, 25), time(9)))
    assert change(STUDY_DAY, fixed).fixed
    assert not change(STUDY_DAY, fixed).day
    assert must_be_told(STUDY_DAY, fixed)


def test_changes_of_a_draft_are_nobodys_business() -> None:
    draft = replace(ANNOUNCED, life=Life.DRAFT)
    assert not must_be_told(draft, replace(draft, when=When()))
