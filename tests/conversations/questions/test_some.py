import pytest

from conversations.given import Pressed
from conversations.question import Stale
from conversations.questions.reach import EVERYWHERE, ReachQuestion
from conversations.questions.search import OPEN, TAKE
from conversations.questions.sector import SectorQuestion
from conversations.questions.some import DONE, LESS, MOST, SomeOf
from messages.text import B, T
from tests.conversations.asking import NONSENSE, answer, gathered, labels, plain, refused, text, turned, values

TAROUDANT, CHTOUKA, SOUSS = "09.541", "09.163", "09"


def places(*so_far: str) -> SomeOf:
    return SomeOf(ReachQuestion(T("Place"), T("Place")), T("Place"), list(so_far), whole=EVERYWHERE)


def sectors(*so_far: str) -> SomeOf:
    return SomeOf(SectorQuestion(T("Place"), T("Place")), T("Place"), list(so_far), everything=B("✅ Yes"))


def test_one_after_the_other_is_kept_and_one_can_be_taken_away() -> None:
    assert gathered(places(), Pressed(TAKE + TAROUDANT)) == [TAROUDANT]
    assert gathered(places(TAROUDANT), Pressed(TAKE + SOUSS)) == [TAROUDANT, SOUSS]
    assert gathered(places(TAROUDANT), Pressed(TAKE + TAROUDANT)) == [TAROUDANT]
    assert gathered(places(TAROUDANT, SOUSS), Pressed(LESS + TAROUDANT)) == [SOUSS]
    assert answer(places(TAROUDANT), Pressed(DONE)) == [TAROUDANT]


def test_what_was_chosen_stands_above_the_question_and_going_on_is_offered() -> None:
    asked = places(TAROUDANT).ask(None)
    assert "تارودانت" in text(asked)
    assert values(asked)[:2] == [DONE, LESS + TAROUDANT]
    assert DONE not in values(places().ask(None))


def test_the_question_itself_can_be_opened_as_before() -> None:
    assert turned(places(TAROUDANT), Pressed(OPEN + SOUSS)) == {"in": SOUSS}
    assert turned(places(), "تارودانت")["found"]


def test_all_of_them_need_no_names() -> None:
    assert answer(places(TAROUDANT), Pressed(EVERYWHERE)) == []
    assert answer(sectors(), Pressed(DONE)) == []
    assert plain(sectors().tell([])) == plain(B("✅ Yes"))
    assert DONE in values(sectors().ask(None))
    refused(places(), Pressed(DONE))


def test_there_is_an_end_to_it() -> None:
    full = places(*[TAROUDANT] * MOST)
    assert str(MOST) in refused(full, Pressed(TAKE + CHTOUKA))
    with pytest.raises(Stale):
        full.load([TAROUDANT] * (MOST + 1))


@pytest.mark.parametrize("stored", ["09", [SOUSS, "nowhere"], 3, None])
def test_what_is_no_list_of_places_is_asked_again(stored: object) -> None:
    with pytest.raises(Stale):
        places().load(stored)


def test_kept_by_rules_that_are_gone_it_begins_anew() -> None:
    assert labels(places("nowhere").ask(None)) == labels(places().ask(None))


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_refused_and_nothing_is_lost(nonsense: object) -> None:
    if nonsense in {Pressed("!list\x00"), Pressed("?")} or not isinstance(nonsense, Pressed):
        refused(places(TAROUDANT), nonsense)  # type: ignore[arg-type] # parametrize knows no types


def test_what_was_found_and_chosen_is_not_offered_again() -> None:
    found = {"found": [TAROUDANT]}
    assert TAKE + TAROUDANT in values(places().ask(found))
    assert TAKE + TAROUDANT not in values(places(TAROUDANT).ask(found))
    assert OPEN + SOUSS in values(places(TAROUDANT).ask(found))


def test_inside_a_place_there_is_room_for_all_that_lies_in_it() -> None:
    asked = places(*[SOUSS, CHTOUKA, TAROUDANT]).ask({"in": TAROUDANT})
    assert DONE in values(asked)
    assert not [value for value in values(asked) if value.startswith(LESS)]
    assert len(values(asked)) < 95
