"""The code on the wall for checking in oneself: it changes, so that a photograph of it is soon worth nothing."""

import hmac
from datetime import datetime, timedelta
from typing import Final

EVERY: Final = timedelta(minutes=1)
DIGITS: Final = 4
_ALLOWED: Final = 3
"""Slots for which a code is taken: this one and the two before, for people type slowly and phones are slow."""


def wall_code(secret: str, now: datetime) -> str:
    """The code that the screen at the door shows at `now`, an aware moment."""
    return _code(secret, _slot(now))


def opens(secret: str, code: str, now: datetime) -> bool:
    """Whether `code` was on the wall just now."""
    slot = _slot(now)
    known = [_code(secret, slot - back) for back in range(_ALLOWED)]
    return any(hmac.compare_digest(each.encode(), code.encode()) for each in known)


def _slot(now: datetime) -> int:
    return int(now.timestamp() // EVERY.total_seconds())


def _code(secret: str, slot: int) -> str:
    digest = hmac.digest(secret.encode(), str(slot).encode(), "sha256")
    return str(int.from_bytes(digest[:8], "big") % 10**DIGITS).zfill(DIGITS)
