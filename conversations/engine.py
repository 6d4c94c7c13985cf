"""Conversations as functions of their answers.

A conversation is an ordinary coroutine that calls `await talk.ask("age", AGE)`. `ask` returns the stored answer of
that name, or suspends. With every update the function runs again from the top and stops at the first open question,
so nothing waits in memory: a restart, a new version, «back», «change this answer» or «go on next week» cost nothing.

Rules for those who write one: names of questions are literals and each is asked once; no side effects, they belong to
the handler that carries out the returned value; no clock, no randomness, no `except BaseException`.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final, Generic, TypeVar

from msgspec import Struct

from conversations.given import Given, Pressed
from conversations.question import Answered, Edit, Gathered, Question, Refused, Stale, Turned
from conversations.state import JSON, State
from domain.replacing import replace
from messages.text import Piece, T, Text

T_ = TypeVar("T_")

BACK, SKIP = "!back", "!skip"
MOST_TYPED: Final = 5
MOVED_ON: Final = T("The question has changed since you saw it. Here it is.")


class Told(Struct, frozen=True):
    """An answer given so far, as the summary shows it."""

    key: str
    question: Question[Any]
    stored: JSON

    @property
    def short(self) -> Text:
        return self.question.short

    @property
    def answer(self) -> Piece | None:
        """In the words of the summary; None for "I don't know"."""
        return None if self.stored is None else self.question.tell(self.stored)


class Open(Struct, frozen=True):
    """The conversation waits for an answer to `question`. `refused` says why the last attempt was none."""

    key: str
    question: Question[Any]
    first: bool
    skippable: bool
    heading: Piece | None = None
    refused: Text | None = None


class Finished(Struct, Generic[T_], frozen=True):
    """The conversation came to its end with this value, for its handler to carry out."""

    value: T_


class _Suspend(BaseException):
    """Out of answers. Not an Exception, so that no `except Exception` on the way can swallow it."""

    def __init__(self, opened: Open) -> None:
        self.opened = opened


class Talk(Struct):
    """What a conversation sees of the person: her answers."""

    state: State
    trail: list[str] = []
    told: list[Told] = []

    async def ask(self, key: str, question: Question[T_], heading: Piece | None = None) -> T_ | None:
        """The answer called `key`; None means "I don't know". Suspends the conversation while it is missing.

        Raises:
            ValueError: `key` was asked before in this run; its answer would silently be used twice.
        """
        return await self._answer(key, question, heading, skippable=question.skippable)

    async def need(self, key: str, question: Question[T_], heading: Piece | None = None) -> T_:
        """As `ask`, where the conversation cannot do without the answer: "I don't know" is not offered."""
        answer = await self._answer(key, question, heading, skippable=False)
        assert answer is not None  # only what may be skipped is stored as null
        return answer

    async def aside(self, key: str, question: Question[T_]) -> T_:
        """As `need`, for what is known from the beginning and changed only from a summary: "back" passes over it."""
        answer = await self.need(key, question)
        self.trail.remove(key)
        return answer

    async def _answer(self, key: str, question: Question[T_], heading: Piece | None, *, skippable: bool) -> T_ | None:
        if key in self.trail:
            raise ValueError(f"the question {key!r} is asked twice")
        self.trail.append(key)
        if key in self.state.answers and key != self.state.reask:
            stored = self.state.answers[key]
            try:
                value = _loaded(question, stored, skippable=skippable)
            except Stale:
                pass  # the code or the data changed since: ask again
            else:
                self.told.append(Told(key, question, stored))
                return value
        first = len(self.trail) == 1 and self.state.came_from is None
        raise _Suspend(Open(key, question, first, skippable, heading))

    def so_far(self, key: str) -> JSON:
        """What is stored under `key` although its question may be open: files that came, an answer to be changed."""
        return self.state.answers.get(key)


def _loaded(question: Question[T_], stored: JSON, *, skippable: bool) -> T_ | None:
    if stored is not None:
        return question.load(stored)
    if not skippable:
        raise Stale
    return None


Run = Callable[[Talk], Awaitable[T_]]


async def replay(run: Run[T_], state: State) -> Open | Finished[T_]:
    """Run the conversation on its stored answers, up to the open question or the end."""
    talk = Talk(state)
    try:
        return Finished(await run(talk))
    except _Suspend as suspended:
        _meet(suspended.opened.key, state)
        return suspended.opened
    finally:
        state.trail = talk.trail


async def step(run: Run[T_], state: State, given: Given) -> Open | Finished[T_]:
    """Take one answer, to the question that was shown last."""
    seen = state.revision
    here = await replay(run, state)
    if isinstance(here, Finished):
        return here
    if state.revision != seen:
        return replace(here, refused=MOVED_ON)
    return await take(run, state, here, given)


async def take(run: Run[T_], state: State, here: Open, given: Given) -> Open | Finished[T_]:
    """Take one answer to the open question. Of a refused one only its words stay; any other makes buttons old."""
    _hear(here, state, given)
    try:
        moved = _take(here, state, given)
    except Refused as refusal:
        return replace(here, refused=refusal.why)
    state.revision += moved
    return await replay(run, state)


def _meet(key: str, state: State) -> None:
    """When time or new rules opened another question than the one last shown, what was made for that one is over."""
    if state.trail and state.trail[-1] != key:
        state.revision += 1
        state.note = state.note if state.reask == key else None  # an answer that is changed begins with its own note
        state.typed = []


def _hear(here: Open, state: State, given: Given) -> None:
    """Remember the words of this attempt: those that nobody understood are the ones to learn."""
    heard = here.question.hears(given)
    if heard is not None and [heard.kind, heard.text] not in state.typed:
        state.typed = [*state.typed, [heard.kind, heard.text]][-MOST_TYPED:]


def _take(here: Open, state: State, given: Given) -> bool:
    """Take the answer, and say whether the buttons shown so far are old now."""
    if given == Pressed(BACK):
        _go_back(here, state)
        return True
    if given == Pressed(SKIP) and here.skippable:
        _store(here.key, state, None)
        return True
    match here.question.read(given, state.note):
        case Answered(stored):
            _store(here.key, state, stored)
        case Turned(note):
            state.note = note
        case Gathered(stored):
            state.answers[here.key], state.reask = stored, here.key
            return False
        case Edit(key, note):
            state.reask, state.came_from, state.note = key, here.key, note
            state.before = dict(state.answers)
    return True


def _store(key: str, state: State, stored: JSON) -> None:
    state.answers[key] = stored
    state.learnt += [[*heard, stored] for heard in state.typed]
    state.typed = []
    state.reask, state.came_from, state.note = None, None, None


def _go_back(here: Open, state: State) -> None:
    if state.note is not None and here.question.has_screens:
        state.note = here.question.up(state.note)
        return
    state.note = None
    if state.came_from is not None:
        state.reask, state.came_from, state.typed = state.came_from, None, []
    elif not here.first:
        state.reask, state.typed = state.trail[-2], []
