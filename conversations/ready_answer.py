"""What a coordinator is asked for an answer that the desk keeps ready."""

from typing import Final

from msgspec import Struct

from conversations.engine import Talk
from conversations.questions.text import TextQuestion
from messages.text import T

LONGEST_TITLE: Final = 24
LONGEST: Final = 2000
PLACES: Final = T(
    "Where {name} and {reference} stand, her first name and the number of her request are put in.",
    name="{name}",
    reference="{reference}",
)
TITLE: Final = TextQuestion(T("What shall the button say? Two or three words."), T("The button"), LONGEST_TITLE)
ARABIC: Final = TextQuestion(T("Write the answer in Arabic."), T("In Arabic"), LONGEST, PLACES)
FRENCH: Final = TextQuestion(T("Now the same in French."), T("In French"), LONGEST, PLACES)


class Written(Struct, frozen=True):
    """A ready answer as it was written."""

    title: str
    ar: str
    fr: str


async def ready_answer(talk: Talk) -> Written:
    """Its button, and its words in both languages."""
    title = (await talk.need("title", TITLE)).words
    arabic = (await talk.need("ar", ARABIC)).words
    return Written(title, arabic, (await talk.need("fr", FRENCH)).words)
