"""Where a meeting is."""

from dataclasses import dataclass

from catalogue.local import Local
from domain.places import is_place


@dataclass(frozen=True, slots=True)
class Pin:
    """A point on the map, in degrees (WGS 84)."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):  # noqa: PLR2004 - the globe
            raise ValueError(f"no point of the globe: {self.latitude}, {self.longitude}")


@dataclass(frozen=True, slots=True)
class Venue:
    """The hall as it is called, the code of its commune or province, and the point on the map; any may be missing.

    Raises ValueError for a code that no place has.
    """

    name: Local | None = None
    place: str | None = None
    pin: Pin | None = None

    def __post_init__(self) -> None:
        if self.place is not None and not is_place(self.place):
            raise ValueError(f"no place has the code {self.place!r}")
