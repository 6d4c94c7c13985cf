"""Who may decide a request: the youth platform, the local committee or the provincial committee."""

from enum import IntEnum

from catalogue.deciding import local_limits
from domain.requests.kinds import Kind


class Level(IntEnum):
    """A higher level may decide what a lower one may."""

    PLATFORM = 1
    LOCAL = 2
    PROVINCIAL = 3


def level_for(kind: Kind, amount: int | None, province: str) -> Level:
    """The lowest level that may decide.

    Money is given by a committee: by the local one up to the amount in dirhams that the province has published
    (catalogue/deciding.toml), else by the provincial one; so too where no amount is known. What costs the
    committees nothing, such as a training or an appointment, is for the platform to say.
    """
    if kind is not Kind.FUNDING and not amount:
        return Level.PLATFORM
    limit = local_limits().get(province)
    return Level.LOCAL if limit is not None and amount and amount <= limit else Level.PROVINCIAL
