"""Values as what JSON has: tables, lists, texts, numbers."""

from typing import Any

from msgspec import json


def plain(value: object) -> Any:
    """A value as it comes back from JSON; the same for the same value, so sets are in order."""
    return json.decode(json.encode(value, order="deterministic"))
