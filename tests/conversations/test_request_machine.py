"""A request filled in in any order, with a restart after every step: nothing is lost, and nothing is sent by itself."""

import asyncio
import copy
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from conversations.engine import BACK, Finished, Open
from conversations.given import Contact, Given, Placed, Pressed, Typed
from conversations.presentation import HELP, STOP
from domain.requests.request import NewRequest
from tests.conversations.asking import NONSENSE, sent
from tests.conversations.test_request import asking

GIVEN = st.sampled_from(
    [
        Typed("تارودانت"),
        Typed("اشتوكة آيت باها"),
        Typed("عسل"),
        Typed("200000 درهم"),
        Typed("10 مليون"),
        Typed("0661234567"),
        Typed("معمل <b>& أركان"),
        Contact("212661234567"),
        Placed(30.4, -8.9),
        sent("voice", at=9),
        *(sent(at=at) for at in range(4)),
        *NONSENSE,
    ]
) | st.text(max_size=20).map(Typed)


class AnythingInAnyOrder(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.player = asking()
        self.here = asyncio.run(self.player.look())
        self.answers: dict[str, Any] = {}

    def _give(self, given: Given) -> None:
        outcome = asyncio.run(self.player.give(given))
        if isinstance(outcome, Finished):
            assert given == Pressed("ok"), "only the last button sends it"
            assert isinstance(outcome.value, NewRequest)
            self.begin()
            return
        self.here = outcome
        assert self.answers.keys() <= self.player.state.answers.keys()
        self.answers = copy.deepcopy(self.player.state.answers)

    @rule(given=GIVEN)
    def say(self, given: Given) -> None:
        before = self.player.state.answers.get("files", [])
        self._give(given)
        assert len(self.player.state.answers.get("files", [])) >= len(before)

    @rule(choice=st.integers(0, 99))
    def tap(self, choice: int) -> None:
        values = [value for value in self.player.values(self.here) if value not in {HELP, STOP}]
        if values:
            self._give(Pressed(values[choice % len(values)]))
            assert self.here.refused is None, "a button that is shown is always understood"

    @rule()
    def back(self) -> None:
        before = copy.deepcopy(self.player.state.answers)
        self._give(Pressed(BACK))
        assert self.player.state.answers == before

    @invariant()
    def the_question_is_found_after_a_restart_and_says_that_nothing_is_sent(self) -> None:
        if not hasattr(self, "player"):
            return
        again = asyncio.run(self.player.look())
        assert isinstance(again, Open)
        assert again.key == self.here.key
        assert self.player.state.answers == self.answers
        assert "لم يُرسل بعد" in self.player.said(again)
        assert "Pas encore envoyée" in self.player.said(again, "fr")


AnythingInAnyOrder.TestCase.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
TestAnythingInAnyOrder = AnythingInAnyOrder.TestCase
