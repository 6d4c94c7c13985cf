"""The real bot with a death in it: `kill_at_work.py POINT run` kills itself with -9 when it comes to POINT."""

import sys

from bot import delivery
from bot.__main__ import start
from tests.faults.kill_at import POINTS, die_after, hurried

WORK = {**POINTS, "made": (delivery, "make")}
"""Beside the points of all updates: a file is made, and not yet sent."""

if __name__ == "__main__":
    owner, name = WORK[sys.argv.pop(1)]
    setattr(delivery, "Budget", hurried)  # noqa: B010 -- what this script is for
    setattr(owner, name, die_after(getattr(owner, name), 1))
    start()
