"""What those who came think of a meeting: three taps, and a voice note if they like."""

from datetime import timedelta
from typing import Final

from msgspec import Struct

from conversations.engine import Open, Talk
from conversations.event_desk import comment
from domain.replacing import replace
from handlers.conversations import Flow, begin
from handlers.event_card import CARD, CERTIFICATE, found
from handlers.event_scope import at_desk
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.cards.event_thanks import MARKS, QUESTIONS, thanks
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from storage.event_feedback import EventFeedback, Feedback
from storage.event_visits import EventVisits
from storage.events import Kept

MARK, VOICE, VOICES = "e:mark:", "e:say:", "e:voices:"
MOST_VOICES: Final = 20


class Spoken(Struct, frozen=True):
    """A voice note about a meeting, by name."""

    event: str
    voice: str


def mark_row(name: str, given: str) -> tuple[Button, ...]:
    """The three faces under the next question; `given` are the marks so far."""
    return tuple(Button(label, f"{MARK}{name}:{given}{mark}") for mark, label in MARKS.items())


async def mark(turn: Turn, which: str) -> None:
    """One more mark: `meeting:marks`. The third one keeps them all."""
    name, _, given = which.partition(":")
    kept = await _came(turn, name)
    if kept is None or not given or not set(given) <= {str(each) for each in MARKS} or len(given) > len(QUESTIONS):
        return
    if len(given) < len(QUESTIONS):
        turn.answer()
        turn.show(Screen((*thanks(kept.event), QUESTIONS[len(given)]), (mark_row(name, given),)))
        return
    useful, clear, again = map(int, given)
    feedback = EventFeedback(turn.unit, kept.event.id)
    before = await feedback.of(turn.chat_id)
    voice = None if before is None else before.voice
    feedback.put(turn.chat_id, Feedback(useful, clear, again, voice), milliseconds(turn))
    rows = ((Button(B("🎤 Say more"), VOICE + name),), (Button(B("📜 My certificate"), CERTIFICATE + name),))
    turn.show(Screen((T("🙏 Thank you! The organisers read it without your name."),), rows))


async def ask_for_voice(turn: Turn, name: str) -> None:
    if await _came(turn, name) is not None:
        await begin(turn, SPEAKING, answers={"event": name})


async def hear(turn: Turn, name: str) -> None:
    """Bring the voice notes into the chat of the staff, without who spoke."""
    kept = await at_desk(turn, name)
    if kept is None:
        return
    turn.answer()
    for voice in (await EventFeedback(turn.unit, kept.event.id).voices())[-MOST_VOICES:]:
        turn.pass_on("voice", voice)


async def _came(turn: Turn, name: str) -> Kept | None:
    """The meeting, for somebody who was counted in."""
    kept = await found(turn, name)
    if kept is None or await EventVisits(turn.unit, kept.event.id).of(turn.chat_id) is not None:
        return kept
    turn.answer(T("This question is for those who were there."))
    return None


async def _run(_turn: Turn, talk: Talk) -> Spoken:
    return Spoken(str(talk.so_far("event")), await comment(talk))


async def _finish(turn: Turn, spoken: Spoken) -> None:
    kept = await _came(turn, spoken.event)
    if kept is None:
        return
    feedback = EventFeedback(turn.unit, kept.event.id)
    said = await feedback.of(turn.chat_id)
    if said is not None:
        feedback.put(turn.chat_id, replace(said, voice=spoken.voice), milliseconds(turn))
        back = (Button(B("⬅️ To the meeting"), CARD + spoken.event),)
        turn.show(Screen((T("🙏 Thank you! The organisers hear it without your name."),), (back,)))


def _kept_for(_here: Open) -> timedelta:
    return timedelta(days=7)


SPEAKING: Final = Flow("event-voice", _run, _finish, _kept_for)
