"""The real bot with quick ticks and pages of two: `kill_at_telling.py COUNT run` dies at its COUNT-th page."""

import sys
from datetime import timedelta

from bot import tellings, ticks
from bot.__main__ import start
from handlers import event_telling
from tests.faults.kill_at import die_after


class Quick(ticks.Every):
    def __init__(self, interval: timedelta) -> None:
        super().__init__(min(interval, timedelta(seconds=0.3)))


if __name__ == "__main__":
    page = die_after(event_telling.tell_page, int(sys.argv.pop(1)))
    setattr(event_telling, "PAGE", 2)  # noqa: B010 -- what this script is for
    setattr(tellings, "tell_page", page)  # noqa: B010 -- as above
    setattr(ticks, "Every", Quick)  # noqa: B010 -- as above
    start()
