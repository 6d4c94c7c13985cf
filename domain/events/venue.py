"""Where a meeting is."""

from catalogue.local import Local
from catalogue.value import Value
from domain.places import is_place


class Pin(Value, frozen=True):
    """A point on the map, in degrees (WGS 84)."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):  # noqa: PLR2004 - the globe
            raise ValueError(f"no point of the globe: {self.latitude}, {self.longitude}")


class Venue(Value, frozen=True):
    """The hall as it is called, the code of its commune or province, and the point on the map; any may be missing.

    Raises ValueError for a code that no place has.
    """

    name: Local | None = None
    place: str | None = None
    pin: Pin | None = None

    def __post_init__(self) -> None:
        if self.place is not None and not is_place(self.place):
            raise ValueError(f"no place has the code {self.place!r}")
