"""A notice goes out: it is confirmed, approved by a second person where need be, paused, stopped, tried again."""

from datetime import timedelta
from typing import Final

from catalogue.holidays import load_holidays
from conversations.engine import Open, Talk
from conversations.questions.reason import ReasonQuestion
from domain.broadcasts.account import State
from domain.broadcasts.broadcast import Broadcast, Work, as_it_stands
from domain.broadcasts.life import Deed, Life, allowed
from domain.civil_time import wall_of
from domain.quiet import next_open
from handlers.broadcast_asking import ALONE, ask_approvers
from handlers.broadcast_deeds import ASK, DROP_SURE, ONE, STOP_SURE, SURE, UNKNOWN_SURE
from handlers.broadcast_desk import again, counted, found, reach, second, show, waits_for_morning
from handlers.broadcast_sharing import TAKEN_BACK
from handlers.conversations import Flow, begin
from handlers.moment import milliseconds
from handlers.staff import tell
from handlers.turn import Turn
from messages.cards.broadcast_reach import WHY_SECOND
from messages.cards.broadcast_words import timing
from messages.deep_links import written
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, N, Piece, T
from messages.values import Lines, Moment
from storage.broadcast_recipients import Recipients
from storage.broadcasts import Broadcasts

KEPT_FOR: Final = timedelta(days=1)
NOT_HERS: Final = T("Only whoever wrote this draft sends it. You can make another like it.")
OVERTAKEN: Final = T("⚠️ It stands differently by now. Here is how it stands.")
BEGUN: Final = T("This is begun already. Finish it, or throw it away.")
MENDING: Final = frozenset({Life.FREEZING, Life.RUNNING, Life.PAUSED})
"""How a correction or a deletion stands while it goes through the chats."""


async def ask_to_send(turn: Turn, name: str) -> None:
    """Say to how many it goes and when; then ask, or have it approved where one person alone may not decide."""
    broadcast = await found(turn, name)
    if broadcast is None or not await _stands(turn, broadcast, Life.DRAFT):
        return
    count = await reach(turn, broadcast)
    back = (Button(B("⬅️ Back"), ONE + name),)
    when = _when(turn, broadcast)
    if why := await second(turn, broadcast, count):
        ask = (Button(B("📨 Ask a colleague"), ASK + name),)
        turn.show(Screen((*counted(broadcast, count), *when, WHY_SECOND[why]), (ask, back)))
    else:
        yes = (Button(_yes(broadcast), SURE + name),)
        turn.show(Screen((*counted(broadcast, count), *when, _question(broadcast)), (yes, back)))


async def sure(turn: Turn, name: str) -> None:
    """Send it. What has become too large since, or urgent, waits for a second person after all."""
    broadcast = await found(turn, name)
    if broadcast is None or not await _stands(turn, broadcast, Life.DRAFT):
        return
    count = await reach(turn, broadcast)
    if await second(turn, broadcast, count):
        await ask_to_send(turn, name)
        return
    await _advance(turn, broadcast, Deed.PLAN, T("✅ It begins. I show you here how far it is."))


async def ask_a_colleague(turn: Turn, name: str) -> None:
    """Have it approved: everybody who may do so gets it, with a look at it as people will see it."""
    broadcast = await found(turn, name)
    if broadcast is None or not await _stands(turn, broadcast, Life.DRAFT):
        return
    if not await Broadcasts(turn.unit).approvers(broadcast.id):
        turn.answer()
        await show(turn, broadcast, ALONE)
    elif await _advance(turn, broadcast, Deed.ASK, T("📨 Your colleagues have it. I tell you what they decide.")):
        await ask_approvers(turn.unit, broadcast)


async def approve(turn: Turn, name: str) -> None:
    """A second person agrees: it goes out at its time."""
    broadcast = await found(turn, name)
    if broadcast is None or not await _stands(turn, broadcast, Life.WAITING):
        return
    if broadcast.made_by == turn.chat_id:
        turn.answer(T("Whoever made it cannot approve it: a second person must."))
        return
    if await _advance(turn, broadcast, Deed.APPROVE, T("✅ Approved. It goes out at its time.")):
        await _tell_maker(turn, broadcast, T("✅ A colleague approved your notice. It goes out at its time."))


async def give_back(turn: Turn, name: str) -> None:
    """Back to the draft: at once for who made it; a colleague says why."""
    broadcast = await found(turn, name)
    if broadcast is None or not await _stands(turn, broadcast, Life.WAITING, Life.SCHEDULED):
        return
    if broadcast.made_by == turn.chat_id:
        await _advance(turn, broadcast, Deed.SEND_BACK, T("↩️ It is a draft again, and you can change it."))
    else:
        await begin(turn, RETURNING, answers={"broadcast": name})


async def _run_returning(_turn: Turn, talk: Talk) -> tuple[str, Piece]:
    return str(talk.so_far("broadcast")), await talk.need("why", WHY)


async def _finish_returning(turn: Turn, decided: tuple[str, Piece]) -> None:
    name, why = decided
    broadcast = await found(turn, name)
    if broadcast is None or not await _stands(turn, broadcast, Life.WAITING, Life.SCHEDULED):
        return
    if await _advance(turn, broadcast, Deed.SEND_BACK, T("✋ Sent back. Whoever made it is told why.")):
        await _tell_maker(turn, broadcast, T("✋ A colleague sent your notice back: {why}", why=why))


async def ask_to_drop(turn: Turn, name: str) -> None:
    question = T("Throw this notice away? Nobody has got it. If it repeats, it does not come again.")
    await _ask_first(turn, name, Deed.DROP, question, DROP_SURE)


async def drop(turn: Turn, name: str) -> None:
    await _do(turn, name, Deed.DROP, T("🗑 It is thrown away. Nobody got it."))


async def pause(turn: Turn, name: str) -> None:
    await _do(turn, name, Deed.PAUSE, T("⏸ Paused. What has left already may still arrive."))


async def resume(turn: Turn, name: str) -> None:
    await _do(turn, name, Deed.RESUME, T("▶️ It goes on."))


async def ask_to_stop(turn: Turn, name: str) -> None:
    question = T("Stop it for good? Whoever has not got it by now does not get it. To wait only, pause it.")
    await _ask_first(turn, name, Deed.STOP, question, STOP_SURE)


async def stop(turn: Turn, name: str) -> None:
    await _do(turn, name, Deed.STOP, T("⏹ Stopped. What has left already may still arrive."))


async def retry(turn: Turn, name: str) -> None:
    """Once more to those with whom it failed; never to whom it may have reached."""
    await _retry(turn, name, State.FAILED)


async def ask_about_unknown(turn: Turn, name: str) -> None:
    """Those of whom nobody knows whether it arrived get it twice, perhaps; that is for staff to accept."""
    broadcast = await _to_retry(turn, name)
    if broadcast is None:
        return
    people = (await Recipients(turn.unit, broadcast.id).counts())[State.UNKNOWN]
    asked = N(
        "The connection broke while it was sent to {n} person. If I send again, it may arrive twice.",
        "The connection broke while it was sent to {n} people. If I send again, it may arrive twice.",
        people,
    )
    yes = (Button(B("🔁 Send again, even twice"), UNKNOWN_SURE + name),)
    turn.show(Screen((asked,), (yes, (Button(B("⬅️ Back"), ONE + name),))))


async def retry_unknown(turn: Turn, name: str) -> None:
    await _retry(turn, name, State.UNKNOWN)


async def _retry(turn: Turn, name: str, state: State) -> None:
    broadcast = await _to_retry(turn, name)
    if broadcast is None:
        return
    if await Broadcasts(turn.unit).advance(broadcast, Deed.RETRY, turn.chat_id, milliseconds(turn), again=state):
        await again(turn, broadcast, T("🔁 I try again."))
    else:
        await again(turn, broadcast, OVERTAKEN)


async def _to_retry(turn: Turn, name: str) -> Broadcast | None:
    """The notice, if it is over and stands: what was deleted goes to nobody, and while it is being mended it waits.

    Who got it in the middle of a correction would keep the old words.
    """
    broadcast = await found(turn, name)
    if broadcast is None or not await _stands(turn, broadcast, Life.DONE):
        return None
    later = await Broadcasts(turn.unit).later(broadcast)
    if as_it_stands(broadcast, later) is None:
        await show(turn, broadcast, TAKEN_BACK)
        return None
    if mending := [each for each in later if each.life in MENDING]:
        await show(turn, mending[-1], BEGUN)
        return None
    return broadcast


async def _do(turn: Turn, name: str, deed: Deed, said: Piece) -> None:
    broadcast = await found(turn, name)
    if broadcast is None:
        return
    if deed in allowed(broadcast.life):
        await _advance(turn, broadcast, deed, said)
    else:
        await show(turn, broadcast, OVERTAKEN)


async def _ask_first(turn: Turn, name: str, deed: Deed, question: Piece, yes: str) -> None:
    broadcast = await found(turn, name)
    if broadcast is None:
        return
    if deed not in allowed(broadcast.life):
        await show(turn, broadcast, OVERTAKEN)
        return
    rows = ((Button(B("✅ Yes"), yes + name),), (Button(B("⬅️ Back"), ONE + name),))
    turn.show(Screen((question,), rows))


async def _stands(turn: Turn, broadcast: Broadcast, *lives: Life) -> bool:
    """Whether it stands so that she can do this; otherwise she sees how it stands."""
    if broadcast.life is Life.DRAFT and broadcast.made_by != turn.chat_id:
        await show(turn, broadcast, NOT_HERS)
        return False
    if broadcast.life in lives:
        return True
    await show(turn, broadcast, OVERTAKEN)
    return False


async def _advance(turn: Turn, broadcast: Broadcast, deed: Deed, said: Piece) -> bool:
    """Do it and show the notice as it then stands; a colleague who was faster wins."""
    done = await Broadcasts(turn.unit).advance(broadcast, deed, turn.chat_id, milliseconds(turn))
    if deed is Deed.SEND_BACK:
        Broadcasts(turn.unit).unwatch(broadcast.id)
    await again(turn, broadcast, said if done else OVERTAKEN)
    return done


async def _tell_maker(turn: Turn, broadcast: Broadcast, said: Piece) -> None:
    row = (Button(B("👁 Open it"), ONE + written(broadcast.id)),)
    await tell(turn, broadcast.made_by, Screen((said,), (row,)))


def _when(turn: Turn, broadcast: Broadcast) -> tuple[Piece, ...]:
    """When it goes out, as far as it is not at once."""
    lines: list[Piece] = list(timing(broadcast))
    starts = broadcast.starts_at
    if starts is not None and starts < turn.now:
        lines.append(T("⚠️ This time is past: it goes out as soon as it may."))
    if (starts is None or starts < turn.now) and waits_for_morning(turn, broadcast):
        morning = Moment(wall_of(next_open(turn.now, load_holidays())))
        lines.append(T("🌙 It is quiet time now: it goes out {when}.", when=morning))
    return (Lines(tuple(lines)),) if lines else ()


def _question(broadcast: Broadcast) -> Piece:
    match broadcast.work:
        case Work.SEND:
            return T("Shall I send it?")
        case Work.CORRECT:
            return T("Shall I put the new words in place of the old ones?")
        case Work.DELETE:
            return T("Shall I take it out of all these chats? This cannot be undone.")


def _yes(broadcast: Broadcast) -> Piece:
    match broadcast.work:
        case Work.SEND:
            return B("📣 Yes, send it")
        case Work.CORRECT:
            return B("✏️ Yes, change it")
        case Work.DELETE:
            return B("🗑 Yes, delete it")


def _kept_for(_here: Open) -> timedelta:
    return KEPT_FOR


WHY: Final = ReasonQuestion(T("Why do you send it back? Whoever made it reads this."), T("Why"))
RETURNING: Final = Flow("broadcast-return", _run_returning, _finish_returning, _kept_for)
