"""How much one person may leave with the desk at once, so that nobody can bury it; our own choice."""

from typing import Final

from domain.requests.life import Refused

OPEN_REQUESTS: Final = 10
"""Requests that are not over, of a person or of a cooperative. What an agent fills in for others is not counted."""
OPEN_QUESTIONS: Final = 20
"""Questions without an answer, of a person."""


class TooMany(Refused):
    """There are as many as there may be: `most`."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most
