import pytest

from conversations.facts import QUESTIONS
from conversations.given import Placed, Pressed, Typed
from conversations.question import Stale
from tests.conversations.asking import answer, labels, plain, refused, text, turned, values

PLACE = QUESTIONS["place"]
TAROUDANT, TIZNIT, SOUSS = "09.541", "09.581", "09"


def test_the_list_begins_with_the_twelve_regions() -> None:
    assert len(values(PLACE.ask(None))) == 12


def test_a_region_opens_on_its_provinces_and_a_province_on_its_communes() -> None:
    assert turned(PLACE, Pressed(f">{SOUSS}")) == {"in": SOUSS}
    assert f">{TIZNIT}" in values(PLACE.ask({"in": SOUSS}))
    assert turned(PLACE, Pressed(f">{TIZNIT}"), {"in": SOUSS}) == {"in": TIZNIT}
    communes = values(PLACE.ask({"in": TIZNIT}))
    assert communes[0] == f"={TIZNIT}"
    assert answer(PLACE, Pressed(communes[1]), {"in": TIZNIT}) == communes[1][1:]


def test_a_province_without_a_list_of_communes_is_an_answer() -> None:
    assert answer(PLACE, Pressed(f">{TAROUDANT}"), {"in": SOUSS}) == TAROUDANT


def test_back_leads_from_the_communes_to_the_provinces_to_the_regions() -> None:
    assert PLACE.up({"in": TIZNIT}) == {"in": SOUSS}
    assert PLACE.up({"in": SOUSS}) is None
    assert PLACE.up({"found": [TAROUDANT]}) is None


@pytest.mark.parametrize("written", ["تارودانت", "Taroudant", "taroudannt", "tarodant", "إقليم تارودانت", "TAROUDANT"])
def test_a_typed_place_is_proposed_and_confirmed_with_one_tap(written: str) -> None:
    found = turned(PLACE, written)
    assert found["found"][0] == TAROUDANT
    assert answer(PLACE, Pressed(f"={TAROUDANT}"), found) == TAROUDANT


def test_a_wrong_proposal_leads_to_the_list() -> None:
    assert "!list" in values(PLACE.ask({"found": [TAROUDANT]}))
    assert turned(PLACE, Pressed("!list"), {"found": [TAROUDANT]}) is None


def test_a_shared_location_is_confirmed() -> None:
    found = turned(PLACE, Placed(30.47, -8.88))
    assert found["found"][0] == TAROUDANT
    assert len(found["found"]) <= 3


@pytest.mark.parametrize("point", [Placed(48.85, 2.35), Placed(36.14, -5.35), Placed(0.0, 0.0), Placed(-90.0, 180.0)])
def test_a_point_far_from_every_province_is_refused(point: Placed) -> None:
    refused(PLACE, point)


@pytest.mark.parametrize("written", ["باريس", "Madrid", "هلا", "12345", "عسل"])
def test_what_is_no_place_here_is_told_to_be_written_another_way(written: str) -> None:
    refused(PLACE, Typed(written))


@pytest.mark.parametrize("forged", ["=99", "=99.999", ">99", ">", "=", "09", "=09.541x", "=../../etc"])
def test_a_code_that_is_no_place_is_refused(forged: str) -> None:
    refused(PLACE, Pressed(forged))


def test_a_region_is_never_taken_as_an_answer() -> None:
    assert turned(PLACE, Pressed(f"={SOUSS}")) == {"in": SOUSS}


@pytest.mark.parametrize("note", [{"in": "99.999"}, {"found": ["99"]}, {"found": []}, {}, {"in": None}, [1, 2], "x"])
def test_a_note_that_no_longer_makes_sense_shows_the_regions(note: object) -> None:
    assert len(values(PLACE.ask(note))) == 12
    assert PLACE.up(note) is None


@pytest.mark.parametrize("stored", ["99", "", 9, None, ["09.541"]])
def test_a_stored_place_that_is_none_is_stale(stored: object) -> None:
    with pytest.raises(Stale):
        PLACE.load(stored)


def test_a_commune_is_told_with_its_province() -> None:
    commune = values(PLACE.ask({"in": TIZNIT}))[1][1:]
    assert "تيزنيت" in plain(PLACE.tell(commune))
    assert plain(PLACE.tell(TAROUDANT)) == "تارودانت"
    assert "تيزنيت" in text(PLACE.ask({"in": TIZNIT}))
    assert len(labels(PLACE.ask({"in": TIZNIT}))) == 26
