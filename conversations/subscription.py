"""Of which meetings somebody wants to hear: where they are, and for which activity."""

from typing import Final

from msgspec import Struct

from catalogue.topics import load_topics
from conversations.engine import Talk
from conversations.questions.reach import EVERYWHERE, ReachQuestion
from conversations.questions.sector import SectorQuestion
from conversations.questions.several import SeveralOrNoneQuestion
from domain.places import regions
from messages.text import T

NAME: Final = "follow"


class Wish(Struct, frozen=True):
    """The codes of the places, of the activity and of the topics; without one, meetings for every one of them."""

    places: tuple[str, ...]
    sector: str | None
    topics: tuple[str, ...] = ()


async def subscription(talk: Talk) -> Wish:
    place = await talk.need("place", PLACE)
    sector = await talk.ask("sector", SECTOR)
    topics = await talk.ask("topics", TOPIC)
    places = tuple(region.code for region in regions()) if place == EVERYWHERE else (place,)
    return Wish(places, sector, topics or ())


PLACE: Final = ReachQuestion(
    T(
        "Where shall the meetings be of which I tell you? I keep the place, and the activity and the topics that I "
        "ask for next, until you end it."
    ),
    T("Place"),
    T("I write to you when a meeting is announced there, never at night. One tap ends it."),
)
TOPIC: Final = SeveralOrNoneQuestion(
    T("About what shall the meetings be? Mark the topics. If you tap «I don't know», I tell you of all."),
    T("Topics"),
    tuple((topic.code, T("{topic}", topic=topic.name)) for topic in load_topics()),
    T("You also hear of meetings that have no topic."),
    on_buttons=True,
)
SECTOR: Final = SectorQuestion(
    T("For which activity? If you tap «I don't know», I tell you of all meetings there."),
    T("Activity"),
    T("You also hear of meetings that are for every activity."),
)
