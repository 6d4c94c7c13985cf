"""What a person does with a request that she sent: correct, add, ask, reopen, withdraw, and say how it went."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from msgspec import Struct

from conversations import following as asking
from conversations.engine import Open, Talk
from conversations.questions.files import FULL, Paper
from conversations.state import State
from domain.requests.change import Change, Full, TooLate
from domain.requests.life import Action, Refused, allowed
from domain.requests.limits import TooMany
from domain.requests.request import MOST_FILES, OTHER, Rating, Request
from handlers import talk
from handlers.conversations import Flow, begin, draft_of, resume
from handlers.moment import milliseconds
from handlers.notices import tell_staff
from handlers.requests import MANY_REQUESTS, NOT_FOUND, OPEN, opening, own, show, show_request
from handlers.turn import Turn
from messages.cards.request import correction_line, document_name
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, Piece, T, Text
from messages.values import Lines
from storage.request_scope import Gone, Overtaken
from storage.requests import OwnRequests

WITHDRAW, STAR, WORDS = "r:out:", "r:star:", "r:say:"
STARS: Final = range(1, 6)
KEPT_FOR: Final = timedelta(days=14)


class Following(Struct, frozen=True):
    """What a small conversation ended with; None: there was no such request of hers."""

    reference: str
    end: Change | Rating | None


async def act(turn: Turn, which: str) -> None:
    """A button of her card: `action:reference`. What can no longer be done shows how the request stands instead."""
    name, _, reference = which.partition(":")
    found = await own(turn, reference)
    if found is None:
        return
    if name not in allowed(found.state, *found.acting, level=found.level):
        turn.answer(CHANGED)
        await show(turn, found)
    elif name == Action.ADD_FILE and not await _room(turn, found):
        turn.show(Screen((FULL,), (opening(reference),)))
    elif name == Action.ASK and not await OwnRequests(turn.unit, turn.chat_id).may_ask():
        turn.show(Screen((talk.MANY_QUESTIONS,), (opening(reference),)))
    elif name == Action.ASK:
        await talk.open_(turn, reference)
    elif name in FLOWS:
        await _talk_about(turn, FLOWS[name], reference)
    elif name == Action.WITHDRAW:
        _ask_to_withdraw(turn, found)
    elif name == Action.RATE:
        _ask_for_stars(turn, reference)


async def withdraw(turn: Turn, which: str) -> None:
    """She is sure; `which` is `reference:revision`, as she saw it."""
    reference, _, seen = which.partition(":")
    found = await own(turn, reference)
    if found is not None and seen.isdecimal():
        await _carry_out(turn, found, Change(Action.WITHDRAW), int(seen))


async def rate(turn: Turn, which: str) -> None:
    """Her stars, `score:reference`; she may add a few words."""
    score, _, reference = which.partition(":")
    found = await own(turn, reference)
    if found is None or score not in {str(star) for star in STARS}:
        return
    if await _keep_rating(turn, found, Rating(int(score))):
        row = (Button(B("🎤 Add a few words"), f"{WORDS}{score}:{reference}"),)
        turn.show(Screen((T("Thank you! Your opinion is noted."),), (row, opening(reference))))


async def say_more(turn: Turn, which: str) -> None:
    """A few words beside the stars, `score:reference`."""
    score, _, reference = which.partition(":")
    if score in {str(star) for star in STARS}:
        await begin(turn, COMMENT, answers={REQUEST: reference, SCORE: int(score)})


def _ask_to_withdraw(turn: Turn, found: Request) -> None:
    sentence = T("Shall I withdraw {reference}? You can reopen it within 60 days.", reference=found.reference)
    sure = Button(B("↩️ Yes, withdraw it"), f"{WITHDRAW}{found.reference}:{found.revision}")
    turn.show(Screen((sentence,), ((sure,), (Button(B("⬅️ Back"), OPEN + found.reference),))))


def _ask_for_stars(turn: Turn, reference: str) -> None:
    stars = tuple((Button(T("{stars}", stars="⭐" * star), f"{STAR}{star}:{reference}"),) for star in reversed(STARS))
    turn.show(
        Screen((T("How content are you with the way you were treated? It does not change the decision."),), stars)
    )


async def _talk_about(turn: Turn, flow: Flow[Following], reference: str) -> None:
    """Begin the small conversation about this request, or go on with it where it was left."""
    draft = draft_of(turn, flow.name)
    if draft is not None and State.parse(draft.state).answers.get(REQUEST) == reference:
        await resume(turn, flow)
    else:
        await begin(turn, flow, answers={REQUEST: reference})


async def _finish(turn: Turn, following: Following) -> None:
    found = await own(turn, following.reference)
    match following.end:
        case Change() as change if found is not None:
            await _carry_out(turn, found, change)
        case Rating() as rating if found is not None:
            if await _keep_rating(turn, found, rating):
                turn.show(Screen((T("Thank you! Your opinion is noted."),), (opening(found.reference),)))


async def _carry_out(turn: Turn, found: Request, change: Change, seen: int | None = None) -> None:
    """Make the change, say so, and tell staff; where it can no longer be made, show how the request stands."""
    try:
        changed = await OwnRequests(turn.unit, turn.chat_id).change(found, change, milliseconds(turn), seen)
    except Gone:
        turn.say(Screen((NOT_FOUND,)))
    except Overtaken as overtaken:
        turn.answer(CHANGED)
        await show(turn, overtaken.current)
    except TooLate:
        turn.show(Screen((T("60 days are over. You can send a new request."),), (opening(found.reference),)))
    except TooMany:
        turn.show(Screen((MANY_REQUESTS,), (opening(found.reference),)))
    except Full:
        turn.show(Screen((FULL,), (opening(found.reference),)))
    except Refused:
        turn.answer(CHANGED)
        await show_request(turn, found.reference)
    else:
        turn.show(Screen((DONE[change.action],), (opening(changed.reference),)))
        await tell_staff(turn, changed, change.action, change.text)


async def _keep_rating(turn: Turn, found: Request, rating: Rating) -> bool:
    try:
        await OwnRequests(turn.unit, turn.chat_id).rate(found, rating, milliseconds(turn))
    except (Gone, Refused):
        turn.answer(CHANGED)
        await show_request(turn, found.reference)
        return False
    await tell_staff(turn, found, Action.RATE, rating.text)
    return True


async def _about(turn: Turn, talk: Talk) -> Request | None:
    return await OwnRequests(turn.unit, turn.chat_id).by_reference(str(talk.so_far(REQUEST)), milliseconds(turn))


async def _correct(turn: Turn, talk: Talk, found: Request) -> Change:
    asked = await OwnRequests(turn.unit, turn.chat_id).corrections(found)
    wanted = [correction for correction in asked if correction.done_at is None]
    papers = [Paper(each.document, document_name(each.document)) for each in wanted if each.document != OTHER]
    lines: list[Piece] = [T("✏️ <b>Please send again:</b>"), *map(correction_line, wanted)]
    return await asking.correction(talk, papers, Lines(tuple(lines)))


async def _add(turn: Turn, talk: Talk, found: Request) -> Change:
    return await asking.addition(talk, max(1, await _room(turn, found)))


async def _room(turn: Turn, found: Request) -> int:
    """For how many more files the request has room; none where corrections brought more than that."""
    return max(0, MOST_FILES - len(await OwnRequests(turn.unit, turn.chat_id).files(found)))


async def _reopen(_turn: Turn, talk: Talk, _found: Request) -> Change:
    return await asking.reopening(talk)


async def _comment(_turn: Turn, talk: Talk, _found: Request) -> Rating:
    said = await asking.comment(talk)
    return Rating(int(talk.so_far(SCORE)), said.words, said.voice.file_id if said.voice else None)


REQUEST, SCORE = "request", "score"
"""Under which a small conversation keeps the reference of its request, and the stars that were given."""
CHANGED: Final = T("The request has changed in the meantime. Here is how it stands.")
DONE: Final[dict[Action, Text]] = {
    Action.CORRECT: T("✅ Sent. The request is being read again."),
    Action.ADD_FILE: T("✅ Added to your request."),
    Action.REOPEN: T("✅ Reopened. It is read from the beginning."),
    Action.WITHDRAW: T("↩️ Withdrawn. Nobody works on it any more."),
}

End = Callable[[Turn, Talk, Request], Awaitable[Change | Rating]]


def _flow(name: str, end: End) -> Flow[Following]:
    async def run(turn: Turn, talk: Talk) -> Following:
        found = await _about(turn, talk)
        return Following(str(talk.so_far(REQUEST)), None if found is None else await end(turn, talk, found))

    return Flow(f"request-{name}", run, _finish, _kept_for)


def _kept_for(here: Open) -> timedelta:
    del here
    return KEPT_FOR


_ENDS: Final[dict[str, End]] = {
    Action.CORRECT.value: _correct,
    Action.ADD_FILE.value: _add,
    Action.REOPEN.value: _reopen,
}
FLOWS: Final = {name: _flow(name, end) for name, end in _ENDS.items()}
COMMENT: Final = _flow("comment", _comment)
