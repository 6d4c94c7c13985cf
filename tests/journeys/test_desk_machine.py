"""Members and staff do anything at all; every request stays in exactly one list, and its person hears of each step."""

import asyncio
import tempfile
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.requests.kinds import Kind
from domain.requests.life import Action, Actor
from domain.requests.lists import List
from simulator.messages import visible
from storage.desk import DeskRequests
from storage.staff import Staff
from tests.journeys.chat import Chat
from tests.journeys.desks import TAROUDANT, Desk
from tests.stage import Stage

SECRET: Final = "ملاحظة سرية بين الموظفين"
WORDS = st.sampled_from(["20 مارس", "80000", "الورشة صغيرة جدا لهذا العدد من النساء", SECRET, "1", "/menu", "نعم"])
TOLD: Final = frozenset(
    {
        Action.TAKE,
        Action.TAKE_OVER,
        Action.ASK_CORRECTION,
        Action.FORWARD_LOCAL,
        Action.FORWARD_PROVINCIAL,
        Action.ACCEPT,
        Action.REFUSE,
        Action.ANSWER,
        Action.REOPEN,
        Action.INVITE_EXPERT,
        Action.MERGE,
    }
)
STAFF = st.sampled_from(["agent", "coordinator", "local"])


class AnythingAtTheDesk(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.stage = Stage(Path(self.folder.name) / "tiwizi.db")
        self.loop.run_until_complete(self._begin())

    async def _begin(self) -> None:
        await self.stage.__aenter__()
        self.desk = Desk(self.stage)
        self.staff = {role.value: await self.desk.staff(role.value, role) for role in ROLES}
        self.member = await self.desk.member()
        await self.desk.sent(self.member)
        await self.desk.sent(self.member, Kind.FUNDING, amount=80_000, cost=200_000)

    def teardown(self) -> None:
        if hasattr(self, "stage"):
            self.loop.run_until_complete(self.stage.__aexit__(None, None, None))
            self.loop.close()
            self.folder.cleanup()

    @rule(who=STAFF, choice=st.integers(0, 99))
    def open_a_request(self, who: str, choice: int) -> None:
        self.loop.run_until_complete(self._open(self.staff[who], choice))

    async def _open(self, chat: Chat, choice: int) -> None:
        rows = await self.stage.rows("select reference from request order by id")
        await chat.writes(rows[choice % len(rows)]["reference"])

    @rule(who=STAFF, choice=st.integers(0, 99), back=st.integers(0, 3))
    def tap(self, who: str, choice: int, back: int) -> None:
        self.loop.run_until_complete(self._tap(self.staff[who], choice, back))

    @rule(who=STAFF, words=WORDS)
    def write(self, who: str, words: str) -> None:
        self.loop.run_until_complete(self.staff[who].writes(words))

    @rule(choice=st.integers(0, 99), back=st.integers(0, 3))
    def the_member_taps(self, choice: int, back: int) -> None:
        self.loop.run_until_complete(self._tap(self.member, choice, back))

    @rule(who=STAFF)
    def a_role_ends_and_is_given_again(self, who: str) -> None:
        async def end_and_give() -> None:
            chat = self.staff[who]
            async with self.stage.database.unit() as unit:
                Staff(unit).erase(chat.phone.id, self.desk.now)
            await chat.writes("/desk")
            assert "مكتب الطلبات خاص بالموظفين" in chat.screen
            async with self.stage.database.unit() as unit:
                Staff(unit).grant(chat.phone.id, Actor(who), TAROUDANT, None, self.desk.now)

        self.loop.run_until_complete(end_and_give())

    async def _tap(self, chat: Chat, choice: int, back: int) -> None:
        """Any button of one of the newest messages that have some; old ones too, as people do."""
        messages = [message for message in chat.phone.messages if message.inline_keyboard]
        if not messages:
            return
        message = messages[-1 - back % len(messages)]
        buttons = [key["callback_data"] for row in message.inline_keyboard for key in row if "callback_data" in key]
        await chat.after(chat.phone.press_data(buttons[choice % len(buttons)], message.id))
        assert chat.screen or chat.phone.toast or chat.last.body.get("photo"), "nothing stays unanswered"

    @invariant()
    def every_request_is_in_exactly_one_list(self) -> None:
        if hasattr(self, "stage"):
            self.loop.run_until_complete(self._check_lists())

    async def _check_lists(self) -> None:
        everything = sorted(row["reference"] for row in await self.stage.rows("select reference from request"))
        for chat in self.staff.values():
            async with self.stage.database.unit() as unit:
                desk = DeskRequests(unit, chat.phone.id)
                counts = await desk.counts(self.desk.now)
                pages = {which: await desk.page(which, self.desk.now) for which in List}
            assert sorted(request.reference for page in pages.values() for request in page) == everything
            assert counts == {which: len(page) for which, page in pages.items()}

    @invariant()
    def the_person_was_told_of_each_step_of_staff_and_of_no_note(self) -> None:
        if hasattr(self, "stage"):
            self.loop.run_until_complete(self._check_news())

    async def _check_news(self) -> None:
        await self.stage.settled()
        events = await self.stage.rows("select action, role, text, internal, data from request_event")
        steps = [event for event in events if event["role"] != Actor.MEMBER and event["action"] in TOLD]
        # Two requests become one in two histories, and she is told once.
        steps = [event for event in steps if '"from"' not in event["data"]]
        read = self.member.phone.transcript()
        assert visible(read).count("📬 طلبك") == len(steps), read
        public = {event["text"] for event in events if not event["internal"]}
        notes = {event["text"] for event in events if event["internal"]} - public
        assert not any(note in read for note in notes), read


ROLES: Final = (Actor.AGENT, Actor.COORDINATOR, Actor.LOCAL)

AnythingAtTheDesk.TestCase.settings = settings(
    max_examples=5, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnythingAtTheDesk = AnythingAtTheDesk.TestCase
