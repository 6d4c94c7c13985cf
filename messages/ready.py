"""Answers that are ready for staff to send: what every desk needs. A desk adds its own (storage/ready_answers.py)."""

from collections.abc import Callable, Mapping
from typing import Final

from messages.text import B, T, Text

Body = Callable[[str], Text]
"""What it says, of the request with this reference."""

READY: Final[Mapping[str, tuple[Text, Body]]] = {
    "received": (
        B("We have received it"),
        lambda reference: T(
            "We have received what you wrote about {reference}. We are looking at it, and answer you here.",
            reference=reference,
        ),
    ),
    "clearer": (
        B("A clearer photo"),
        lambda reference: T(
            "The photo for {reference} cannot be read. Please take it again by daylight, from above, and send it here.",
            reference=reference,
        ),
    ),
    "originals": (
        B("Bring the originals"),
        lambda reference: T(
            "Please come to us with the original papers, and tell us this number: {reference}.", reference=reference
        ),
    ),
    "committee": (
        B("It is with the committee"),
        lambda reference: T(
            "{reference} is with the committee. We write to you here as soon as it has decided.", reference=reference
        ),
    ),
    "call": (
        B("When may we call?"),
        lambda reference: T(
            "We would like to call you about {reference}. When, and on which number?", reference=reference
        ),
    ),
    "thanks": (
        B("Thank you"),
        lambda reference: T(
            "Thank you. If there is anything else about {reference}, write to us here.", reference=reference
        ),
    ),
}


def greeting(name: str) -> Text:
    """Before a ready answer; with her name where we know it."""
    return T("Hello {name},", name=name) if name else T("Hello,")
