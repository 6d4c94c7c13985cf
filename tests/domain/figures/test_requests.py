import pytest

from domain import places
from domain.figures.requests import Dimension, Group, Milieu, counted, milieu_of
from domain.requests.life import State


def group(state: State = State.SUBMITTED, **values: object) -> Group:
    known = {"late": False, "days": None, "sector": None, "place": "09.541", "requests": 1} | values
    return Group(state, **known)  # type: ignore[arg-type] # a test's own


GROUPS = [
    group(),
    group(late=True, requests=2),
    group(State.CORRECTION_ASKED, late=True),
    group(State.ACCEPTED, days=7, sector="argan", place="05.301.01.01"),
    group(State.REFUSED, days=8, sector="argan", place="05.301.03.01"),
    group(State.REFUSED, days=60),
    group(State.ACCEPTED, days=61),
    group(State.WITHDRAWN, days=3),
]


@pytest.mark.parametrize(
    ("dimension", "cells"),
    [
        (Dimension.STATE, {"submitted": 3, "correction_asked": 1, "accepted": 2, "refused": 2, "withdrawn": 1}),
        (
            Dimension.DELAY,
            {"7": 1, "15": 1, "60": 1, "longer": 1, "on_time": 1, "late": 2, "waiting": 1, "withdrawn": 1},
        ),
        (Dimension.SECTOR, {"": 7, "argan": 2}),
        (Dimension.PROVINCE, {"09.541": 7, "05.301": 2}),
        (Dimension.MILIEU, {"urban": 1, "rural": 1, "unknown": 7}),
    ],
)
def test_every_request_is_in_one_cell_of_each_dimension(dimension: Dimension, cells: dict[str, int]) -> None:
    assert {cell: number for cell, number in counted(GROUPS, dimension).items() if number} == cells
    assert sum(cells.values()) == 9


def test_states_stand_in_their_order_even_where_nobody_is_in_them() -> None:
    assert list(counted([], Dimension.STATE)) == list(State)
    assert list(counted([], Dimension.SECTOR)) == []


def test_a_place_that_the_list_has_lost_is_counted_under_its_code() -> None:
    assert counted([group(place="99.999.01")], Dimension.PROVINCE) == {"99.999.01": 1}


def test_every_commune_of_the_list_is_urban_or_rural_and_a_province_is_neither() -> None:
    communes = [each.code for region in places.regions() for one in region.provinces for each in one.communes]
    assert communes
    assert Milieu.UNKNOWN not in map(milieu_of, communes)
    assert milieu_of("09.541") is milieu_of("nowhere") is Milieu.UNKNOWN
