"""The notices of the team: the list, one of them as it stands, and the preview of it."""

from collections.abc import Iterable
from typing import Final

from catalogue.holidays import load_holidays
from conversations import broadcast_audience
from conversations.broadcast_audience import Known
from domain.broadcasts.account import State
from domain.broadcasts.approval import MOST_ALONE, Why, why_approval
from domain.broadcasts.audience import Audience
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.life import Life
from domain.broadcasts.progress import Progress
from domain.broadcasts.reach import Reach
from domain.broadcasts.topic import Topic
from domain.calls import load
from domain.quiet import is_quiet, next_open
from handlers import broadcast_progress
from handlers.broadcast_counting import count_later
from handlers.broadcast_deeds import LIST, NEW, ONE, SAVED, composing
from handlers.broadcast_message import notice
from handlers.desk import BACK
from handlers.event_scope import provinces
from handlers.menu import keys
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.broadcast_labels import LIVES
from messages.cards import broadcast as cards
from messages.cards.broadcast_reach import WHY_SECOND, concerned, reach_card
from messages.cards.broadcast_words import heading
from messages.deep_links import read, written
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, Piece, T
from messages.values import Lines, Verbatim
from storage.audiences import Audiences
from storage.broadcast_recipients import Recipients
from storage.broadcasts import PAGE, Broadcasts
from storage.events import Events
from storage.outbox import Outbox, Priority
from storage.unit import Unit

IN_A_ROW: Final = 4
MOST_EVENTS: Final = 20
"""Earlier meetings to choose from; a longer list does not fit on a screen."""
NO_ROLE: Final = T("Notices are written by staff. A role begins with an invitation link.")
NOT_HERE: Final = T("I find no such notice in your provinces.")
COMPOSED: Final = frozenset({Life.DRAFT, Life.WAITING, Life.SCHEDULED})
"""Nobody has been written down yet."""


async def desk(turn: Turn, before: str = "0") -> None:
    """A page of the notices of her provinces, the newest first, `before` the one of that name."""
    if not await provinces(turn):
        turn.show(Screen((NO_ROLE,)))
        return
    last = read(before) or 0
    found = await Broadcasts(turn.unit).page(turn.chat_id, PAGE + 1, **({"before": last} if last else {}))
    shown = found[:PAGE]
    lines = tuple(cards.line(number, each) for number, each in enumerate(shown, 1))
    buttons = [Button(T("{number}", number=at), ONE + written(each.id)) for at, each in enumerate(shown, 1)]
    rows = [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]
    older = [(Button(B("▶️ Older ones"), LIST + written(shown[-1].id)),)] if len(found) > PAGE else []
    newer = [(Button(B("⬆️ The newest"), f"{LIST}0"),)] if last else []
    making = (Button(B("➕ A new notice"), NEW), Button(B("📂 Saved audiences"), SAVED))
    body: Piece = Lines(lines) if lines else T("No notice yet. To write one, tap «A new notice».")
    turn.show(Screen((T("📣 <b>Notices of your team</b>"), body), (*rows, *older, *newer, making, BACK)))


async def command(turn: Turn) -> None:
    """The same for the command; who has no role keeps her keys."""
    if await provinces(turn):
        await desk(turn)
    else:
        turn.say(Screen((NO_ROLE,)), keys(turn))


async def one(turn: Turn, name: str) -> None:
    broadcast = await found(turn, name)
    if broadcast is not None:
        await show(turn, broadcast)


async def found(turn: Turn, name: str) -> Broadcast | None:
    """The notice of a button, if this staff member may work on it; otherwise she is told that there is none."""
    id_ = read(name)
    broadcast = None if id_ is None else await Broadcasts(turn.unit).get(id_, turn.chat_id)
    if broadcast is None:
        turn.answer(NOT_HERE)
        turn.show(Screen((NOT_HERE,), ((Button(B("⬅️ All notices"), f"{LIST}0"),),)))
    return broadcast


async def again(turn: Turn, broadcast: Broadcast, *first: Piece) -> None:
    """Show it as it stands now, under what is to be said `first`."""
    await show(turn, await Broadcasts(turn.unit).get(broadcast.id, turn.chat_id) or broadcast, *first)


async def show(turn: Turn, broadcast: Broadcast, *first: Piece) -> None:
    """One notice as its staff see it: what was composed, or how far it is. That message is then kept up to date."""
    if broadcast.life in COMPOSED:
        paragraphs = cards.composed(broadcast, await limits(turn.unit, turn.chat_id, broadcast))
        count = await reach(turn, broadcast)
        why = await second(turn, broadcast, count) if broadcast.life is Life.WAITING else None
        reason = () if why is None else (WHY_SECOND[why],)
        parts = (*first, *paragraphs, *counted(broadcast, count), *reason)
        shown = turn.show(Screen(parts, composing(broadcast, turn.chat_id)))
        if broadcast.life is Life.SCHEDULED:
            Broadcasts(turn.unit).watch(broadcast.id, turn.chat_id, shown)
        return
    counts = await Recipients(turn.unit, broadcast.id).counts()
    asleep = broadcast.life is Life.RUNNING and waits_for_morning(turn, broadcast)
    waits = next_open(turn.now, load_holidays()) if asleep else None
    screen = broadcast_progress.screen(broadcast, Progress(counts, quiet_until=waits))
    mended = await Broadcasts(turn.unit).followed_by(broadcast.id, turn.chat_id)
    later = tuple(T("{heading}: {life}", heading=heading(each), life=LIVES[each.life]) for each in mended)
    after = (Lines(later),) if later else ()
    shown = turn.show(Screen((*first, *screen.paragraphs, *after), screen.rows))
    if shown is not None and not cards.is_over(broadcast, counts):
        Broadcasts(turn.unit).watch(broadcast.id, turn.chat_id, shown)


async def preview(turn: Turn, name: str) -> None:
    """The notice exactly as people will get it, in each of its languages."""
    broadcast = await found(turn, name)
    if broadcast is None:
        return
    turn.answer()
    for language in sorted(broadcast.body.contents):
        method, parameters = notice(broadcast.body, language, broadcast.id)
        Outbox(turn.unit).queue(turn.chat_id, method, {"chat_id": turn.chat_id, **parameters}, Priority.REPLY)
    turn.say(
        Screen(
            (T("👆 This is how people will get it. Nothing was sent to them."),),
            ((Button(B("⬅️ Back to the notice"), ONE + name),),),
        )
    )


def counted(broadcast: Broadcast, count: Reach) -> tuple[Piece, ...]:
    """The figures of `reach`."""
    return reach_card(count) if broadcast.original is None else concerned(count.people)


async def reach(turn: Turn, broadcast: Broadcast) -> Reach:
    """Whom it would reach now: of its audience, or of those who have got what it corrects or deletes."""
    body = broadcast.body
    if broadcast.original is not None:
        return Reach((await Recipients(turn.unit, broadcast.original).counts())[State.SENT])
    return await count(turn, broadcast.province, body.topic, body.contents, body.audience)


async def second(turn: Turn, broadcast: Broadcast, count: Reach) -> Why | None:
    """Why it needs a second person now; None: it does not. What is too much to count at once is taken for many."""
    people = MOST_ALONE + 1 if count.later else count.people
    earlier = await Broadcasts(turn.unit).told_alone(broadcast, milliseconds(turn))
    return why_approval(people, earlier=earlier, urgent=broadcast.body.urgent is not None)


async def count(turn: Turn, province: str, topic: Topic, languages: Iterable[str], wanted: Audience) -> Reach:
    """How many people an audience has now; where they are too many to wait for, the number follows in a message."""
    people = Audiences(turn.unit, turn.chat_id, province)
    found = await people.count(wanted, topic.value, languages, milliseconds(turn))
    if found.later:
        count_later(turn, province, topic, languages, wanted)
    return found


async def known(unit: Unit, viewer: int, *chosen: int) -> Known:
    """What an audience can be chosen from: the newest meetings of the team, those that are `chosen`, and the calls."""
    meetings = [kept.event for kept in await Events(unit).of_staff(viewer)]
    offered = [event for at, event in enumerate(meetings) if at < MOST_EVENTS or event.id in chosen]
    return Known(
        tuple((str(event.id), event.title) for event in offered),
        tuple((call.id, call.title) for call in load().calls),
    )


async def limits(unit: Unit, viewer: int, broadcast: Broadcast) -> cards.Limits:
    """The lines of the audience; a meeting that is not hers to see, or a call that is gone, has no name."""
    audience = broadcast.body.audience
    chosen = () if audience.invited is None else (audience.invited.event_id,)
    offered = await known(unit, viewer, *chosen)
    asked_for = {*audience.calls, *(() if audience.eligible is None else (audience.eligible.call_id,))}
    events = {**{str(id_): Verbatim("?") for id_ in chosen}, **dict(offered.events)}
    calls = {**{id_: Verbatim(id_) for id_ in sorted(asked_for)}, **dict(offered.calls)}
    return broadcast_audience.told(audience, Known(tuple(events.items()), tuple(calls.items())))


def waits_for_morning(turn: Turn, broadcast: Broadcast) -> bool:
    """Whether people are left in peace now; a correction makes no sound, and what is urgent may be heard."""
    usual = broadcast.work is Work.SEND and broadcast.body.urgent is None
    return usual and is_quiet(turn.now, load_holidays())
