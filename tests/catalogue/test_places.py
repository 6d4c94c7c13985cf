from pathlib import Path

import pytest

from catalogue.places import load_abroad, load_regions
from catalogue.problem import CatalogueError

WITHOUT_SEAT = {"01.227"}


def test_the_country_is_complete() -> None:
    regions = load_regions()
    assert len(regions) == 12
    kinds = [province.kind for region in regions for province in region.provinces]
    assert kinds.count("prefecture") == 13
    assert kinds.count("province") == 62


def test_every_code_occurs_once_and_lies_below_its_parent() -> None:
    codes = []
    for region in load_regions():
        codes.append(region.code)
        for province in region.provinces:
            assert province.code.startswith(f"{region.code}.")
            below = [place.code for place in (*province.communes, *province.districts)]
            assert all(code.startswith(f"{province.code}.") for code in below)
            codes += [province.code, *below]
    assert len(set(codes)) == len(codes)


def test_communes_are_complete_where_they_are_listed() -> None:
    counts = {
        province.code: len(province.communes)
        for region in load_regions()
        for province in region.provinces
        if province.communes
    }
    assert counts == {
        "01.511": 12,
        "05.301": 22,
        "09.581": 25,
        "10.261": 20,
        "10.071": 7,
        "10.521": 7,
        "10.473": 19,
    }


def test_every_seat_lies_in_the_country_and_only_known_ones_are_missing() -> None:
    missing = set()
    for region in load_regions():
        for province in region.provinces:
            if province.seat is None:
                missing.add(province.code)
            else:
                assert 20 < province.seat.lat < 36
                assert -18 < province.seat.lon < -1
    assert missing == WITHOUT_SEAT


def test_towns_are_lists_of_spellings() -> None:
    towns = [town for region in load_regions() for province in region.provinces for town in province.towns]
    assert ("أزرو", "azrou") in towns
    assert all(spelling for town in towns for spelling in town)


def test_places_abroad_are_known() -> None:
    assert {"باريس", "paris", "تلمسان"} <= set(load_abroad())


def test_a_file_that_breaks_the_schema_is_named(tmp_path: Path) -> None:
    (tmp_path / "01.toml").write_text('code = "01"\nar = "س"\nfr = "S"\nkind = "region"\n', "utf-8")
    with pytest.raises(CatalogueError, match=r"01\.toml"):
        load_regions(tmp_path)
