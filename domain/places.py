"""The places of Morocco: look them up by code, find them by a shared location."""

import math
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from catalogue.local import Local
from catalogue.places import Commune, Place, Province, Region, Seat, load_regions
from domain.place_names import match_place

__all__ = [
    "FARTHEST_KM",
    "Near",
    "communes",
    "is_place",
    "kind",
    "match_place",
    "name",
    "nearest",
    "parents",
    "province_of",
    "provinces",
    "regions",
]

FARTHEST_KM = 150
"""Farther than this from every seat is outside the country, or too far to propose anything."""

_NORTHERNMOST = 36.0
"""In degrees: the Spanish coast beyond the strait is near to Tangier, and another country."""

_EARTH_RADIUS_KM = 6371.0
_SHOWN = 5


class Near(Struct, frozen=True):
    """A province, and how far its seat is from where somebody stands, as the crow flies."""

    code: str
    kilometres: float


class _Index(Struct, frozen=True):
    places: dict[str, Place]
    parents: dict[str, tuple[str, ...]]


@cache
def _index() -> _Index:
    index = _Index({}, {})
    for place, parents in _all_places():
        index.places[place.code] = place
        index.parents[place.code] = parents
    return index


def _all_places() -> Iterator[tuple[Place, tuple[str, ...]]]:
    for region in load_regions():
        yield region, ()
        for province in region.provinces:
            yield province, (region.code,)
            for place in (*province.communes, *province.districts):
                yield place, (province.code, region.code)


def regions() -> tuple[Region, ...]:
    """All regions, in the order of their codes."""
    return load_regions()


def provinces(region: str) -> tuple[Province, ...]:
    """The provinces and prefectures of a region; KeyError when the code is no region's."""
    return {each.code: each for each in load_regions()}[region].provinces


def communes(province: str) -> tuple[Commune, ...]:
    """The communes of a province, empty where the list has none yet; KeyError when the code is no province's."""
    return {each.code: each for region in load_regions() for each in region.provinces}[province].communes


def is_place(code: str) -> bool:
    return code in _index().places


def name(code: str) -> Local:
    """The place's name for display; KeyError when the code is unknown."""
    return _index().places[code].name


def kind(code: str) -> str:
    """What kind of place it is in the official list, such as "rural_commune"; KeyError when the code is unknown."""
    return _index().places[code].kind


def parents(code: str) -> tuple[str, ...]:
    """The codes of the places around this one, the smallest first; KeyError when the code is unknown."""
    return _index().parents[code]


def province_of(code: str) -> str | None:
    """The province that this place is or lies in; none for a region. KeyError when the code is unknown."""
    around = (code, *parents(code))
    return around[-2] if len(around) > 1 else None


def nearest(lat: float, lon: float) -> list[Near]:
    """The provinces whose seats are nearest to a point, at most five, nearest first.

    Empty when no seat lies within 150 km, or the point is north of the strait. The nearest seat is often that of the
    next province: let the person confirm.
    """
    distances = (
        Near(province.code, _kilometres(province.seat, lat, lon))
        for region in load_regions()
        for province in region.provinces
        if province.seat
    )
    near = [each for each in distances if each.kilometres <= FARTHEST_KM and lat <= _NORTHERNMOST]
    return sorted(near, key=lambda each: each.kilometres)[:_SHOWN]


def _kilometres(seat: Seat, lat: float, lon: float) -> float:
    """The great-circle distance (haversine formula)."""
    here, there = math.radians(lat), math.radians(seat.lat)
    across = math.radians(lon - seat.lon)
    half = math.sin((here - there) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(across / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))
