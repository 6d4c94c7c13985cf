"""The real bot with a death in a talk: `kill_at_talk.py POINT run` kills itself with -9 when it comes to POINT."""

import sys

from bot import delivery, desk_group, talking
from bot.__main__ import start
from tests.faults.kill_at import POINTS, die_after, hurried

TALK = {
    **POINTS,
    "arrived": (talking, "_send"),  # on the other side, which is not noted
    "noted": (talking, "_arrived"),  # the order is still there, to be done again
    "topic": (desk_group, "_thread"),  # it is made, which is not noted
    "summary": (desk_group, "_make"),  # topic and summary are noted, and nothing is said there
}

if __name__ == "__main__":
    owner, name = TALK[sys.argv.pop(1)]
    setattr(delivery, "Budget", hurried)  # noqa: B010 -- what this script is for
    setattr(owner, name, die_after(getattr(owner, name), 1))
    start()
