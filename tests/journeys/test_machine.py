"""A person does anything on her phone; the bot is restarted after every step and finds the same question."""

import asyncio
import json
import tempfile
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from simulator.messages import Message
from tests.journeys.chat import Chat
from tests.stage import Stage

WORDS = st.sampled_from(["35", "تارودانت", "عسل", "نعم", "8 من 12", "3 سنوات", "10 مليون", "ههههه", "/menu", "/check"])
ENDS = ("keep", "done")


class RestartedAfterEveryStep(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.stage = Stage(Path(self.folder.name) / "tiwizi.db")
        self.loop.run_until_complete(self.stage.__aenter__())
        self.chat = Chat(self.stage, self.stage.phone())
        self.loop.run_until_complete(self.chat.begins())

    def teardown(self) -> None:
        if hasattr(self, "stage"):
            self.loop.run_until_complete(self.stage.__aexit__(None, None, None))
            self.loop.close()
            self.folder.cleanup()

    def _state(self) -> dict[str, Any]:
        drafts = self.loop.run_until_complete(self.stage.rows("select state from draft"))
        found: dict[str, Any] = json.loads(drafts[0]["state"]) if drafts else {"answers": {}, "trail": []}
        return found

    def _does(self, deed: Awaitable[object]) -> None:
        before = self._state()
        self.loop.run_until_complete(self.chat.after(deed))
        assert self.chat.screen or self.chat.phone.toast, "nothing stays unanswered"
        after = self._state()
        assert before["answers"].keys() <= after["answers"].keys()
        self.loop.run_until_complete(self.stage.restart())
        assert self._state() == after
        self.loop.run_until_complete(self.stage.settled())

    def _messages(self) -> list[Message]:
        return [message for message in self.chat.phone.messages if message.inline_keyboard]

    @rule(words=WORDS)
    def write(self, words: str) -> None:
        self._does(self.chat.phone.send(words))

    @rule(choice=st.integers(0, 99))
    def tap(self, choice: int) -> None:
        self._tap(self._messages()[-1], choice)

    @rule(old=st.integers(0, 99), choice=st.integers(0, 99))
    def tap_an_old_button(self, old: int, choice: int) -> None:
        self._tap(self._messages()[old % len(self._messages())], choice)

    @rule()
    def send_a_sticker(self) -> None:
        async def deed() -> None:
            await self.chat.phone.send_sticker()

        self._does(deed())

    def _tap(self, message: Message, choice: int) -> None:
        tapped = [b["callback_data"] for row in message.inline_keyboard for b in row if "callback_data" in b]
        harmless = [data for data in tapped if not data.endswith(ENDS) and not data.startswith(("d:new", "d:erase"))]
        if harmless:
            data = harmless[choice % len(harmless)]
            self._does(self.chat.phone.press_data(data, message.id))


RestartedAfterEveryStep.TestCase.settings = settings(
    max_examples=5, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
)
TestRestartedAfterEveryStep = RestartedAfterEveryStep.TestCase
