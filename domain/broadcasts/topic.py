"""What notices are about: each person can end any of these for herself, and begin it again."""

from enum import StrEnum


class Topic(StrEnum):
    NEWS = "news"
    CALLS = "calls"
    MEETINGS = "meetings"
    TRAINING = "training"
    MARKETS = "markets"  # fairs, exhibitions, selling
