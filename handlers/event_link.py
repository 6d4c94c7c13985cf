"""The name of a meeting in links and buttons: its number in letters and digits, which is short enough for both."""

import re
from typing import Final

from handlers.turn import Turn
from messages.deep_links import deep_link

LINK: Final = "e_"
"""With this a deep link begins that opens a meeting; see handlers/links.py."""
DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
LARGEST: Final = 2**63
NAME: Final = re.compile(r"[0-9a-z]{1,13}")


def written(event_id: int) -> str:
    """The number of a meeting in base 36."""
    name = ""
    while event_id:
        event_id, digit = divmod(event_id, len(DIGITS))
        name = DIGITS[digit] + name
    return name or DIGITS[0]


def read(name: str) -> int | None:
    """The number behind a name; None for what is none, or larger than any number that the database keeps."""
    number = int(name, len(DIGITS)) if NAME.fullmatch(name) else LARGEST
    return number if number < LARGEST else None


def address(turn: Turn, event_id: int) -> str:
    """The link that opens a meeting in the bot, for posters, calendars and forwarded cards."""
    return deep_link(turn.username, LINK + written(event_id))
