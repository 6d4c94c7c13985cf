"""The buttons under a notice: where they lead, the answers of a poll, and the one tap that ends the topic."""

from collections.abc import Collection
from typing import Final

from catalogue.local import Local
from domain.broadcasts.content import Link, Poll
from domain.broadcasts.topic import Topic
from domain.calls import load
from messages.broadcast_labels import PLACES, TOPICS
from messages.deep_links import written
from messages.keyboard import Button
from messages.text import BUTTON_LIMIT, B, Piece, T

OFF, ON, TO, VOTE = "bc:off:", "bc:on:", "bc:to:", "bc:vote:"
"""Before the topic and the name of the notice, or its name and the number of a link or an answer."""
HEAR, BELOW = "bc:topics", "b:"
"""The screen of all topics; it opens below the notice, see handlers/notices.py."""
LINK_TAP, VOTE_TAP = "l", "v"
"""How taps on links and on answers are counted, before their numbers."""
CALL, EVENT = "call:", "event:"
"""How a link names a call by its id, and a meeting by the name that it has in buttons."""
Row = tuple[Button, ...]


def rows(
    links: Collection[Link],
    topic: Topic,
    broadcast_id: int,
    *,
    poll: Poll | None = None,
    chosen: Collection[int] = (),
    out: bool = False,
) -> tuple[Row, ...]:
    """All buttons, row by row; `chosen` answers are marked; `out`: this reader has ended the topic."""
    name = written(broadcast_id)
    answers = () if poll is None else poll.options
    voting = tuple(
        (Button(T("{sign} {words}", sign=MARKS[at in chosen], words=words), f"{VOTE}{name}:{at}"),)
        for at, words in enumerate(answers)
    )
    leading = tuple((Button(label(link), f"{TO}{name}:{at}"),) for at, link in enumerate(links))
    return (*voting, *leading, _bells(topic, name, out=out))


def label(link: Link) -> Piece:
    """What stands on the button of a link."""
    if link.label is not None:
        return link.label
    if link.opens.startswith(CALL):
        id_ = link.opens.removeprefix(CALL)
        return next((_short(call.title) for call in load().calls if call.id == id_), PLACES["calls"])
    if link.opens.startswith(EVENT):
        return B("📅 The meeting")
    return PLACES.get(link.opens, B("🔗 Open"))


def _short(title: Local) -> Local:
    """As much of a title as a button shows."""
    return Local(
        *(each if len(each) <= BUTTON_LIMIT else f"{each[: BUTTON_LIMIT - 1]}…" for each in (title.ar, title.fr))
    )


def _bells(topic: Topic, name: str, *, out: bool) -> Row:
    """One quiet row: the tap that ends the topic; after it the one that takes that back, and all topics."""
    if not out:
        return (Button(B("🔕 No more: {topic}", topic=TOPICS[topic]), f"{OFF}{topic}:{name}"),)
    again = Button(B("🔔 Again: {topic}", topic=TOPICS[topic]), f"{ON}{topic}:{name}")
    return (again, Button(B("⚙️ All topics"), BELOW + HEAR))


MARKS: Final = {True: "☑️", False: "▫️"}
