"""A cooperative is noted, so that its president and managers can ask for support in its name."""

from typing import Final

from msgspec import Struct

from conversations.engine import Talk
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.place import PlaceQuestion
from conversations.questions.text import TextQuestion
from messages.text import B, T

NAME: Final = "cooperative"
LONGEST_NAME: Final = 120
YES: Final = "yes"


class Noted(Struct, frozen=True):
    """A cooperative's name, and the code of its province or commune."""

    name: str
    place: str


async def cooperative(talk: Talk) -> Noted:
    name = await talk.need("name", COOPERATIVE)
    place = await talk.need("place", PLACE)
    await talk.need("president", PRESIDENT)
    return Noted(name.words, place)


COOPERATIVE: Final = TextQuestion(
    T("What is the cooperative called?"),
    T("Cooperative"),
    LONGEST_NAME,
    T("Its name only. Its members join by a link that you send them."),
    name=True,
)
PLACE: Final = PlaceQuestion(
    T("Where is the cooperative?"),
    T("Place"),
    T("Its commune or its province."),
)
PRESIDENT: Final = ChoiceQuestion(
    T(
        "You will be noted here as its president: you invite the others, and you can hand the presidency over. "
        "The committees still ask for the official papers."
    ),
    T("President"),
    ((YES, B("✅ I am its president")),),
)
