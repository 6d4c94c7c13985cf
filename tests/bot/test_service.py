"""The clock of the desk, seen from the messages that it queues."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.clock import milliseconds
from bot.service import look_after_the_desk
from domain.civil_time import moment_of
from domain.replacing import replace
from domain.requests.change import Change
from domain.requests.life import Action, Actor, State
from domain.requests.request import Request, Wanted
from domain.service.clocks import started
from simulator.messages import visible
from storage.absences import Absences
from storage.cooperatives import Cooperatives, MemberRole
from storage.desk import DeskRequests
from storage.people import People, Person
from storage.requests import OwnRequests
from storage.rota import Rota
from storage.staff import EVERYWHERE, Staff
from storage.unit import Call, Database, Unit
from tests.stage import TestClock
from tests.storage.examples import FATIMA, HASSAN, KHENIFRA, NADIA, NEW, SAID, TIZNIT, ZAHRA, paper

ADMIN = 899


def at(wall: str) -> datetime:
    return moment_of(datetime.fromisoformat(wall))


SENT = at("2026-04-01T12:30")  # a Wednesday; the first answer is due on Monday the 6th at 12:30


class Office:
    """A database with staff, a clock, and what was said to whom."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.heard = 0

    async def employ(self, *roles: tuple[int, Actor], province: str = KHENIFRA) -> None:
        async with self.database.unit() as unit:
            for chat_id, role in roles:
                People(unit).put(Person(chat_id, "ar", staff=True))
                Staff(unit).grant(chat_id, role, province, None, 1)

    async def sends(self, when: datetime = SENT, chat_id: int = FATIMA, **fields: Any) -> str:
        async with self.database.unit() as unit:
            return await OwnRequests(unit, chat_id).submit(replace(NEW, **fields), milliseconds(when))

    async def ticks(self, wall: str, times: int = 2) -> dict[int, str]:
        """What is said at that hour, by chat; the tick runs twice, and says nothing twice."""
        for _ in range(times):
            await look_after_the_desk(self.database, TestClock(at(wall)))
        async with self.database.unit() as unit:
            [rows] = await unit.fetch(Call("select id, chat_id, body from outbox order by id", {}))
        said: dict[int, str] = {}
        for row in rows[self.heard :]:
            assert row["chat_id"] not in said, "one message each"
            said[row["chat_id"]] = visible(json.loads(row["body"])["text"])
        self.heard = len(rows)
        return said

    async def seen(self, unit: Unit, staff: int, name: str) -> Request:
        found = await DeskRequests(unit, staff).by_reference(name, milliseconds(SENT))
        assert found is not None
        return found

    async def changes(self, staff: int, name: str, change: Change, when: datetime) -> Request:
        async with self.database.unit() as unit:
            seen = await self.seen(unit, staff, name)
            return await DeskRequests(unit, staff).change(seen, change, milliseconds(when))


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


async def test_who_follows_is_reminded_before_and_when_it_is_due_and_then_the_coordinator(office: Office) -> None:
    await office.employ((HASSAN, Actor.AGENT), (NADIA, Actor.COORDINATOR))
    name = await office.sends()
    assert await office.ticks("2026-04-03T12:29") == {}
    soon = await office.ticks("2026-04-03T12:30")  # a working day before
    assert soon.keys() == {HASSAN}
    assert "يقترب أجل" in soon[HASSAN]
    assert name in soon[HASSAN]
    assert await office.ticks("2026-04-04T12:30") == {}, "nobody is reminded on a Saturday"
    assert (await office.ticks("2026-04-06T13:00")).keys() == {HASSAN}
    assert await office.ticks("2026-04-07T12:29") == {}
    late = await office.ticks("2026-04-07T12:30")
    assert late.keys() == {NADIA}
    assert "الاثنين 6 أبريل 2026" in late[NADIA]
    assert await office.ticks("2026-04-08T12:00") == {}


async def test_in_the_morning_of_a_working_day_staff_read_what_waits(office: Office) -> None:
    await office.employ((HASSAN, Actor.AGENT), (NADIA, Actor.COORDINATOR), (ADMIN, Actor.ADMIN))
    assert await office.ticks("2026-04-01T08:30") == {}, "nothing waits"
    await office.sends()
    assert await office.ticks("2026-04-02T08:29") == {}
    said = await office.ticks("2026-04-02T08:30")
    assert said.keys() == {HASSAN, NADIA}
    assert "طلب جديد واحد" in said[HASSAN]
    assert await office.ticks("2026-04-02T09:30") == {}
    assert await office.ticks("2026-04-04T08:30") == {}
    assert "الجمعة 3 أبريل" in (await office.ticks("2026-04-03T08:45"))[NADIA]


async def test_who_has_blocked_the_bot_is_no_receiver(office: Office) -> None:
    await office.employ((HASSAN, Actor.AGENT), (SAID, Actor.AGENT))
    name = await office.sends()
    await office.changes(HASSAN, name, Change(Action.TAKE), SENT)
    async with office.database.unit() as unit:
        People(unit).block(HASSAN, milliseconds(SENT))
        own = OwnRequests(unit, FATIMA)
        await own.change((await own.all())[0], Change(Action.ASK, "متى؟"), milliseconds(SENT))
    assert (await office.ticks("2026-04-02T08:30")).keys() == {SAID}
    assert (await office.ticks("2026-04-03T13:00")).keys() == {SAID}


async def test_a_morning_that_nobody_looked_at_is_not_told_at_noon(office: Office) -> None:
    await office.employ((HASSAN, Actor.AGENT))
    await office.sends()
    assert await office.ticks("2026-04-02T11:30") == {}


async def test_in_ramadan_the_morning_begins_later(office: Office) -> None:
    await office.employ((HASSAN, Actor.AGENT))
    await office.sends(at("2026-03-02T10:00"))
    assert await office.ticks("2026-03-03T08:30") == {}
    assert HASSAN in await office.ticks("2026-03-03T09:00")


async def test_the_digest_reaches_everybody_page_by_page(office: Office) -> None:
    agents = [(9000 + number, Actor.AGENT) for number in range(12)]
    await office.employ(*agents)
    await office.sends()
    assert len(await office.ticks("2026-04-02T08:30")) == 12


async def test_while_we_wait_for_the_person_over_a_weekend_nobody_is_reminded_and_no_time_is_lost(
    office: Office,
) -> None:
    await office.employ((HASSAN, Actor.AGENT))
    name = await office.sends()
    taken = await office.changes(HASSAN, name, Change(Action.TAKE), SENT)
    due = started(NEW.kind, milliseconds(SENT)).decision_due
    assert (taken.state, taken.deadline) == (State.IN_REVIEW, due)
    wanted = Change(Action.ASK_CORRECTION, corrections=(Wanted("statutes", "ينقص التوقيع"),))
    asked = await office.changes(HASSAN, name, wanted, at("2026-04-03T16:00"))
    assert (asked.deadline, asked.decision_due) == (None, None)
    async with office.database.unit() as unit:
        correct = Change(Action.CORRECT, files=(paper("a"),))
        back = await OwnRequests(unit, FATIMA).change(asked, correct, milliseconds(at("2026-04-06T08:00")))
    # Half an hour of Friday was not ours, and Monday had not begun.
    assert due is not None
    assert back.deadline == due + 30 * 60 * 1000
    assert back.remaining is None


async def test_a_question_that_waits_is_reminded_of_even_when_the_request_is_over(office: Office) -> None:
    await office.employ((HASSAN, Actor.AGENT), (NADIA, Actor.COORDINATOR))
    name = await office.sends()
    await office.changes(HASSAN, name, Change(Action.TAKE), SENT)
    refused = await office.changes(HASSAN, name, Change(Action.REFUSE, "خارج الموضوع"), SENT)
    async with office.database.unit() as unit:
        await OwnRequests(unit, FATIMA).change(refused, Change(Action.ASK, "لماذا؟"), milliseconds(SENT))
    said = await office.ticks("2026-04-03T13:00")  # due on Friday at half past twelve
    assert said.keys() == {HASSAN}
    assert "سؤال" in said[HASSAN]
    assert (await office.ticks("2026-04-06T13:00")).keys() == {NADIA}
    await office.changes(HASSAN, name, Change(Action.ANSWER, "لأن الموضوع مختلف"), SENT)
    assert await office.ticks("2026-04-09T12:00") == {}


async def test_a_stand_in_of_a_stand_in_hears_of_it_and_where_all_are_away_everybody_does(office: Office) -> None:
    await office.employ((HASSAN, Actor.AGENT), (NADIA, Actor.AGENT), (SAID, Actor.AGENT))
    name = await office.sends()
    await office.changes(HASSAN, name, Change(Action.TAKE), SENT)
    async with office.database.unit() as unit:
        until = milliseconds(SENT + timedelta(days=60))
        assert await Absences(unit).begin(HASSAN, NADIA, until, milliseconds(SENT))
        assert await Absences(unit).begin(NADIA, SAID, until, milliseconds(SENT) + 1)
        own = OwnRequests(unit, FATIMA)
        await own.change((await own.all())[0], Change(Action.ASK, "متى؟"), milliseconds(SENT))
    assert (await office.ticks("2026-04-03T13:00")).keys() == {SAID}
    async with office.database.unit() as unit:
        listed = await DeskRequests(unit, SAID).morning(milliseconds(SENT) + 2, 0)
        assert sum(listed.lists.values()) == 1
        assert "mine" in listed.lists
        # A circle: nobody is there, so the rule falls back on all who receive requests.
        circle = {"id": 1, "chat": SAID, "to": HASSAN, "until": until}
        unit.write(Call("insert into absence values (:id, :chat, :to, 1, :until)", circle))
    assert (await office.ticks("2026-04-07T13:00")).keys() == set()  # no coordinator, no administrator
    await office.employ((ADMIN, Actor.ADMIN), province=EVERYWHERE)
    async with office.database.unit() as unit:
        own = OwnRequests(unit, FATIMA)
        second = await own.submit(NEW, milliseconds(at("2026-04-07T12:00")))
    said = await office.ticks("2026-04-10T13:00")
    assert said.keys() == {HASSAN, NADIA, SAID}
    assert second in said[SAID]
    assert (await office.ticks("2026-04-14T12:00")).keys() == {ADMIN}


async def test_nobody_hears_of_her_own_request_or_of_one_in_another_province(office: Office) -> None:
    await office.employ((HASSAN, Actor.AGENT), (ZAHRA, Actor.AGENT), (FATIMA, Actor.COORDINATOR))
    await office.employ((SAID, Actor.AGENT), province=TIZNIT)
    async with office.database.unit() as unit:
        cooperative = Cooperatives(unit).create("تعاونية النور", KHENIFRA, FATIMA, 1)
        Cooperatives(unit).join(cooperative, ZAHRA, MemberRole.MEMBER, 1)
    await office.sends(cooperative_id=cooperative)
    assert (await office.ticks("2026-04-06T13:00")).keys() == {HASSAN}
    assert (await office.ticks("2026-04-08T12:00")).keys() == set()


async def test_a_request_that_nobody_could_receive_begins_its_clock_when_somebody_can(office: Office) -> None:
    name = await office.sends()
    await office.ticks("2026-05-04T10:00")
    async with office.database.unit() as unit:
        assert (await OwnRequests(unit, FATIMA).all())[0].deadline is None
    await office.employ((HASSAN, Actor.AGENT))
    joined = at("2026-05-04T11:00")
    await office.ticks("2026-05-04T11:00")
    async with office.database.unit() as unit:
        begun = await office.seen(unit, HASSAN, name)
    clocks = started(NEW.kind, milliseconds(joined))
    assert (begun.deadline, begun.decision_due) == (clocks.deadline, clocks.decision_due)


async def test_requests_are_given_out_in_turn_up_to_the_limit(office: Office) -> None:
    await office.employ((HASSAN, Actor.AGENT), (SAID, Actor.AGENT), (NADIA, Actor.COORDINATOR))
    async with office.database.unit() as unit:
        assert not await Rota(unit).set(KHENIFRA, 1, HASSAN)
        assert await Rota(unit).set(KHENIFRA, 1, NADIA)
    names = [await office.sends() for _ in range(3)]
    said = await office.ticks("2026-04-01T12:00")
    assert said.keys() == {HASSAN, SAID}
    assert "حان دورك" in said[HASSAN]
    async with office.database.unit() as unit:
        given = [(await office.seen(unit, NADIA, name)).taken_by for name in names]
    assert sorted(each for each in given if each) == [HASSAN, SAID]
    assert given.count(None) == 1
    busy = given.index(HASSAN)
    await office.changes(HASSAN, names[busy], Change(Action.TAKE), SENT)
    await office.changes(HASSAN, names[busy], Change(Action.REFUSE, "خارج الموضوع"), SENT)
    assert (await office.ticks("2026-04-01T12:05")).keys() == {HASSAN}


async def test_a_correction_that_did_not_come_in_time_is_in_the_digest(office: Office) -> None:
    await office.employ((HASSAN, Actor.AGENT))
    name = await office.sends()
    await office.changes(HASSAN, name, Change(Action.TAKE), SENT)
    until = milliseconds(at("2026-04-09T23:59"))
    wanted = Change(Action.ASK_CORRECTION, corrections=(Wanted("statutes", "ينقص التوقيع", until),))
    await office.changes(HASSAN, name, wanted, SENT)
    assert await office.ticks("2026-04-09T08:30") == {}
    assert "تصحيح واحد لم يصل في أجله" in (await office.ticks("2026-04-10T08:30"))[HASSAN]


async def test_what_fails_does_not_stop_the_rest_and_is_not_hidden(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.employ((HASSAN, Actor.AGENT))
    await office.sends()

    async def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.service._remind", broken)
    with pytest.raises(ExceptionGroup):
        await look_after_the_desk(office.database, TestClock(at("2026-04-02T08:30")))
    monkeypatch.undo()
    assert "طلب جديد واحد" in (await office.ticks("2026-04-02T08:31"))[HASSAN]
