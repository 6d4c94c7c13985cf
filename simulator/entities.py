"""What Telegram itself finds in a text: commands, mentions, hashtags, addresses, phone numbers."""

import re

from simulator.messages import Json

_FOUND = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s<>\"'«»]+|(?<![\w@./-])(?:[\w-]+\.)+(?:com|org|net|me|ma|gov|info|io|fr)\b(?:/[^\s<>\"'«»]*)?)"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}(?!\w))"
    r"|(?P<mention>(?<![\w@/.])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))"
    r"|(?P<bot_command>(?<![\w/<>.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d_]\w*)"
    r"|(?P<phone_number>(?<![\w+])\+\d[\d -]{7,16}\d(?!\w))",
)
_MAY_HOLD = re.compile(r"[/@#+.]")


def utf16_length(text: str) -> int:
    """The length in UTF-16 units, in which Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def is_longer(text: str, units: int) -> bool:
    """Whether a text has more than so many UTF-16 units; no character has more than two."""
    return len(text) * 2 > units and utf16_length(text) > units


def find_entities(text: str) -> list[Json]:
    """The entities that are recognised without any markup, in order."""
    if not _MAY_HOLD.search(text):
        return []
    return [
        {
            "type": found.lastgroup,
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found[0]),
        }
        for found in _FOUND.finditer(text)
    ]


def in_order(entity: Json) -> tuple[int, int]:
    """Telegram's order, to sort by: an entity comes before those inside of it."""
    return entity["offset"], -entity["length"]


def merge_entities(given: list[Json], found: list[Json]) -> list[Json]:
    """The given entities and those found outside of code and links, as Telegram shows them."""
    if not found:
        return sorted(given, key=in_order)
    covered = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in given
        if entity["type"] in ("code", "pre", "text_link", "text_mention")
    ]
    kept = [
        entity
        for entity in found
        if not any(entity["offset"] < end and start < entity["offset"] + entity["length"] for start, end in covered)
    ]
    return sorted(given + kept, key=in_order)
