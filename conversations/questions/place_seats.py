"""For which places seats are kept, and how many: a line for each, as "Taroudant 10"."""

import re
from collections.abc import Iterator
from typing import Final

from conversations.given import Given
from conversations.question import Answered, Asked, Question, Refused, Stale
from conversations.questions.places import BETWEEN, MOST_PLACES, place_named
from conversations.questions.reading import words
from conversations.state import JSON
from domain import places
from domain.events.seating import Quota
from domain.folding import fold_digits
from messages.text import Piece, T, Text
from messages.values import Listing

_NUMBER: Final = re.compile(r"\d+")


class PlaceSeatsQuestion(Question[tuple[Quota, ...]], frozen=True):
    """`room` is how many seats there are to keep. Stored as a list of `[code, seats]`."""

    text: Text
    short: Text
    room: int
    help: Text | None = None

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text, EXAMPLE))

    def read(self, given: Given, note: JSON) -> Answered:
        del note
        kept = dict(_lines(words(given)))
        if len(kept) > MOST_PLACES:
            raise Refused(T("These are too many places: {most} at most.", most=MOST_PLACES))
        if sum(kept.values()) > self.room:
            raise Refused(T("These are more seats than there are left to keep: {room}.", room=self.room))
        return Answered([[code, seats] for code, seats in kept.items()])

    def load(self, stored: JSON) -> tuple[Quota, ...]:
        try:
            quotas = tuple(Quota(code, seats) for code, seats in stored)
        except (TypeError, ValueError):
            raise Stale from None
        if sum(quota.seats for quota in quotas) > self.room:
            raise Stale
        return quotas

    def tell(self, stored: JSON) -> Piece:
        named = [T("{place}: {number}", place=places.name(each.group), number=each.seats) for each in self.load(stored)]
        return T("{names}", names=Listing(tuple(named)))


def _lines(text: str) -> Iterator[tuple[str, int]]:
    for line in filter(str.strip, BETWEEN.split(fold_digits(text))):
        numbers = _NUMBER.findall(line)
        if len(numbers) != 1 or not 1 <= int(numbers[0]) <= MOST_SEATS:
            raise Refused(EXAMPLE)
        yield place_named(_NUMBER.sub(" ", line).strip(" :,=-")), int(numbers[0])


MOST_SEATS: Final = 5000
EXAMPLE: Final = T("Write each place with its number of seats, one on each line. For example: Taroudant 10")
