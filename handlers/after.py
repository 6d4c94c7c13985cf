"""Work that may not be done inside a transaction, such as fetching a file: noted there, and done after the commit.

Like an ordered file (handlers/making.py) it is an outbox row, so it survives whatever happens. Done twice after a
crash, it must do no harm. How it is done stands in bot/jobs.py, by its name.
"""

from typing import Final

AFTER: Final = "after:"
"""How the method of such a row begins; the name of the work follows."""
FETCH_CALL: Final = "fetch-call"
"""Fetch the file of a call, whose Telegram file id is in `what`."""
FETCH_TABLE: Final = "fetch-table"
"""Fetch a table of meetings; `what` is the key of the first of them, a colon, and the file's Telegram id."""
READ_TABLE: Final = "read-table"
"""Read a table of meetings that was pasted; as above, with its cells as JSON."""
COUNT: Final = "count"
"""Count an audience that is too large to be counted at once; `what` is what `handlers.broadcast_counting` wrote."""
REPORT: Final = "report"
"""Add up what became of a notice to very many people, and say it; `what` is the name of the notice."""
PUBLISH: Final = "publish"
"""Let the published calls stand in this process."""
TALK: Final = "talk"
"""Carry what was said to one phone or group: `what` has the key of the message, and to whom it goes."""
TALK_CHANGE: Final = "talk-change"
"""Bring the copies of what was said, in one chat, to what it says now."""
TALK_BACK: Final = "talk-back"
"""Delete the copies of what was said, in one chat."""
DESK_NEWS: Final = "desk-news"
"""Tell the group of a province what was done to a request."""
DESK_CLOSE: Final = "desk-close"
"""Close the topic of a request that is over; `what` has its key, and since when nothing is to have been said."""
LINK_GROUP: Final = "link-group"
"""See what the bot may do in a group, and let it be the group of a province."""
EXAMINE: Final = "examine"
"""Look at everything that could be wrong with the program, and say it to whoever asked."""
