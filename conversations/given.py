"""What a person gives as an answer, freed of how Telegram wraps it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typed:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of the current screen, by the value it carries."""

    value: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A shared location, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Attached:
    """Something else: a sticker, photo, document, voice note, contact …, by Telegram's name of the kind."""

    kind: str


Given = Typed | Pressed | Placed | Attached
