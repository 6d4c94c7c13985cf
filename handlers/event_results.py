"""What came of a meeting: written by staff, how far each recommendation is, and sent to those concerned."""

from datetime import timedelta
from typing import Final

from msgspec import Struct

from conversations.engine import Open, Talk
from conversations.event_desk import outcome
from domain.events.life import Deed, NotAllowed, after, allowed
from domain.events.outcome import Outcome, Progress
from domain.replacing import replace
from handlers.conversations import Flow, begin
from handlers.event_desk import show
from handlers.event_link import read, written
from handlers.event_scope import ONE, at_desk
from handlers.event_telling import close
from handlers.turn import Turn
from messages.cards.event import outcome_card, result_said
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, N, T
from messages.values import Lines
from storage.event_visits import EventVisits
from storage.events import Events, Kept

RESULTS, WRITE, STATE, SEND, SURE = "e:outc:", "e:outw:", "e:outs:", "e:close:", "e:done:"
IN_A_ROW: Final = 4
MOST_MOVING: Final = 60
"""Lines with a button for their state; a message holds a hundred."""
NEXT: Final = {Progress.OPEN: Progress.UNDER_WAY, Progress.UNDER_WAY: Progress.DONE, Progress.DONE: Progress.OPEN}


class Written(Struct, frozen=True):
    """What staff wrote of a meeting, by name."""

    event: str
    outcome: Outcome


async def results(turn: Turn, name: str) -> None:
    """The results so far; none yet: they are asked for."""
    kept = await _reportable(turn, name)
    if kept is None:
        return
    if kept.event.outcome.results:
        await _show(turn, kept)
    else:
        await begin(turn, FLOW, answers={"event": name})


async def write_again(turn: Turn, name: str) -> None:
    if await _reportable(turn, name) is not None:
        await begin(turn, FLOW, answers={"event": name})


async def go_on(turn: Turn, which: str) -> None:
    """The next state of a recommendation or a next step: `meeting:line`."""
    name, _, line = which.partition(":")
    kept = await _reportable(turn, name)
    if kept is None or not line.isdecimal() or int(line) >= len(kept.event.outcome.results):
        return
    lines = list(kept.event.outcome.results)
    before = lines[int(line)]
    if before.progress is not None:
        lines[int(line)] = replace(before, progress=NEXT[before.progress])
        await _show(turn, _keep(turn, kept, replace(kept.event.outcome, results=tuple(lines))))


async def ask_to_send(turn: Turn, name: str) -> None:
    kept = await at_desk(turn, name)
    if kept is None:
        return
    if Deed.CLOSE not in allowed(kept.event.life):
        await show(turn, kept, T("This is done already."))
        return
    question = T("Shall I send these results to all who were invited?")
    yes, back = (Button(B("📣 Yes, send them"), SURE + name),), (Button(B("⬅️ Back"), ONE + name),)
    turn.show(Screen((question, *outcome_card(kept.event.outcome)), (yes, back)))


async def send(turn: Turn, name: str) -> None:
    """Send them. A second tap finds them sent."""
    kept = await at_desk(turn, name)
    if kept is None:
        return
    try:
        begun = await close(turn.unit, kept, turn.now)
    except NotAllowed:
        await show(turn, kept, T("This is done already."))
    else:
        done = N("📣 Sent to {n} person.", "📣 Sent to {n} people.", begun.people)
        told = begun.said(T("📣 The results go to all who were invited."), done)
        await show(turn, await Events(turn.unit).get(kept.event.id) or kept, *told)


async def _show(turn: Turn, kept: Kept) -> None:
    name = written(kept.event.id)
    moving = [
        Button(T("{number}", number=at + 1), f"{STATE}{name}:{at}")
        for at, result in enumerate(kept.event.outcome.results)
        if result.progress is not None
    ][:MOST_MOVING]
    rows = [tuple(moving[at : at + IN_A_ROW]) for at in range(0, len(moving), IN_A_ROW)]
    lines = [
        T("{number}. {line}", number=at, line=result_said(result))
        for at, result in enumerate(kept.event.outcome.results, 1)
    ]
    how = [T("Tap the number of a line when its state changes.")] if moving else []
    again, back = (Button(B("✏️ Write them again"), WRITE + name),), (Button(B("⬅️ Back"), ONE + name),)
    heading = T("<b>What came of it</b>")
    turn.show(Screen((Lines((heading, *lines)), *how), (*rows, again, back)))


def _keep(turn: Turn, kept: Kept, outcome_: Outcome) -> Kept:
    event = replace(kept.event, outcome=outcome_, life=after(kept.event.life, Deed.REPORT))
    Events(turn.unit).save(event, kept.created_by, kept.secret)
    return replace(kept, event=event)


async def _reportable(turn: Turn, name: str) -> Kept | None:
    kept = await at_desk(turn, name)
    if kept is None or Deed.REPORT in allowed(kept.event.life):
        return kept
    await show(turn, kept, T("Results come when the meeting is over."))
    return None


async def _run(turn: Turn, talk: Talk) -> Written:
    name = str(talk.so_far("event"))
    event_id = read(name)
    people = 0 if event_id is None else (await EventVisits(turn.unit, event_id).count()).people
    return Written(name, await outcome(talk, people or None))


async def _finish(turn: Turn, said: Written) -> None:
    kept = await _reportable(turn, said.event)
    if kept is not None:
        await show(turn, _keep(turn, kept, said.outcome), T("✅ Kept."))


def _kept_for(_here: Open) -> timedelta:
    return timedelta(days=14)


FLOW: Final = Flow("event-results", _run, _finish, _kept_for)
