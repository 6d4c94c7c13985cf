"""How every question takes what is no answer to it."""

from conversations.given import Given, Pressed, Typed
from conversations.question import Refused
from messages.text import T

LONGEST = 300  # characters; no answer of a guided question is longer


def words(given: Given) -> str:
    """What was typed. Raises `Refused` for anything else, and for a text too long to be an answer."""
    if not isinstance(given, Typed):
        raise Refused(T("I cannot read this here. Please write your answer, or tap a button."))
    if len(given.text) > LONGEST:
        raise Refused(T("This is too long for me. A few words or a number are enough."))
    return given.text


def pressed(given: Given, prefix: str = "") -> str | None:
    """The value of the tapped button, without its prefix; None when it is another button or no button."""
    if isinstance(given, Pressed) and given.value.startswith(prefix):
        return given.value.removeprefix(prefix)
    return None
