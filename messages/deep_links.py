"""Links that open the bot: https://core.telegram.org/bots/features#deep-linking. And names short enough for them."""

import re
from typing import Final

PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What Telegram lets such a link carry."""
DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
KEYS: Final = 2**63
NAME: Final = re.compile(r"[0-9a-z]{1,13}")


def deep_link(username: str, payload: str) -> str:
    """The address that opens the bot and sends it `/start payload`. Raises ValueError for what no link can carry."""
    if not PAYLOAD.fullmatch(payload):
        raise ValueError(f"A link cannot carry {payload!r}")
    return f"https://t.me/{username}?start={payload}"


def written(key: int) -> str:
    """A number in base 36: the name of a meeting or a broadcast in links and buttons."""
    name = ""
    while key:
        key, digit = divmod(key, len(DIGITS))
        name = DIGITS[digit] + name
    return name or DIGITS[0]


def read(name: str) -> int | None:
    """The number behind a name; None for what is none, or stands for more than a key can be."""
    key = int(name, len(DIGITS)) if NAME.fullmatch(name) else KEYS
    return key if key < KEYS else None
