"""Somebody who plays a conversation without a phone; after every step her state goes through JSON, as in a restart."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from conversations.eligibility import Checked, eligibility
from conversations.engine import Finished, Open, Run, Talk, replay, step
from conversations.given import Given, Pressed, Typed
from conversations.presentation import meant, pack, present, unpack
from conversations.state import State
from domain.calls import load
from messages.keyboard import Button
from messages.screen import render
from messages.voice import Voice

T = TypeVar("T")
MARCH = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@dataclass
class Player(Generic[T]):
    run: Run[T]
    state: State = field(default_factory=lambda: State(run="r1"))
    end: Finished[T] | None = None

    async def look(self) -> Open:
        """The open question, with everything but the JSON forgotten before."""
        self.state = State.parse(self.state.dump())
        here = await replay(self.run, self.state)
        assert isinstance(here, Open)
        return here

    async def give(self, given: Given) -> Open | Finished[T]:
        self.state = State.parse(self.state.dump())
        here = await step(self.run, self.state, given)
        if isinstance(here, Finished):
            self.end = here
        return here

    async def press(self, value: str) -> Open | Finished[T]:
        """Tap a button that is on the screen now."""
        here = await self.look()
        assert value in self.values(here), f"{value!r} is none of {self.values(here)}"
        return await self.give(Pressed(value))

    async def write(self, text: str) -> Open | Finished[T]:
        here = await self.look()
        return await self.give(meant(here, self.state, Typed(text)))

    def values(self, here: Open) -> list[str]:
        taps = [unpack(button.data) for button in self.buttons(here)]
        return [tap.value for tap in taps if tap is not None]

    def buttons(self, here: Open) -> list[Button]:
        rows = present(here, self.state).rows
        return [button for row in rows for button in row if isinstance(button, Button)]

    def said(self, here: Open, language: str = "ar", *, helping: bool = False) -> str:
        """The whole screen as Telegram HTML."""
        return "\n\n".join(render(present(here, self.state, helping=helping), Voice.of(language)).texts)

    def data(self, value: str) -> str:
        return pack(self.state, value)


def check(now: datetime = MARCH, **answers: Any) -> Player[Checked]:
    """A player of the eligibility check on the real catalogue, who has given these answers already."""

    async def run(talk: Talk) -> Checked:
        return await eligibility(talk, load().calls, now)

    return Player(run, State(run="r1", answers=dict(answers)))


async def to_the_end_of_questions(player: Player[Checked], **answers: Any) -> Open:
    """Answer what is asked from `answers`, and say "I don't know" to the rest, until the review or result stands."""
    here = await player.look()
    while here.key not in {"review", "result"}:
        player.state.answers[here.key] = answers.get(here.key)
        here = await player.look()
    return here
