"""Questions to the organisers before a meeting: asked by anybody, answered by staff, shown to all without who asked."""

from datetime import timedelta
from typing import Final

from msgspec import Struct

from conversations.engine import Open, Talk
from conversations.event_desk import Replied, enquiry, replied
from domain.events.event import Event
from handlers.conversations import Flow, begin
from handlers.event_answers import open_event
from handlers.event_card import CARD
from handlers.event_link import read, written
from handlers.event_notices import tell_organisers
from handlers.event_scope import ONE, at_desk
from handlers.moment import milliseconds
from handlers.notices import below
from handlers.staff import tell
from handlers.turn import Turn
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from messages.values import Lines
from storage.event_questions import Asked, EventQuestions
from storage.events import Events
from storage.people import People

ALL, ANSWER = "e:quest:", "e:answer:"
IN_A_ROW: Final = 4
MOST: Final = 20
MOST_OPEN: Final = 5
"""Questions of one person about one meeting that wait for an answer: nobody fills the chats of the staff."""
ENOUGH: Final = T("You asked several questions that still wait for an answer. Wait for it, please, then ask again.")
KEPT_FOR: Final = timedelta(days=1)


class Enquired(Struct, frozen=True):
    """A question, and the meeting that it is about, by name."""

    event: str
    words: str


class Answering(Struct, frozen=True):
    """The answer to one question of a meeting; None: the question is no longer there."""

    event: str
    question: int
    reply: Replied | None


async def ask(turn: Turn, name: str) -> None:
    """Begin a question about this meeting."""
    event = await open_event(turn, name)
    if event is None:
        return
    if await _waits(turn, event):
        turn.answer(ENOUGH)
        turn.say(Screen((ENOUGH,)))
    else:
        await begin(turn, ENQUIRY, answers={"event": name})


async def _waits(turn: Turn, event: Event) -> bool:
    """Whether so many of her questions wait for an answer that the next one has to wait too."""
    asked = await EventQuestions(turn.unit, event.id).all()
    return sum(each.chat_id == turn.chat_id and each.answer is None for each in asked) >= MOST_OPEN


async def all_questions(turn: Turn, name: str) -> None:
    """The questions about a meeting, for its staff: those without an answer first."""
    kept = await at_desk(turn, name)
    if kept is None:
        return
    asked = await EventQuestions(turn.unit, kept.event.id).all()
    shown = sorted(asked, key=lambda each: (each.answer is not None, each.id))[:MOST]
    lines = [
        T("{number}. ✅ {question}", number=number, question=each.words)
        if each.answer is not None
        else T("{number}. ❓ {question}", number=number, question=each.words)
        for number, each in enumerate(shown, 1)
    ]
    buttons = [Button(T("{number}", number=n), f"{ANSWER}{name}:{each.id}") for n, each in enumerate(shown, 1)]
    rows = tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))
    body = Lines(tuple(lines)) if lines else T("Nobody has asked anything yet.")
    heading = T("❓ <b>Questions about {title}</b>", title=kept.event.title)
    how = [T("Tap a number to answer.")] if lines else []
    turn.show(Screen((heading, body, *how), (*rows, (Button(B("⬅️ Back"), ONE + name),))))


async def answer(turn: Turn, which: str) -> None:
    """Begin the answer to a question: `meeting:question`."""
    name, _, question = which.partition(":")
    if await at_desk(turn, name) is not None and question.isdecimal():
        await begin(turn, ANSWERING, answers={"event": name, "question": question})


async def _run_enquiry(_turn: Turn, talk: Talk) -> Enquired:
    return Enquired(str(talk.so_far("event")), await enquiry(talk))


async def _finish_enquiry(turn: Turn, asked: Enquired) -> None:
    event = await open_event(turn, asked.event)
    kept = None if event is None else await Events(turn.unit).get(event.id)
    if kept is None:
        return
    if await _waits(turn, kept.event):  # asked at once on two phones, or by an old message
        turn.say(Screen((ENOUGH,)))
        return
    People(turn.unit).put(turn.person)
    key = EventQuestions(turn.unit, kept.event.id).ask(turn.chat_id, asked.words, milliseconds(turn))
    back = (Button(B("⬅️ To the meeting"), CARD + asked.event),)
    turn.show(Screen((T("✅ Your question is sent. The answer comes here."),), (back,)))
    news = T("❓ A question about <b>{title}</b>: {question}", title=kept.event.title, question=asked.words)
    row = (below(Button(B("💬 Answer it"), f"{ANSWER}{asked.event}:{key}")),)
    await tell_organisers(turn.unit, kept, Screen((news,), (row,)), f"question:{key}")


async def _run_answer(turn: Turn, talk: Talk) -> Answering:
    name, question = str(talk.so_far("event")), int(str(talk.so_far("question")))
    asked = await _question(turn, name, question)
    if asked is None:
        return Answering(name, question, None)
    return Answering(name, question, await replied(talk, T("❓ {question}", question=asked.words)))


async def _finish_answer(turn: Turn, answering: Answering) -> None:
    kept = await at_desk(turn, answering.event)
    asked = None if kept is None else await _question(turn, answering.event, answering.question)
    if kept is None:
        return
    if asked is None or answering.reply is None:
        turn.say(Screen((T("This question is no longer there: who asked it has erased it."),)))
        await all_questions(turn, answering.event)
        return
    questions = EventQuestions(turn.unit, kept.event.id)
    words = answering.reply.words
    questions.answer(asked.id, words, milliseconds(turn), publish=answering.reply.publish)
    await tell(turn, asked.chat_id, _news(kept.event, asked, words))
    await all_questions(turn, answering.event)


def _news(event: Event, asked: Asked, words: str) -> Screen:
    told = (
        T("💬 The organisers answer about <b>{title}</b>:", title=event.title),
        T("❓ {question}", question=asked.words),
        T("💬 {answer}", answer=words),
    )
    return Screen(told, ((below(Button(B("👁 See the meeting"), CARD + written(event.id))),),))


async def _question(turn: Turn, name: str, question: int) -> Asked | None:
    event_id = read(name)
    asked = [] if event_id is None else await EventQuestions(turn.unit, event_id).all()
    return next((each for each in asked if each.id == question), None)


def _kept_for(_here: Open) -> timedelta:
    return KEPT_FOR


ENQUIRY: Final = Flow("event-ask", _run_enquiry, _finish_enquiry, _kept_for)
ANSWERING: Final = Flow("event-answer", _run_answer, _finish_answer, _kept_for)
