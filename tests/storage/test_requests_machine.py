"""Members and staff do what comes to their minds, and what must always hold, holds."""

import asyncio
import shutil
import tempfile
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.requests.change import Change, Incomplete, NotFitting, NotTheLevel, TooLate
from domain.requests.kinds import Kind
from domain.requests.life import DECIDED, Action, Actor, Refused, State, allowed
from domain.requests.limits import TooMany
from domain.requests.lists import List
from domain.requests.request import Rating, Request, Wanted
from storage.desk import DeskRequests
from storage.opening import open_database
from storage.request_files import RequestFiles
from storage.request_scope import Gone, Overtaken
from storage.requests import OwnRequests
from storage.staff import EVERYWHERE, ROLES, Staff
from storage.unit import Call, Database, Unit
from tests.sqlite import made
from tests.storage.examples import DAY, FATIMA, KHENIFRA, NOW, TIZNIT, ZAHRA, paper, sent

INTERNAL = "ملاحظة داخلية"
STAFF, MEMBERS = (800, 801, 802), (FATIMA, ZAHRA)
WATCHER, STEADY = 898, 899
KINDS = ((Kind.FUNDING, 50_000), (Kind.TRAINING, None))
NOT_OFFERED = {Action.RATE, Action.ERASE}
DATA = st.data()


class MembersAndStaff(RuleBasedStateMachine):
    """Each rule is one transaction, as in the bot; a refusal of any kind is an answer, not a failure."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.database: Database = self.loop.run_until_complete(open_database(f"sqlite:///{made(self.folder / 't.db')}"))
        self.now = NOW
        self.names: list[tuple[str, int]] = []
        self.seen: dict[tuple[str, int], Request] = {}

    def teardown(self) -> None:
        self.loop.run_until_complete(self.database.close())
        self.loop.close()
        shutil.rmtree(self.folder)

    @initialize()
    def staff_and_a_few_requests(self) -> None:
        for staff, role, place in (
            (WATCHER, Actor.ADMIN, EVERYWHERE),
            (STEADY, Actor.COORDINATOR, KHENIFRA),
            (STAFF[0], Actor.AGENT, EVERYWHERE),
        ):
            self.loop.run_until_complete(self._employ(staff, role, place))
        for member, kind in product(MEMBERS, KINDS):
            self.loop.run_until_complete(self._send(member, *kind, KHENIFRA))

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.now += days * DAY

    @rule(staff=st.sampled_from(STAFF), role=st.sampled_from(ROLES), place=st.sampled_from([KHENIFRA, EVERYWHERE]))
    def a_role_is_given(self, staff: int, role: Actor, place: str) -> None:
        self.loop.run_until_complete(self._employ(staff, role, place))

    @rule(staff=st.sampled_from(STAFF))
    def all_roles_are_taken_back(self, staff: int) -> None:
        async def dismiss() -> None:
            async with self.database.unit() as unit:
                Staff(unit).erase(staff, self.now)

        self.loop.run_until_complete(dismiss())

    @rule(member=st.sampled_from(MEMBERS), kind=st.sampled_from(KINDS), place=st.sampled_from([KHENIFRA, TIZNIT]))
    def a_member_sends(self, member: int, kind: tuple[Kind, int | None], place: str) -> None:
        self.loop.run_until_complete(self._send(member, *kind, place))

    @rule(data=DATA, action=st.sampled_from(Action), staff=st.sampled_from((STEADY, *STAFF)))
    def anybody_tries_anything(self, data: Any, action: Action, staff: int) -> None:
        """A forged button: any action, on a request as it was when it was last looked at."""
        name, member = data.draw(st.sampled_from(self.names))
        scope: type[OwnRequests | DeskRequests] = data.draw(st.sampled_from((OwnRequests, DeskRequests)))
        change = _change(data, action, self.now, self.names)

        async def act() -> None:
            async with self.database.unit() as unit:
                requests = scope(unit, member if scope is OwnRequests else staff)
                found = await requests.by_reference(name, self.now)
                seen = self.seen.get((name, staff), found)
                if seen is not None:
                    self.seen[name, staff] = found or seen
                    with suppress(Refused, Overtaken, Gone):
                        await requests.change(seen, change, self.now)

        self.loop.run_until_complete(act())

    @rule(data=DATA, staff=st.sampled_from((STEADY, STEADY, *STAFF)), steps=st.integers(1, 4))
    def staff_do_what_their_buttons_offer(self, data: Any, staff: int, steps: int) -> None:
        name, _ = data.draw(st.sampled_from(self.names))
        for _ in range(steps):
            self.loop.run_until_complete(self._press(data, DeskRequests, staff, name))

    @rule(data=DATA, steps=st.integers(1, 2))
    def a_member_does_what_her_buttons_offer(self, data: Any, steps: int) -> None:
        name, member = data.draw(st.sampled_from(self.names))
        for _ in range(steps):
            self.loop.run_until_complete(self._press(data, OwnRequests, member, name))

    @rule(data=DATA, score=st.integers(1, 5))
    def a_member_rates(self, data: Any, score: int) -> None:
        name, member = data.draw(st.sampled_from(self.names))

        async def rate() -> None:
            async with self.database.unit() as unit:
                own = OwnRequests(unit, member)
                request = await own.by_reference(name, self.now)
                if request is not None and request.state in DECIDED:
                    await own.rate(request, Rating(score), self.now)

        self.loop.run_until_complete(rate())

    @rule()
    def telegram_loses_a_file(self) -> None:
        async def lose() -> None:
            async with self.database.unit() as unit:
                await RequestFiles(unit).lose("file-a", self.now)

        self.loop.run_until_complete(lose())

    @rule(member=st.sampled_from(MEMBERS))
    def a_member_erases_everything(self, member: int) -> None:
        async def erase() -> None:
            async with self.database.unit() as unit:
                await OwnRequests(unit, member).erase(self.now)

        self.loop.run_until_complete(erase())

    @invariant()
    def every_request_is_in_exactly_one_list_of_its_province(self) -> None:
        self.loop.run_until_complete(self._check_lists())

    @invariant()
    def timelines_begin_with_the_sending_and_show_no_internal_note(self) -> None:
        self.loop.run_until_complete(self._check_timelines())

    async def _send(self, member: int, kind: Kind, amount: int | None, place: str) -> None:
        async with self.database.unit() as unit:
            if not await OwnRequests(unit, member).has_room():
                return
            fields = {"kind": kind, "amount": amount, "place": place, "files": (paper("a"),)}
            self.names.append(((await sent(unit, member, self.now, **fields)).reference, member))

    async def _employ(self, staff: int, role: Actor, place: str) -> None:
        async with self.database.unit() as unit:
            Staff(unit).grant(staff, role, place, None, self.now)

    async def _press(self, data: Any, scope: type[OwnRequests | DeskRequests], chat_id: int, name: str) -> None:
        async with self.database.unit() as unit:
            requests = scope(unit, chat_id)
            request = await requests.by_reference(name, self.now)
            if request is None:
                return
            offered = set(allowed(request.state, *request.acting, level=request.level)) - NOT_OFFERED
            if offered:
                change = _change(data, data.draw(st.sampled_from(sorted(offered))), self.now, self.names)
                # An amount may belong to a higher level than what was asked for.
                with suppress(TooLate, Incomplete, NotTheLevel, TooMany, NotFitting):
                    moved = await requests.change(request, change, self.now)
                    assert moved.revision - request.revision in {0, 1}
                    assert await requests.by_reference(name, self.now) == moved
                    assert (moved.merged_into is None) or moved.state is State.WITHDRAWN

    async def _check_lists(self) -> None:
        async with self.database.unit() as unit:
            for staff in (WATCHER, STEADY):
                desk = DeskRequests(unit, staff)
                pages = [await desk.page(which, self.now, size=1000) for which in List]
                listed = [request.reference for page in pages for request in page]
                assert sorted(listed) == sorted(await self._in_scope(unit, staff))
                assert list((await desk.counts(self.now)).values()) == [len(page) for page in pages]

    async def _in_scope(self, unit: Unit, staff: int) -> list[str]:
        places = {role.province for role in await Staff(unit).roles_of(staff)}
        [rows] = await unit.fetch(Call("select reference, province from request", {}))
        return [row["reference"] for row in rows if {row["province"], EVERYWHERE} & places]

    async def _check_timelines(self) -> None:
        async with self.database.unit() as unit:
            for member in MEMBERS:
                own = OwnRequests(unit, member)
                for request in await own.all():
                    events = await own.timeline(request)
                    assert events[0].action is Action.SUBMIT
                    assert all(event.by is None and not event.internal for event in events)
                    assert INTERNAL not in str(events)
                    assert events[-1].state is request.state
                    assert request.state is State.CORRECTION_ASKED or all(
                        correction.done_at is not None for correction in await own.corrections(request)
                    )


def _change(data: Any, action: Action, now: int, names: list[tuple[str, int]]) -> Change:
    """With everything that the action may need."""
    text = INTERNAL if action is Action.NOTE else "كلمة"
    wanted = (Wanted("statutes", "غير واضح", now + DAY),) if action is Action.ASK_CORRECTION else ()
    files = (paper("b", "members"),) if action in {Action.ADD_FILE, Action.CORRECT} else ()
    into = data.draw(st.sampled_from(names))[0] if action is Action.MERGE else ""
    amount = data.draw(st.none() | st.integers(0, 100_000)) if action is Action.ACCEPT else None
    return Change(action, text, amount, wanted, files, file=1, to=STEADY, into=into)


MembersAndStaff.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestMembersAndStaff = MembersAndStaff.TestCase
