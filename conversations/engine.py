"""Conversations as functions of their answers.

A conversation is an ordinary coroutine that calls `await talk.ask("age", AGE)`. `ask` returns the stored answer of
that name, or suspends. With every update the function runs again from the top and stops at the first open question,
so nothing waits in memory: a restart, a new version, «back», «change this answer» or «go on next week» cost nothing.

Rules for those who write one: names of questions are literals and each is asked once; no side effects, they belong to
the handler that carries out the returned value; no clock, no randomness, no `except BaseException`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from conversations.given import Given, Pressed
from conversations.question import Answered, Edit, Question, Refused, Stale, Turned
from conversations.state import JSON, State
from messages.text import Piece, Text

T = TypeVar("T")

BACK, SKIP = "!back", "!skip"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer given so far, as the summary shows it."""

    key: str
    short: Text
    answer: Piece | None  # None: "I don't know"


@dataclass(frozen=True, slots=True)
class Open:
    """The conversation waits for an answer to `question`. `refused` says why the last attempt was none."""

    key: str
    question: Question[Any]
    first: bool
    heading: Piece | None = None
    refused: Text | None = None


@dataclass(frozen=True, slots=True)
class Finished(Generic[T]):
    """The conversation came to its end with this value, for its handler to carry out."""

    value: T


class _Suspend(BaseException):
    """Out of answers. Not an Exception, so that no `except Exception` on the way can swallow it."""

    def __init__(self, opened: Open) -> None:
        self.opened = opened


@dataclass
class Talk:
    """What a conversation sees of the person: her answers."""

    state: State
    trail: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    async def ask(self, key: str, question: Question[T], heading: Piece | None = None) -> T | None:
        """The answer called `key`; None means "I don't know". Suspends the conversation while it is missing.

        Raises:
            ValueError: `key` was asked before in this run; its answer would silently be used twice.
        """
        if key in self.trail:
            raise ValueError(f"the question {key!r} is asked twice")
        self.trail.append(key)
        if key in self.state.answers and key != self.state.reask:
            stored = self.state.answers[key]
            try:
                value = None if stored is None else question.load(stored)
            except Stale:
                pass  # the code or the data changed since: ask again
            else:
                self.told.append(Told(key, question.short, None if stored is None else question.tell(stored)))
                return value
        raise _Suspend(Open(key, question, first=len(self.trail) == 1, heading=heading))


Run = Callable[[Talk], Awaitable[T]]


async def replay(run: Run[T], state: State) -> Open | Finished[T]:
    """Run the conversation on its stored answers, up to the open question or the end."""
    talk = Talk(state)
    try:
        return Finished(await run(talk))
    except _Suspend as suspended:
        return suspended.opened
    finally:
        state.trail = talk.trail


async def step(run: Run[T], state: State, given: Given) -> Open | Finished[T]:
    """Take one answer. A refused one leaves the state as it was; any other makes older buttons old."""
    here = await replay(run, state)
    if isinstance(here, Finished):
        return here
    try:
        _take(here, state, given)
    except Refused as refusal:
        return Open(here.key, here.question, here.first, here.heading, refusal.why)
    state.revision += 1
    return await replay(run, state)


def _take(here: Open, state: State, given: Given) -> None:
    if given == Pressed(BACK):
        _go_back(here, state)
        return
    if given == Pressed(SKIP) and here.question.skippable:
        _store(here.key, state, None)
        return
    match here.question.read(given, state.note):
        case Answered(stored):
            _store(here.key, state, stored)
        case Turned(note):
            state.note = note
        case Edit(key):
            state.reask, state.note = key, None


def _store(key: str, state: State, stored: JSON) -> None:
    state.answers[key] = stored
    state.reask, state.note = None, None


def _go_back(here: Open, state: State) -> None:
    if state.note is not None:
        state.note = here.question.up(state.note)
    elif not here.first:
        state.reask = state.trail[-2]
