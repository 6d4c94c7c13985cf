"""Up to which amount a province lets its local committees decide."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import Field

from catalogue.named import read_record
from catalogue.record import Record
from catalogue.source import Confidence

FILE = Path(__file__).parent / "deciding.toml"


class Deciding(Record):
    """What one province has published. `local_up_to` is in dirhams; None: its source shows no amount."""

    province: str = Field(pattern=r"^[0-9]{2}\.[0-9]{3}$")
    local_up_to: int | None = Field(None, gt=0)
    quote: str = Field(min_length=1)
    source: str = Field(min_length=1)
    confidence: Confidence


class _Everything(Record):
    provinces: tuple[Deciding, ...]


@cache
def load_deciding(path: Path = FILE) -> tuple[Deciding, ...]:
    """What provinces have published, in the order of the file.

    Raises:
        CatalogueError: the file is not what it should be.
    """
    return read_record(path, _Everything).provinces


@cache
def local_limits(path: Path = FILE) -> Mapping[str, int]:
    """The amount in dirhams up to which local committees decide, by the code of the province.

    A province that is not here decides everything in its provincial committee.
    """
    known = load_deciding(path)
    return MappingProxyType({entry.province: entry.local_up_to for entry in known if entry.local_up_to is not None})
