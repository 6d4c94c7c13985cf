"""Ready answers: chosen, read as the person will read them, and sent; and those that a desk adds for itself."""

from datetime import timedelta
from typing import Final

from conversations.engine import Open, Talk
from conversations.ready_answer import Written, ready_answer
from domain.requests.change import Change
from domain.requests.life import Action, Actor, NotAllowed
from domain.requests.request import Request
from handlers import desk_request, talk_desk
from handlers.conversations import Flow, begin
from handlers.desk import REQUEST
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.keyboard import Button, InlineButton
from messages.ready import READY, greeting
from messages.screen import Screen
from messages.text import B, T
from messages.values import Quote, Verbatim
from messages.voice import Voice
from storage.desk import DeskRequests
from storage.keys import read_key
from storage.ready_answers import ReadyAnswer, ReadyAnswers
from storage.request_scope import Gone
from storage.talks import Talks

LIST = desk_request.READY
ONE, SEND, ADD, REMOVE = "kr:one:", "kr:send:", "kr:new:", "kr:end:"
TAPS_IN_GROUPS: Final = (LIST, ONE, SEND)
NAME: Final = "ready-answer"


async def show_list(turn: Turn, reference: str) -> None:
    """The ready answers for this request."""
    request = await desk_request.found(turn, reference)
    if request is None:
        turn.answer(NOT_YOURS)
        return
    own = await ReadyAnswers(turn.unit, turn.chat_id).all(request.province)
    rows: list[tuple[InlineButton, ...]] = [
        (Button(label, f"{ONE}{reference}:{code}"),) for code, (label, _) in READY.items()
    ]
    rows += [(Button(T("{title}", title=each.title), f"{ONE}{reference}:{each.id}"),) for each in own]
    if turn.place is None and Actor.COORDINATOR in request.acting:
        rows.append((Button(B("➕ Add one"), f"{ADD}{reference}"),))
    if turn.place is None:
        rows.append((Button(B("⬅️ Back to the request"), f"{REQUEST}{reference}"),))
    turn.show(Screen((T("Choose an answer. You read it before it is sent."),), tuple(rows)))


async def show_one(turn: Turn, which: str) -> None:
    """A ready answer as the person will read it, `reference:code`."""
    reference, _, code = which.partition(":")
    request = await desk_request.found(turn, reference)
    words = None if request is None else await _words(turn, request, code)
    if request is None or words is None:
        turn.answer(NOT_YOURS)
        return
    rows: list[tuple[InlineButton, ...]] = [(Button(B("✅ Send it"), f"{SEND}{which}"),)]
    if turn.place is None and code.isdecimal() and Actor.COORDINATOR in request.acting:
        rows.append((Button(B("🗑 Remove it from the list"), f"{REMOVE}{which}"),))
    rows.append((Button(B("⬅️ Back"), f"{LIST}{reference}"),))
    asked = T("Shall I send this to the person, about {reference}?", reference=reference)
    turn.show(Screen((asked, Quote(Verbatim(words))), tuple(rows)))


async def send(turn: Turn, which: str) -> None:
    """Send it. A second tap on the same message sends nothing."""
    reference, _, code = which.partition(":")
    request = await desk_request.found(turn, reference)
    words = None if request is None else await _words(turn, request, code)
    if request is None or words is None or await talk_desk.reached(turn, request.id) is None:
        turn.answer(NOT_YOURS)
    elif turn.message_id is None or await Talks(turn.unit).written(turn.here.chat_id, turn.message_id) is not None:
        turn.answer(T("This is done already."))
    else:
        await _send(turn, request, words)


async def _send(turn: Turn, request: Request, words: str) -> None:
    key = talk_desk.keep(turn, request, words)
    change = Change(Action.ANSWER, words, talk=key)
    try:
        after = await DeskRequests(turn.unit, turn.chat_id).change(request, change, milliseconds(turn))
    except (Gone, NotAllowed):
        turn.answer(NOT_YOURS)
        return
    turn.answer(T("Done. The person is told."))
    turn.show(Screen((T("📤 Sent, about {reference}:", reference=request.reference), Quote(Verbatim(words)))))
    await talk_desk.send(turn, after, key)


async def _words(turn: Turn, request: Request, code: str) -> str | None:
    """What this answer says to this person, in her language; None where there is no such answer."""
    talk = None if request.chat_id is None else await Talks(turn.unit).open_with(request.chat_id, milliseconds(turn))
    name = "" if talk is None else talk.name
    if code in READY:
        voice = Voice.of(request.language)
        return f"{voice.plain(greeting(name))}\n{voice.plain(READY[code][1](request.reference))}"
    for answer in await ReadyAnswers(turn.unit, turn.chat_id).all(request.province):
        if str(answer.id) == code:
            return answer.text(request.language, name, request.reference)
    return None


async def add(turn: Turn, reference: str) -> None:
    """A coordinator writes another one for her desk."""
    request = await desk_request.found(turn, reference)
    if request is None or Actor.COORDINATOR not in request.acting:
        turn.answer(NOT_YOURS)
    else:
        await begin(turn, FLOW, answers={"province": request.province, "reference": reference})


async def remove(turn: Turn, which: str) -> None:
    """A coordinator drops one, `reference:key`."""
    reference, _, key = which.partition(":")
    if (named := read_key(key)) is not None:
        ReadyAnswers(turn.unit, turn.chat_id).remove(named)
    await show_list(turn, reference)


async def _run(_turn: Turn, talk: Talk) -> tuple[str, str, Written]:
    written = await ready_answer(talk)
    return str(talk.so_far("province")), str(talk.so_far("reference")), written


async def _finish(turn: Turn, ended: tuple[str, str, Written]) -> None:
    province, reference, written = ended
    answer = ReadyAnswer(written.title, written.ar, written.fr)
    ReadyAnswers(turn.unit, turn.chat_id).add(province, answer, milliseconds(turn))
    await show_list(turn, reference)


def _kept_for(_here: Open) -> timedelta:
    return timedelta(days=1)


NOT_YOURS: Final = T("Your role does not allow that here.")
FLOW: Final = Flow(NAME, _run, _finish, _kept_for)
TAPS: Final = {LIST: show_list, ONE: show_one, SEND: send, ADD: add, REMOVE: remove}
