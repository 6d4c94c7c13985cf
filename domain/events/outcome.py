"""What came of a meeting: how many were there, and what was decided, found and recommended."""

from enum import StrEnum

from catalogue.local import Local
from catalogue.value import Value


class Finding(StrEnum):
    DECISION = "decision"
    FIGURE = "figure"
    RECOMMENDATION = "recommendation"
    AGREEMENT = "agreement"
    NEXT_STEP = "next_step"


class Progress(StrEnum):
    """How far a recommendation or a next step is."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    DONE = "done"


class Result(Value, frozen=True):
    """One line of the results; who is to carry it out, and how far it is, where that applies."""

    finding: Finding
    text: Local
    owner: Local | None = None
    progress: Progress | None = None


class Outcome(Value, frozen=True):
    """`attended` people were there; `about` says that the number was estimated and not counted at the door."""

    attended: int | None = None
    about: bool = False
    results: tuple[Result, ...] = ()
