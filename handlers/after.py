"""Work that may not be done inside a transaction, such as fetching a file: noted there, and done after the commit.

Like an ordered file (handlers/making.py) it is an outbox row, so it survives whatever happens. Done twice after a
crash, it must do no harm. How it is done stands in bot/jobs.py, by its name.
"""

from typing import Final

AFTER: Final = "after:"
"""How the method of such a row begins; the name of the work follows."""
FETCH_CALL: Final = "fetch-call"
"""Fetch the file of a call, whose Telegram file id is in `what`."""
COUNT: Final = "count"
"""Count an audience that is too large to be counted at once; `what` is what `handlers.broadcast_counting` wrote."""
PUBLISH: Final = "publish"
"""Let the published calls stand in this process."""
