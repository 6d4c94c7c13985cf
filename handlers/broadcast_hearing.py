"""What people do under a notice: end its topic and begin it again, follow a button, answer a poll."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.content import Link, Poll
from domain.broadcasts.topic import Topic
from domain.replacing import replace
from handlers import calls, event_card, events, requests
from handlers.conversations import begin_or_resume, leave
from handlers.eligibility import FLOW as CHECK
from handlers.event_following import FOLLOW
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.broadcast_labels import TOPICS
from messages.cards.broadcast_below import CALL, EVENT, LINK_TAP, VOTE_TAP, label, rows
from messages.deep_links import read
from messages.keyboard import Button, UrlButton
from messages.screen import Screen
from messages.text import B, T
from storage.broadcast_taps import Taps
from storage.broadcasts import Broadcasts
from storage.optouts import Optouts
from storage.people import People

END, AGAIN = "bc:mute:", "bc:hear:"
GONE: Final = T("This notice is no longer here.")
MOST_DIGITS: Final = 2


async def end_topic(turn: Turn, which: str) -> None:
    """One tap under a notice, `topic:notice`, ends its topic; the same button then brings it back."""
    await _turn_topic(turn, which, out=True)


async def begin_topic(turn: Turn, which: str) -> None:
    await _turn_topic(turn, which, out=False)


async def _turn_topic(turn: Turn, which: str, *, out: bool) -> None:
    code, _, name = which.partition(":")
    if code not in set(Topic):
        turn.answer(GONE)
        return
    topic = Topic(code)
    _keep(turn, topic, out=out)
    broadcast = await _broadcast(turn, name)
    if broadcast is not None:
        await _show_buttons(turn, broadcast, out=out)


def _keep(turn: Turn, topic: Topic, *, out: bool) -> None:
    """Keep her wish at once; the toast says what it means."""
    People(turn.unit).put(turn.person)
    optouts = Optouts(turn.unit)
    if out:
        optouts.add(turn.chat_id, topic, milliseconds(turn))
        turn.answer(T("🔕 You get no more notices about this: {topic}", topic=TOPICS[topic]))
    else:
        optouts.remove(turn.chat_id, topic)
        turn.answer(T("🔔 You get notices about this again: {topic}", topic=TOPICS[topic]))


async def follow_link(turn: Turn, which: str) -> None:
    """A button of the notice, `notice:number`: counted once a person, and opened below."""
    broadcast, number = await _numbered(turn, which)
    if broadcast is None or number >= len(broadcast.body.links):
        turn.answer(GONE)
        return
    if broadcast.started_at is not None:
        Taps(turn.unit).add(broadcast.id, f"{LINK_TAP}{number}", turn.chat_id, milliseconds(turn))
    await _open(turn, broadcast.body.links[number])


async def _open(turn: Turn, link: Link) -> None:
    """Open it as a new message: the notice stays where it was read."""
    if turn.tapped is not None:
        turn.tapped = replace(turn.tapped, message_id=None)
    if link.opens.startswith(CALL):
        await calls.show_call(turn, link.opens.removeprefix(CALL))
    elif link.opens.startswith(EVENT):
        await event_card.open_card(turn, link.opens.removeprefix(EVENT))
    elif (action := PLACES.get(link.opens)) is not None:
        leave(turn)
        await action(turn)
    else:
        turn.say(Screen((label(link),), ((UrlButton(B("🔗 Open"), link.opens),),)))


async def vote(turn: Turn, which: str) -> None:
    """An answer of the poll, `notice:number`: one a person, or several; tapped again it is taken back."""
    broadcast, number = await _numbered(turn, which)
    poll = None if broadcast is None else _poll(broadcast, turn)
    if broadcast is None or poll is None or number >= len(poll.options):
        turn.answer(GONE)
        return
    if broadcast.started_at is None:
        turn.answer(T("This is only a preview: nobody is asked yet."))
        return
    taps = Taps(turn.unit)
    chosen = await _chosen(turn, broadcast)
    kept = (chosen if poll.several else frozenset()) - {number}
    taps.clear(broadcast.id, turn.chat_id, VOTE_TAP)
    for each in kept if number in chosen else {*kept, number}:
        taps.add(broadcast.id, f"{VOTE_TAP}{each}", turn.chat_id, milliseconds(turn))
    turn.answer(T("Your answer is taken back.") if number in chosen else T("✅ Your answer is counted. Thank you!"))
    await _show_buttons(turn, broadcast)


async def _show_buttons(turn: Turn, broadcast: Broadcast, *, out: bool | None = None) -> None:
    """The buttons under the notice as they are for her now."""
    topic = broadcast.body.topic
    if out is None:
        out = topic in await Optouts(turn.unit).of(turn.chat_id)
    chosen = await _chosen(turn, broadcast)
    turn.show_buttons(
        rows(broadcast.body.links, topic, broadcast.id, poll=_poll(broadcast, turn), chosen=chosen, out=out)
    )


async def _chosen(turn: Turn, broadcast: Broadcast) -> frozenset[int]:
    """The numbers of the answers that she gave."""
    tapped = await Taps(turn.unit).of(broadcast.id, turn.chat_id)
    return frozenset(int(each.removeprefix(VOTE_TAP)) for each in tapped if each.startswith(VOTE_TAP))


def _poll(broadcast: Broadcast, turn: Turn) -> Poll | None:
    """The poll in her language, or in the only one in which it was sent."""
    contents = broadcast.body.contents
    content = contents.get(turn.voice.language) or next(iter(contents.values()), None)
    return None if content is None else content.poll


async def _broadcast(turn: Turn, name: str) -> Broadcast | None:
    id_ = read(name)
    broadcast = None if id_ is None else await Broadcasts(turn.unit).of(id_)
    return broadcast if broadcast is not None and broadcast.work is Work.SEND else None


async def _numbered(turn: Turn, which: str) -> tuple[Broadcast | None, int]:
    name, _, number = which.partition(":")
    if not (number.isdecimal() and len(number) <= MOST_DIGITS):
        return None, 0
    return await _broadcast(turn, name), int(number)


# What you hear from us


async def topics(turn: Turn) -> None:
    """All topics, each with the tap that ends it or begins it again."""
    ended = await Optouts(turn.unit).of(turn.chat_id)
    how = T("🔔 It reaches you. 🔕 It does not. Tap a topic to change it.")
    always = T("Answers to your requests, and reminders of meetings that you go to, always reach you.")
    buttons = tuple((_turning(topic, out=topic in ended),) for topic in Topic)
    meetings = (Button(B("📅 Meetings that I follow"), FOLLOW),)
    turn.show(Screen((T("🔔 <b>What you hear from us</b>"), how, always), (*buttons, meetings)))


def _turning(topic: Topic, *, out: bool) -> Button:
    if out:
        return Button(B("🔕 {topic}", topic=TOPICS[topic]), AGAIN + topic)
    return Button(B("🔔 {topic}", topic=TOPICS[topic]), END + topic)


async def end_here(turn: Turn, code: str) -> None:
    """A tap on the screen of the topics."""
    await _turn_here(turn, code, out=True)


async def begin_here(turn: Turn, code: str) -> None:
    await _turn_here(turn, code, out=False)


async def _turn_here(turn: Turn, code: str, *, out: bool) -> None:
    if code in set(Topic):
        _keep(turn, Topic(code), out=out)
    await topics(turn)


PLACES: Final[Mapping[str, Callable[[Turn], Awaitable[None]]]] = {
    "check": lambda turn: begin_or_resume(turn, CHECK),
    "request": requests.ask_for_support,
    "calls": calls.list_calls,
    "meetings": events.meetings,
}
"""Where a button leads in this bot; the same names as in messages/broadcast_labels.py."""
