"""Of which meetings somebody wants to hear: where they are, and for which activity."""

from dataclasses import dataclass
from typing import Final

from conversations.engine import Talk
from conversations.questions.reach import EVERYWHERE, ReachQuestion
from conversations.questions.sector import SectorQuestion
from domain.places import regions
from messages.text import T

NAME: Final = "follow"


@dataclass(frozen=True, slots=True)
class Wish:
    """The codes of the places, and of the activity; without one, meetings for every activity."""

    places: tuple[str, ...]
    sector: str | None


async def subscription(talk: Talk) -> Wish:
    place = await talk.need("place", PLACE)
    sector = await talk.ask("sector", SECTOR)
    return Wish(tuple(region.code for region in regions()) if place == EVERYWHERE else (place,), sector)


PLACE: Final = ReachQuestion(
    T(
        "Where shall the meetings be of which I tell you? I keep the place, and the activity that I ask for next, "
        "until you end it."
    ),
    T("Place"),
    T("I write to you when a meeting is announced there, never at night. One tap ends it."),
)
SECTOR: Final = SectorQuestion(
    T("For which activity? If you say none, I tell you of all meetings there."),
    T("Activity"),
    T("You also hear of meetings that are for every activity."),
)
