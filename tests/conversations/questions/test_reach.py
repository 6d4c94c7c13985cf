import pytest

from conversations.given import Given, Pressed
from conversations.question import Stale
from conversations.questions.reach import EVERYWHERE, ReachQuestion
from messages.text import T
from tests.conversations.asking import NONSENSE, answer, plain, refused, turned, values

REACH = ReachQuestion(T("Invited"), T("Invited"))


def test_the_whole_country_a_region_and_a_province_can_be_meant() -> None:
    assert values(REACH.ask(None))[0] == EVERYWHERE
    assert answer(REACH, Pressed(EVERYWHERE)) == EVERYWHERE
    region = turned(REACH, Pressed(">09"))
    assert values(REACH.ask(region))[0] == "=09"
    assert answer(REACH, Pressed("=09"), region) == "09"
    assert "=09.581" in values(REACH.ask(turned(REACH, "تيزنيت")))
    assert answer(REACH, Pressed("=09.581")) == "09.581"


@pytest.mark.parametrize("given", [each for each in NONSENSE if each != Pressed("!list\x00")])
def test_what_is_no_place_is_refused_kindly(given: Given) -> None:
    assert refused(REACH, given)


def test_a_stored_reach_is_checked_again_and_told_by_name() -> None:
    with pytest.raises(Stale):
        REACH.load("99.999")
    assert REACH.load("09") == "09"
    assert "المغرب كله" in plain(REACH.tell(EVERYWHERE))
