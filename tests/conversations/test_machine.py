"""Anything in any order, with a restart after every step: the question stands, and no answer is lost."""

import asyncio
import copy
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from conversations.engine import BACK, SKIP, Finished, Open
from conversations.given import Given, Pressed, Typed
from conversations.presentation import HELP, STOP, unpack
from conversations.questions.result import ENDS, PDF_OF
from tests.conversations.asking import NONSENSE
from tests.conversations.player import check

WORDS = st.sampled_from(
    [
        "35",
        "٣٥",
        "تارودانت",
        "طنجة",
        "عسل",
        "نعم",
        "لا",
        "8 من 12",
        "3 سنوات",
        "7",
        "10 مليون",
        "200000",
        "60%",
        "تعاونية",
    ]
)
BLUNDERS = st.sampled_from(NONSENSE) | st.text(max_size=20).map(Typed)


class AnythingInAnyOrder(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.player = check()
        self.here = asyncio.run(self.player.look())
        self.shown = [self._data()]
        self.answers: dict[str, Any] = {}

    def _data(self) -> list[str]:
        return [button.data for button in self.player.buttons(self.here)]

    def _give(self, given: Given) -> None:
        outcome = asyncio.run(self.player.give(given))
        if isinstance(outcome, Finished):
            self.begin()
            return
        self.here = outcome
        self.shown.append(self._data())
        self.answers = copy.deepcopy(self.player.state.answers)

    @rule(words=WORDS)
    def write(self, words: str) -> None:
        self._give(Typed(words))

    @rule(blunder=BLUNDERS)
    def blunder(self, blunder: Given) -> None:
        before = copy.deepcopy(self.player.state)
        self._give(blunder)
        if self.here.refused is not None:
            before.typed = self.player.state.typed  # its words are remembered: they are the ones to learn
            assert self.player.state == before

    @rule(choice=st.integers(0, 99))
    def tap(self, choice: int) -> None:
        ends = {HELP, STOP, *ENDS}
        values = [v for v in self.player.values(self.here) if v not in ends and not v.startswith(PDF_OF)]
        if values:
            self._give(Pressed(values[choice % len(values)]))
            assert self.here.refused is None, "a button that is shown is always understood"

    @rule()
    def skip(self) -> None:
        before = set(self.player.state.answers)
        self._give(Pressed(SKIP))
        assert before <= set(self.player.state.answers)

    @rule()
    def back(self) -> None:
        before = self.player.state.answers
        self._give(Pressed(BACK))
        assert self.player.state.answers == before

    @precondition(lambda self: self.here.key == "review")
    @rule(choice=st.integers(0, 20))
    def change_an_answer(self, choice: int) -> None:
        edits = [value for value in self.player.values(self.here) if value.startswith("edit:")]
        self._give(Pressed(edits[choice % len(edits)]))
        assert self.player.state.answers == self.answers

    @rule(screen=st.integers(0, 99), button=st.integers(0, 99))
    def tap_an_old_button(self, screen: int, button: int) -> None:
        """What still belongs to the state is on the screen now; everything else is old."""
        old = self.shown[screen % len(self.shown)]
        tapped = unpack(old[button % len(old)])
        assert tapped is not None
        if tapped.belongs_to(self.player.state):
            assert tapped.value in self.player.values(self.here)

    @rule()
    def stop_and_go_on_next_week(self) -> None:
        """Nothing but the JSON stays."""
        self.here = asyncio.run(self.player.look())

    @invariant()
    def the_same_question_is_found_after_a_restart_and_no_answer_is_lost(self) -> None:
        if not hasattr(self, "player"):
            return
        again = asyncio.run(self.player.look())
        assert isinstance(again, Open)
        assert (again.key, again.first) == (self.here.key, self.here.first)
        assert self.player.state.answers == self.answers
        for language in ("ar", "fr"):
            assert self.player.said(again, language)


AnythingInAnyOrder.TestCase.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
TestAnythingInAnyOrder = AnythingInAnyOrder.TestCase
