"""The real bot with a death in it: `kill_casting.py POINT COUNT run` kills itself while a broadcast goes out."""

import sys
from datetime import timedelta

from bot import broadcasts, delivery, freezing
from bot.__main__ import start
from storage import broadcasts as storage
from tests.faults.kill_at import POINTS, die_after, hurried

CASTING = {
    **POINTS,
    "frozen": (storage.Broadcasts, "hold_claim"),  # in the transaction of a page of the audience, before it
    "fed": (broadcasts.Feeder, "_hand_page"),  # in the transaction of a page, before its commit
    "gathered": (broadcasts.Feeder, "feed"),
}
"""Where it dies, beside the points of all messages."""

if __name__ == "__main__":
    point, number = sys.argv.pop(1), int(sys.argv.pop(1))
    setattr(delivery, "Budget", hurried)  # noqa: B010 -- many messages in a short time
    setattr(storage, "LEASE", timedelta(seconds=0.5))  # noqa: B010 -- what is left freezing is soon found
    for module, name, size in ((freezing, "PAGE", 20), (broadcasts, "PAGE", 5), (broadcasts, "LEAST_AHEAD", 10)):
        setattr(module, name, size)
    setattr(broadcasts, "SECONDS_AHEAD", 0)  # noqa: B010 -- so few people are many pages
    if point in CASTING:
        owner, method = CASTING[point]
        setattr(owner, method, die_after(getattr(owner, method), number))
    start()
