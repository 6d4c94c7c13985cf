"""What a request asks for."""

from enum import StrEnum


class Kind(StrEnum):
    """In the order in which they are offered."""

    FUNDING = "funding"
    CREATION = "creation"
    TRAINING = "training"
    ACCOMPANIMENT = "accompaniment"
    MARKETING = "marketing"
    APPOINTMENT = "appointment"
    OTHER = "other"
