"""The real bot with a death in it: it tells pages of two, and kills itself with -9 at the end of the first page."""

from bot import tellings
from bot.__main__ import start
from handlers import event_telling
from tests.faults.kill_at import die_after

if __name__ == "__main__":
    setattr(event_telling, "PAGE", 2)  # noqa: B010 -- what this script is for
    setattr(tellings, "tell_page", die_after(event_telling.tell_page, 1))  # noqa: B010 -- as above
    start()
