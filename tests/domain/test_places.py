import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import places
from domain.places import match_place

QUERIES = Path(__file__).parent / "queries"


def labelled(name: str) -> list[tuple[str, set[str]]]:
    """Queries with the provinces that are right; none when the query names no place of the country."""
    with (QUERIES / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row[0], set(row[1].split(","))) for row in rows]


@pytest.mark.parametrize("name", [f"places_{part}.tsv" for part in "abcde"])
def test_places_are_understood_as_people_write_them(name: str) -> None:
    wrong = []
    for query, provinces in labelled(name):
        matches = match_place(query)
        answer = (places.province_of(matches[0].code) or "") if matches else ""
        if answer not in provinces:
            wrong.append((query, provinces, answer))
    assert len(wrong) <= len(labelled(name)) * 0.03, wrong


def test_a_commune_is_found_with_its_own_code() -> None:
    assert match_place("مريرت")[0].code == "05.301.01.05"
    assert match_place("Mirleft")[0].code == "10.473.01.07"


def test_a_name_shared_by_province_and_commune_means_the_province() -> None:
    assert match_place("خنيفرة")[0].code == "05.301"


def test_a_commune_named_with_its_province_comes_first() -> None:
    assert [match.code for match in match_place("العوامة طنجة")] == ["01.511.05.17", "01.511"]


@pytest.mark.parametrize(("text", "code"), [("جهة سوس ماسة", "09"), ("Drâa-Tafilalet", "08"), ("جهة الشرق", "02")])
def test_the_name_of_a_region_means_the_region(text: str, code: str) -> None:
    assert match_place(text)[0].code == code


def test_a_name_shared_by_region_and_province_means_the_province() -> None:
    assert [match.code for match in match_place("dakhla")] == ["12.391"]


def test_a_town_without_a_code_answers_with_its_province() -> None:
    assert match_place("تالوين")[0].code == "09.541"


def test_a_name_in_several_provinces_offers_them_all_with_doubt() -> None:
    matches = match_place("المحاميد")
    assert {match.code for match in matches} == {"07.351", "08.587"}
    assert all(match.score < 80 for match in matches)


@pytest.mark.parametrize("text", ["تلمسان", "barcelona", "سبتة", "ما نعرفش", "", "12", "🐝", "zzzz"])
def test_what_is_no_place_of_the_country_matches_nothing(text: str) -> None:
    assert match_place(text) == []


@given(st.text(max_size=60))
def test_scores_fall_from_the_first_match_on(text: str) -> None:
    scores = [match.score for match in match_place(text)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 100 for score in scores)


def test_regions_provinces_and_communes_are_looked_up_by_code() -> None:
    assert len(places.regions()) == 12
    assert [each.code for each in places.provinces("10")] == ["10.261", "10.071", "10.521", "10.473"]
    assert len(places.communes("09.581")) == 25
    assert places.communes("07.351") == ()
    assert places.name("09.581.01.07").ar == "تيزنيت"
    assert places.name("05").fr == "Béni Mellal-Khénifra"


def test_parents_are_listed_from_the_smallest_on() -> None:
    assert places.parents("09.581.01.07") == ("09.581", "09")
    assert places.parents("09.581") == ("09",)
    assert places.parents("09") == ()


def test_the_province_of_a_place_is_itself_or_what_it_lies_in() -> None:
    assert places.province_of("09.581.01.07") == "09.581"
    assert places.province_of("06.141.01.40") == "06.141"
    assert places.province_of("09.581") == "09.581"
    assert places.province_of("09") is None


def test_an_unknown_code_is_an_error_and_can_be_asked_about() -> None:
    assert places.is_place("09.581")
    assert not places.is_place("99")
    for look_up in (places.name, places.parents, places.province_of, places.provinces, places.communes):
        with pytest.raises(KeyError):
            look_up("99")


def test_a_shared_location_finds_the_nearest_seats() -> None:
    near = places.nearest(29.7, -9.73)
    assert [each.code for each in near[:2]] == ["09.581", "10.473"]
    assert near[0].kilometres < 1
    assert len(near) <= 5


@pytest.mark.parametrize(("lat", "lon"), [(48.85, 2.35), (28.1, -15.4), (36.72, -4.42), (0.0, 0.0)])
def test_a_location_outside_the_country_finds_nothing(lat: float, lon: float) -> None:
    assert places.nearest(lat, lon) == []


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_no_province_is_proposed_beyond_the_limit(lat: float, lon: float) -> None:
    near = places.nearest(lat, lon)
    assert all(each.kilometres <= places.FARTHEST_KM for each in near)
    assert near == sorted(near, key=lambda each: each.kilometres)
