"""Regions, provinces and communes, with the official codes of the 2024 census. See geography/README.md."""

import re
from functools import cache
from pathlib import Path

from pydantic import field_validator

from catalogue.named import Named, read_record
from catalogue.record import Record

FOLDER = Path(__file__).parent / "geography"
ABROAD = Path(__file__).parent / "abroad.toml"


class Seat(Record):
    """Where a province is administered from, in degrees (WGS 84)."""

    lat: float
    lon: float


class Place(Named):
    """A place of the official list. `aliases` are other spellings: they serve to match and are never displayed."""

    kind: str
    aliases: tuple[str, ...] = ()


class Commune(Place):
    cercle: str | None = None


class Province(Place):
    """A province or a prefecture.

    `towns` are known places inside it that have no code of their own here, each with its spellings; `districts` are
    Casablanca's prefectures of arrondissements. Both only serve to match, and mean the province.
    """

    seat: Seat | None = None
    communes: tuple[Commune, ...] = ()
    districts: tuple[Place, ...] = ()
    towns: tuple[tuple[str, ...], ...] = ()

    @field_validator("towns", mode="before")
    @classmethod
    def _spellings(cls, lines: list[str]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(spelling.strip() for spelling in line.split(",")) for line in lines)


class Region(Place):
    provinces: tuple[Province, ...]


@cache
def load_regions(folder: Path = FOLDER) -> tuple[Region, ...]:
    """All regions in the order of their codes.

    Raises:
        CatalogueError: a file is not what it should be; the message names it.
    """
    return tuple(read_record(path, Region) for path in sorted(folder.glob("*.toml")))


class Abroad(Record):
    """Names of places outside the country."""

    names: tuple[str, ...]

    @field_validator("names", mode="before")
    @classmethod
    def _from_text(cls, text: str) -> tuple[str, ...]:
        return tuple(name.strip() for name in re.split(r"[,\n]+", text) if name.strip())


@cache
def load_abroad(path: Path = ABROAD) -> tuple[str, ...]:
    """Names of places outside the country.

    Raises:
        CatalogueError: the file is not what it should be.
    """
    return read_record(path, Abroad).names
