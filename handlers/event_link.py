"""The name of a meeting in links and buttons: its number in letters and digits, which is short enough for both."""

from typing import Final

from handlers.turn import Turn
from messages.deep_links import deep_link, read, written

__all__ = ["LINK", "address", "read", "written"]

LINK: Final = "e_"
"""With this a deep link begins that opens a meeting; see handlers/links.py."""


def address(turn: Turn, event_id: int) -> str:
    """The link that opens a meeting in the bot, for posters, calendars and forwarded cards."""
    return deep_link(turn.username, LINK + written(event_id))
