"""Keys made by the program: whole numbers that grow with time, so that they are also an order."""

import secrets
import threading
import time
from typing import TypeGuard

LARGEST = 2**63 - 1  # of a whole number in either database
_COUNTER_BITS = 12
_SERIES_BITS = 10  # tells apart processes that work at the same millisecond
_series = secrets.randbits(_SERIES_BITS)
_lock = threading.Lock()
_last = 0


def new_key() -> int:
    """A 63-bit key, larger than every key this process made before."""
    global _last  # noqa: PLW0603 -- the one counter of the process
    with _lock:
        _last = max(_last + 1, (time.time_ns() // 1_000_000) << _COUNTER_BITS)
        return (_last << _SERIES_BITS) | _series


def made_at(key: int) -> int:
    """When a key was made, in milliseconds, UTC; a little later than that where very many were made at once."""
    return key >> (_COUNTER_BITS + _SERIES_BITS)


def read_key(text: str) -> int | None:
    """The key that a button names; None for what is none, or larger than any number that the database keeps."""
    number = int(text) if text.isdecimal() and len(text) <= len(str(LARGEST)) else None
    return number if is_storable(number) else None


def is_storable(number: object) -> TypeGuard[int]:
    """Whether it is a whole number that a database can keep; those that Telegram makes always are."""
    return isinstance(number, int) and abs(number) <= LARGEST
