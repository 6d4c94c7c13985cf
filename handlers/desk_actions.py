"""What staff do with a request: at once, after a question whether they are sure, or after a small conversation."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Final

from msgspec import Struct

from catalogue.deciding import local_limits
from conversations import desk as asking
from conversations.desk import Limits
from conversations.engine import Open, Talk
from conversations.request import NEVER_SENT
from domain.calls import load
from domain.civil_time import moment_of, wall_of
from domain.papers import checklist
from domain.replacing import replace
from domain.requests.change import Change, NotTheLevel
from domain.requests.levels import Level
from domain.requests.life import Action, Refused, State, acting, allowed, keeps_state
from domain.requests.reference import read as read_reference
from domain.requests.request import OTHER, Request, Wanted
from handlers import talk_desk
from handlers.conversations import Flow, begin
from handlers.desk import REQUEST
from handlers.desk_choices import CHOICES, ask_to_join
from handlers.desk_request import found, not_here, show
from handlers.moment import milliseconds
from handlers.news import tell_person
from handlers.notices import tell_colleague, tell_committee
from handlers.topics import told
from handlers.turn import Turn
from messages.bidi import bare
from messages.cards.request import document_name
from messages.desk_labels import ACTIONS, ACTORS, DONE
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, Piece, T, Text
from messages.values import Quote, Verbatim
from messages.voice import Voice
from storage.desk import DeskRequests
from storage.request_scope import Gone, Overtaken

YES: Final = "k:yes:"
KEPT_FOR: Final = timedelta(days=1)
AT_ONCE: Final = frozenset({Action.TAKE})
SURE: Final = frozenset({Action.TAKE_OVER, Action.FORWARD_LOCAL, Action.FORWARD_PROVINCIAL, Action.REOPEN})


class Deed(Struct, frozen=True):
    """What a conversation ended with: the change to make to the request as it was `seen`; None: it was not there."""

    reference: str
    seen: int
    change: Change | None


async def act(turn: Turn, which: str) -> None:
    """A button of the card: `action:reference:revision`."""
    asked = await _asked(turn, which)
    if asked is None:
        return
    action, request, seen = asked
    if action in AT_ONCE:
        await _carry_out(turn, Deed(request.reference, seen, Change(action)))
    elif action not in allowed(request.state, *request.acting, level=request.level):
        await _no_longer(turn, request, Change(action), seen)
    elif action in SURE:
        yes = Button(B("✅ Yes"), f"{YES}{which}")
        back = Button(B("⬅️ Back to the request"), f"{REQUEST}{request.reference}")
        turn.show(Screen((_are_you_sure(action, request.reference),), ((yes,), (back,))))
    elif action in CHOICES:
        await CHOICES[action](turn, request, seen)
    else:
        await begin(turn, FLOWS[action], answers={"request": request.reference, "seen": seen})


async def sure(turn: Turn, which: str) -> None:
    """The same button, when the question has been answered with yes."""
    asked = await _asked(turn, which)
    if asked is None:
        return
    action, request, seen = asked
    if action in SURE:
        await _carry_out(turn, Deed(request.reference, seen, Change(action)))
    else:
        await act(turn, which)  # a button that we never made: nobody was asked whether she is sure


async def give(turn: Turn, which: str) -> None:
    """A colleague was chosen: `reference:revision:chat`."""
    rest, _, chat = which.rpartition(":")
    asked = await _asked(turn, f"{Action.GIVE}:{rest}")
    if asked is not None and chat.isdecimal():
        _, request, seen = asked
        await _carry_out(turn, Deed(request.reference, seen, Change(Action.GIVE, to=int(chat))))


async def ask_to_join_with(turn: Turn, which: str) -> None:
    """The request that goes on was chosen: `reference:revision:other`."""
    rest, _, into = which.rpartition(":")
    asked = await _asked(turn, f"{Action.MERGE}:{rest}")
    if asked is not None and read_reference(into) == into:
        _, request, seen = asked
        await ask_to_join(turn, request, seen, into)


async def join(turn: Turn, which: str) -> None:
    """She is sure."""
    rest, _, into = which.rpartition(":")
    asked = await _asked(turn, f"{Action.MERGE}:{rest}")
    if asked is not None:
        _, request, seen = asked
        await _carry_out(turn, Deed(request.reference, seen, Change(Action.MERGE, into=into)))


async def _asked(turn: Turn, which: str) -> tuple[Action, Request, int] | None:
    """The action, the request, and its revision as the button showed it; None where that has been answered."""
    name, _, rest = which.partition(":")
    reference, _, seen = rest.rpartition(":")
    request = await found(turn, reference)
    if request is None or name not in set(ACTIONS) or not seen.isdecimal():
        not_here(turn)
        return None
    return Action(name), request, int(seen)


def _are_you_sure(action: Action, reference: str) -> Text:
    match action:
        case Action.TAKE_OVER:
            return T("Take {reference} over from your colleague? The person is told.", reference=reference)
        case Action.FORWARD_LOCAL:
            return T("Forward {reference} to the local committee? The person is told.", reference=reference)
        case Action.FORWARD_PROVINCIAL:
            return T("Forward {reference} to the provincial committee? The person is told.", reference=reference)
        case _:
            return T("Open {reference} again? The person is told.", reference=reference)


async def _carry_out(turn: Turn, deed: Deed) -> None:
    """Make the change, show the request as it then stands, and tell the person. Nothing that was written is lost."""
    change = deed.change
    request = await found(turn, deed.reference)
    if request is None or change is None:
        not_here(turn, *_words(change))
        return
    if change.action is Action.ANSWER:
        change = replace(change, talk=talk_desk.keep(turn, request, change.text))
    try:
        after = await DeskRequests(turn.unit, turn.chat_id).change(request, change, milliseconds(turn), deed.seen)
    except Gone:
        not_here(turn, *_words(change))
    except NotTheLevel:
        await show(turn, request, NOT_THE_LEVEL, *_words(change))
    except (Overtaken, Refused):
        await _no_longer(turn, request, change, deed.seen)
    else:
        said = SAID.get(change.action, TOLD)
        turn.answer(said)
        # What was typed, not tapped, has no spinner to answer: there the card says that it is done.
        await show(turn, after, *(() if turn.tapped else (said,)))
        await _tell(turn, request, after, change)


async def _tell(turn: Turn, before: Request, after: Request, change: Change) -> None:
    """Tell everybody whom the change concerns: the person, the group, the committee, the colleague."""
    role = acting(before.state, change.action, before.acting)
    if change.talk is not None:
        await talk_desk.send(turn, after, change.talk)
    elif role is not None:
        await tell_person(turn, after, change, role)
        await told(turn, after, change.action, role, change.text if change.action is Action.NOTE else "")
    if role is not None:
        await tell_committee(turn, after, change.action, role)
    if change.action is Action.GIVE:
        await tell_colleague(turn, after)


async def _no_longer(turn: Turn, request: Request, change: Change, seen: int) -> None:
    """Say who was faster, or that the table does not allow it; one's own second tap is neither, and done already."""
    events = await DeskRequests(turn.unit, turn.chat_id).timeline(request)
    last = next((event for event in reversed(events) if not keeps_state(event.action)), None)
    if last is None or request.revision == seen:
        await show(turn, request, NOT_NOW, *_words(change))
    elif last.by == turn.chat_id and last.action is change.action:
        turn.answer(T("This is done already."))
        await show(turn, request)
    else:
        faster = T(
            "⚠️ Somebody was faster. {role}: {done}. This is how the request stands now:",
            role=ACTORS[last.role],
            done=DONE[last.action],
        )
        await show(turn, request, faster, *_words(change))


def _words(change: Change | None) -> tuple[Piece, ...]:
    """What was written in vain, to be used again."""
    written = [] if change is None else [change.text, *(wanted.why for wanted in change.corrections)]
    lines = "\n".join(filter(None, written))
    return (T("Your words, so that you can use them again:"), Quote(Verbatim(lines))) if lines else ()


NOT_NOW: Final = T("⚠️ This cannot be done as the request stands.")
NOT_THE_LEVEL: Final = T("⚠️ A higher committee decides this amount: forward the request to it.")
TOLD: Final = T("Done. The person is told.")
NOTED: Final = T("Noted, for staff only.")
SAID: Final = {Action.NOTE: NOTED, Action.GIVE: T("Done. Your colleague is told.")}


# The conversations

Asking = Callable[[Turn, Talk, Request], Awaitable[Change]]


async def _correct(turn: Turn, talk: Talk, request: Request) -> Change:
    papers = [(code, document_name(code)) for code in await _papers(turn, request)]
    asked = await asking.correction(talk, papers, wall_of(turn.now).date())
    last = int(moment_of(datetime.combine(asked.until, time.max)).timestamp() * 1000)
    voice = Voice.of(request.language)
    wanted = tuple(Wanted(code, bare(voice.plain(why)), last) for code, why in asked.faults)
    return Change(Action.ASK_CORRECTION, corrections=wanted)


async def _papers(turn: Turn, request: Request) -> list[str]:
    """What may be asked for again: the papers of its call, and what was sent beside them."""
    sent = [file.document for file in await DeskRequests(turn.unit, turn.chat_id).files(request)]
    call = next((call for call in load().calls if call.id == request.call_id), None)
    listed = checklist(call, None, load().documents.values()).documents if call else ()
    codes = dict.fromkeys([*(paper.id for paper in listed), *sent])
    return [code for code in codes if code not in {OTHER, NEVER_SENT}]


async def _accept(_turn: Turn, talk: Talk, request: Request) -> Change:
    limit = local_limits().get(request.province) if request.state is State.WITH_LOCAL else None
    limits = None if request.level is Level.PLATFORM else Limits(request.total_cost, limit)
    accepted = await asking.acceptance(talk, limits)
    return Change(Action.ACCEPT, text=accepted.next_step, amount=accepted.amount)


async def _refuse(_turn: Turn, talk: Talk, request: Request) -> Change:
    reason = Voice.of(request.language).plain(await asking.refusal(talk))
    return Change(Action.REFUSE, text=reason)


async def _note(_turn: Turn, talk: Talk, _request: Request) -> Change:
    return Change(Action.NOTE, text=await asking.note(talk))


async def _answer(_turn: Turn, talk: Talk, _request: Request) -> Change:
    return Change(Action.ANSWER, text=await asking.message(talk))


def _flow(action: Action, conversation: Asking) -> Flow[Deed]:
    async def run(turn: Turn, talk: Talk) -> Deed:
        reference, seen = talk.so_far("request"), talk.so_far("seen")
        request = await found(turn, reference)
        return Deed(reference, seen, None if request is None else await conversation(turn, talk, request))

    return Flow(f"desk-{action}", run, _carry_out, _kept_for)


def _kept_for(_here: Open) -> timedelta:
    return KEPT_FOR


FLOWS: Final[Mapping[Action, Flow[Deed]]] = {
    Action.ASK_CORRECTION: _flow(Action.ASK_CORRECTION, _correct),
    Action.ACCEPT: _flow(Action.ACCEPT, _accept),
    Action.REFUSE: _flow(Action.REFUSE, _refuse),
    Action.NOTE: _flow(Action.NOTE, _note),
    Action.ANSWER: _flow(Action.ANSWER, _answer),
}
