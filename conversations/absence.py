"""Who stands in for a staff member while she is away, and when she is back."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from conversations.engine import Talk
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.day import DayQuestion
from messages.text import Piece, T
from messages.values import Lines

NAME: Final = "absence"
OFFERED: Final = (3, 7, 15, 30)
LONGEST: Final = 120
"""Days; who is away longer gives her requests to colleagues."""
IN_A_ROW: Final = 5


class Away(Struct, frozen=True):
    """`stand_in` is a chat; `back` the day on which she works again."""

    stand_in: int
    back: date


async def absence(talk: Talk, peers: Sequence[tuple[int, Piece]], today: date) -> Away:
    """`peers` are the chats of those who could stand in, each as it is told."""
    lines = tuple(T("{number}. {colleague}", number=at, colleague=told) for at, (_, told) in enumerate(peers, 1))
    options = tuple((str(chat_id), T("{number}", number=at)) for at, (chat_id, _) in enumerate(peers, 1))
    question = Lines((T("Who stands in for you? She hears of what you would hear of."), *lines))
    who = await talk.need("stand-in", ChoiceQuestion(question, T("Stand-in"), options, columns=IN_A_ROW))
    back = DayQuestion(T("On which day are you back?"), T("Back on"), today, OFFERED, LONGEST)
    return Away(int(who), await talk.need("back", back))
