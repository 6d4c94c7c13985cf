"""Conversations between the person and the database: begin, answer, tap, leave, resume, erase."""

from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta
from typing import Any, Generic, TypeVar

from msgspec import Struct

from conversations.engine import Finished, Open, Talk, replay, step, take
from conversations.given import Given, Pressed
from conversations.presentation import HELP, STOP, Tap, meant, present
from conversations.request import NAME as REQUEST
from conversations.state import JSON, State
from domain.words import Heard
from handlers.drafts import erase_answers, go_on, start_again
from handlers.menu import NOT_SENT, keys
from handlers.turn import Turn
from messages.screen import Screen
from messages.text import Piece, T, Text
from storage.drafts import Draft, Drafts
from storage.words import Words

T_ = TypeVar("T_")


class Flow(Struct, Generic[T_], frozen=True):
    """A conversation that handlers offer: how it runs, what its end does, and how long a draft is kept."""

    name: str
    run: Callable[[Turn, Talk], Awaitable[T_]]
    finish: Callable[[Turn, T_], Awaitable[None]]
    kept_for: Callable[[Open], timedelta]

    def bound(self, turn: Turn) -> Callable[[Talk], Awaitable[T_]]:
        return lambda talk: self.run(turn, talk)


async def begin(
    turn: Turn, flow: Flow[Any], *, answers: dict[str, JSON] | None = None, first: Given | None = None
) -> None:
    """Start `flow`, with `answers` that are known or a `first` answer; what went on before is left as a draft."""
    Drafts(turn.unit).suspend(turn.chat_id)
    state = State(run=turn.new_run(), answers=answers or {})
    run = flow.bound(turn)
    await _carry_on(turn, flow, state, await (replay(run, state) if first is None else step(run, state, first)))


async def begin_or_resume(
    turn: Turn, flow: Flow[Any], *, answers: dict[str, JSON] | None = None, first: Given | None = None
) -> None:
    """Start `flow` as `begin` does; when answers to it are kept, ask first whether to go on with them."""
    draft = draft_of(turn, flow.name)
    if draft is None or not State.parse(draft.state).answers:
        await begin(turn, flow, answers=answers, first=first)
        return
    Drafts(turn.unit).suspend(turn.chat_id)
    rows = ((go_on(draft), start_again(draft)),)
    turn.say(Screen((*_reminder(draft), T("You began this before. Shall we go on, or start again?")), rows))


async def begin_after_another(
    turn: Turn, flow: Flow[Any], answers: dict[str, JSON], *, same: Collection[str], unfinished: Piece
) -> None:
    """Start `flow` with `answers`. What was begun of it before is finished or erased first, so nothing is lost.

    When that has the same answers to all of `same`, it is the same piece of work and goes on; otherwise `unfinished`
    says that there is another one.
    """
    draft = draft_of(turn, flow.name)
    if draft is None:
        await begin(turn, flow, answers=answers)
        return
    begun = State.parse(draft.state).answers
    if all(key in answers and begun.get(key) == answers[key] for key in same):
        await resume(turn, flow)
    else:
        turn.say(Screen((unfinished,), ((go_on(draft), erase_answers(draft)),)))


async def resume(turn: Turn, flow: Flow[Any]) -> None:
    """Show the open question of a draft again, and take answers to it."""
    draft = draft_of(turn, flow.name)
    if draft is None:
        turn.answer(T("These answers are no longer here."))
        await begin(turn, flow)
        return
    Drafts(turn.unit).suspend(turn.chat_id)
    state = State.parse(draft.state)
    await _carry_on(turn, flow, state, await replay(flow.bound(turn), state))


async def answer(turn: Turn, flow: Flow[Any], draft: Draft, given: Given) -> None:
    """Take what was typed or sent as an answer to the open question."""
    state = State.parse(draft.state)
    seen, run = state.revision, flow.bound(turn)
    here = await replay(run, state)
    said = meant(here, state, given) if isinstance(here, Open) else given
    if isinstance(here, Finished) or state.revision != seen or said in {Pressed(STOP), Pressed(HELP)}:
        await _take(turn, flow, draft, said)
    else:
        await _carry_on(turn, flow, state, await take(run, state, here, said))


async def tap(turn: Turn, flow: Flow[Any], draft: Draft, tapped: Tap) -> None:
    """Take a tap on a question's button; one of an older screen is answered by showing the current question."""
    state = State.parse(draft.state)
    if not tapped.belongs_to(state):
        await stale(turn, flow, state)
    else:
        await _take(turn, flow, draft, Pressed(tapped.value))


async def _take(turn: Turn, flow: Flow[Any], draft: Draft, given: Given) -> None:
    state = State.parse(draft.state)
    if given == Pressed(STOP):
        stop(turn, draft)
    elif given == Pressed(HELP):
        await explain(turn, flow, draft)
    else:
        await _carry_on(turn, flow, state, await step(flow.bound(turn), state, given))


async def show_again(turn: Turn, flow: Flow[Any], state: State) -> None:
    """Say the open question once more, as a new message."""
    here = await replay(flow.bound(turn), state)
    if isinstance(here, Open):
        turn.say(present(here, state))
        state.shown_on = None
        _keep(turn, flow, state, here)


async def explain(turn: Turn, flow: Flow[Any], draft: Draft) -> None:
    """Show the open question with why it is asked, how it may be answered, and where to find a person."""
    state = State.parse(draft.state)
    here = await replay(flow.bound(turn), state)
    if isinstance(here, Open):
        turn.answer(T("The help is below the question."))  # tapped twice, it is there already and nothing changes
        state.shown_on = turn.show(present(here, state, helping=True))
        _keep(turn, flow, state, here)


def stop(turn: Turn, draft: Draft) -> None:
    """Leave the conversation; its answers stay for a while as a draft."""
    Drafts(turn.unit).suspend(turn.chat_id)
    rows = ((go_on(draft), erase_answers(draft)),)
    stopped = T("We stop here. Your answers stay for some days, so that you can go on later.")
    turn.show(Screen((*_reminder(draft), stopped), rows))


def _reminder(draft: Draft) -> tuple[Text, ...]:
    """Nobody shall take a request for sent that was only begun."""
    return (NOT_SENT,) if draft.conversation == REQUEST else ()


def leave(turn: Turn) -> None:
    """Suspend what is going on, because the person turned to something else."""
    if any(draft.active for draft in turn.drafts):
        Drafts(turn.unit).suspend(turn.chat_id)


def erase(turn: Turn, name: str) -> None:
    Drafts(turn.unit).drop(turn.chat_id, name)
    turn.show(Screen((T("Your answers are erased."),)))


def draft_of(turn: Turn, name: str) -> Draft | None:
    return next((draft for draft in turn.drafts if draft.conversation == name), None)


def active_draft(turn: Turn) -> Draft | None:
    return next((draft for draft in turn.drafts if draft.active), None)


async def _carry_on(turn: Turn, flow: Flow[Any], state: State, here: Open | Finished[Any]) -> None:
    _learn(turn, state)
    if isinstance(here, Finished):
        Drafts(turn.unit).drop(turn.chat_id, flow.name)
        await flow.finish(turn, here.value)
        return
    if here.refused is not None and turn.tapped is not None:
        turn.answer(here.refused)
    state.shown_on = _show(turn, state, here)
    _keep(turn, flow, state, here)


def _show(turn: Turn, state: State, here: Open) -> int | None:
    """Show the open question; of many files that come together, once after the last of them, and each refusal once."""
    screen = present(here, state)
    if here.question.gathers and turn.tapped is None and (here.refused is not None or here.key in state.answers):
        said = here.key if here.refused is None else here.refused.msgid
        turn.say_soon(f"{turn.chat_id}:{state.run}:{said}", screen)
        return None
    if here.question.takes_contact and here.refused is None:
        # The key comes with a message of its own, and what she reads last must be the question.
        turn.say(
            Screen((T("📞 For the next question there is a key below that sends your number."),)),
            keys(turn, contact=True),
        )
        turn.say(screen)
        return None
    return turn.show(screen)


def _learn(turn: Turn, state: State) -> None:
    """Record what was typed and then chosen, without who."""
    for kind, text, chosen in state.learnt:
        Words(turn.unit).add(Heard(kind, text, chosen), turn.now.date())
    state.learnt = []


async def stale(turn: Turn, flow: Flow[Any], state: State) -> None:
    """An old button. Where the current question stands on that very message (a double tap), it is enough to say so."""
    turn.answer(T("This button is old. Here is where we are."))
    if turn.tapped is not None and turn.tapped.message_id == state.shown_on:
        return
    await show_again(turn, flow, state)


def _keep(turn: Turn, flow: Flow[Any], state: State, here: Open) -> None:
    expires = turn.now + flow.kept_for(here)
    draft = Draft(flow.name, state.dump(), active=True)
    Drafts(turn.unit).put(turn.chat_id, draft, int(expires.timestamp() * 1000))


def with_keys(turn: Turn, screen: Screen) -> None:
    """Say something at the end of a conversation, with the keys of the menu."""
    turn.say(screen, keys(turn))
