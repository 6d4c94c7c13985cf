"""Links that open the bot: https://core.telegram.org/bots/features#deep-linking."""

import re
from typing import Final

PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What Telegram lets such a link carry."""


def deep_link(username: str, payload: str) -> str:
    """The address that opens the bot and sends it `/start payload`. Raises ValueError for what no link can carry."""
    if not PAYLOAD.fullmatch(payload):
        raise ValueError(f"A link cannot carry {payload!r}")
    return f"https://t.me/{username}?start={payload}"
