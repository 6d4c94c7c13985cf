from collections.abc import Callable

import pytest

from domain.broadcasts.audience import Audience, Eligible, Invited, Reply, Result, Role, Skipped
from domain.broadcasts.body import Body
from domain.broadcasts.content import Content, Kind
from domain.broadcasts.reach import Reach
from domain.broadcasts.topic import Topic
from domain.events.answer import Answer
from domain.events.answer import Reply as Answered
from domain.events.seating import Seating
from domain.requests.life import Actor
from storage import audiences as module
from storage.audiences import Audiences
from storage.broadcast_recipients import Recipient, Recipients
from storage.broadcasts import Broadcasts
from storage.cooperatives import Cooperatives
from storage.event_answers import EventAnswers
from storage.event_visits import EventVisits, Visit
from storage.events import Events
from storage.optouts import Optouts
from storage.people import People, Person
from storage.saved_checks import SavedCheck, SavedChecks
from storage.staff import EVERYWHERE, Staff
from storage.subscriptions import Subscriptions
from storage.unit import Call, Database, Unit
from tests.domain.events.seeds import COOPERATIVES_DAY
from tests.storage.examples import DAY, HASSAN, KARIM, KHENIFRA, NOW, SAID, TIZNIT, employ, sent

EVENT = COOPERATIVES_DAY.id
BOSS = 900
FOLLOWER, TAROUDANT, TRADER, MEMBER, GUEST, CHECKED, NOBODY, BLOCKED = range(11, 19)
"""Each is known by one thing: what she follows, a request, her cooperative, a meeting, a kept check, nothing."""


@pytest.fixture(autouse=True)
async def people(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        Staff(unit).grant(BOSS, Actor.COORDINATOR, EVERYWHERE, None, NOW)
        for chat_id in range(FOLLOWER, BLOCKED + 1):
            People(unit).put(Person(chat_id, "fr" if chat_id == TAROUDANT else "ar"))
        People(unit).block(BLOCKED, NOW)
        follows = Subscriptions(unit)
        follows.add(FOLLOWER, "place", "05", NOW - 40 * DAY)
        follows.add(FOLLOWER, "legal_form", "gie", NOW - 40 * DAY)
        follows.add(TAROUDANT, "place", "09.541", NOW - 40 * DAY)
        follows.add(BLOCKED, "place", KHENIFRA, NOW - 40 * DAY)
        await sent(unit, TRADER, sector="beekeeping_honey", call_id="indh_2026")
        Cooperatives(unit).create("تعاونية الأمل", KHENIFRA, MEMBER, NOW)
        Events(unit).save(COOPERATIVES_DAY, 500, "secret")
        await EventAnswers(unit, EVENT).give(Answer(GUEST, Answered.COMING, answered_at=NOW, ticket="1"), Seating())
        await EventVisits(unit, EVENT).check_in(Visit(GUEST, 1, "scan", NOW, 500))
        check = SavedCheck({}, {}, "keep-check/1", NOW - 40 * DAY, telling="tell-news/1")
        traits = {("place", KHENIFRA), ("sector", "beekeeping"), ("legal_form", "association"), ("almost", "indh_2026")}
        SavedChecks(unit).save(CHECKED, check, frozenset(traits))


async def reached(database: Database, audience: Audience, viewer: int = BOSS, province: str = EVERYWHERE) -> list[int]:
    async with database.unit() as unit:
        found = Audiences(unit, viewer, province)
        page = await found.page(audience, "news", ["ar", "fr"], NOW, most=100)
        reach = await found.count(audience, "news", ["ar", "fr"], NOW)
    assert reach.people + sum(reach.left_out.values()) == len(page)
    return [each.chat_id for each in page if each.reason is None]


LINES: tuple[tuple[Audience, list[int]], ...] = (
    (Audience(), [FOLLOWER, TAROUDANT, TRADER, MEMBER, GUEST, CHECKED, NOBODY]),
    (Audience(places=frozenset({KHENIFRA})), [FOLLOWER, TRADER, MEMBER, CHECKED]),
    (Audience(places=frozenset({"09"})), [TAROUDANT]),
    (Audience(places=frozenset({"01.511"})), [GUEST]),
    (Audience(places=frozenset({KHENIFRA, "09.541"})), [FOLLOWER, TAROUDANT, TRADER, MEMBER, CHECKED]),
    (Audience(sectors=frozenset({"beekeeping"})), [TRADER, CHECKED]),
    (Audience(sectors=frozenset({"beekeeping_honey"})), [TRADER, CHECKED]),
    (Audience(legal_forms=frozenset({"cooperative"})), [MEMBER]),
    (Audience(legal_forms=frozenset({"gie", "association"})), [FOLLOWER, CHECKED]),
    (Audience(languages=frozenset({"fr"})), [TAROUDANT]),
    (Audience(roles=frozenset({Role.PRESIDENT})), [MEMBER]),
    (Audience(roles=frozenset({Role.AGENT, Role.MEMBER})), []),
    (Audience(calls=frozenset({"indh_2026"})), [TRADER]),
    (Audience(invited=Invited(EVENT, frozenset({Reply.COMING}))), [GUEST]),
    (Audience(invited=Invited(EVENT, frozenset({Reply.MAYBE}))), []),
    (Audience(invited=Invited(EVENT, frozenset({Reply.CAME}))), [GUEST]),
    (Audience(eligible=Eligible("indh_2026", frozenset({Result.ALMOST}))), [CHECKED]),
    (Audience(eligible=Eligible("indh_2026", frozenset({Result.YES, Result.UNKNOWN}))), []),
    (Audience(active_days=30), [TRADER, GUEST]),
    (Audience(places=frozenset({KHENIFRA}), sectors=frozenset({"beekeeping"})), [TRADER, CHECKED]),
)
"""Audiences, and whom they mean."""


async def test_each_line_narrows_it_and_within_a_line_any_value_will_do(database: Database) -> None:
    for audience, expected in LINES:
        assert await reached(database, audience) == expected, audience


async def test_staff_reach_the_people_of_their_province_only(database: Database) -> None:
    assert await reached(database, Audience(), HASSAN, KHENIFRA) == [FOLLOWER, TRADER, MEMBER, CHECKED]
    assert await reached(database, Audience(), BOSS, KHENIFRA) == [FOLLOWER, TRADER, MEMBER, CHECKED]
    for viewer, province in (
        (HASSAN, EVERYWHERE),
        (HASSAN, TIZNIT),
        (KARIM, KHENIFRA),
        (SAID, KHENIFRA),
        (5, KHENIFRA),
    ):
        assert await reached(database, Audience(), viewer, province) == []


async def _contact(unit: Unit) -> None:
    body = Body(Topic.NEWS, {"ar": Content(Kind.TEXT, "سلام")})
    key = await Broadcasts(unit).create(HASSAN, KHENIFRA, body, NOW)
    assert key is not None
    recipients = Recipients(unit, key)
    recipients.add([Recipient(FOLLOWER, "ar"), Recipient(TRADER, "ar")])
    recipients.skip(TRADER, Skipped.OPTED_OUT, NOW)
    plan = "update broadcast_recipient set state = 'sent', settled_at = :then where chat_id = :chat_id"
    unit.write(Call(plan, {"then": NOW - 3 * DAY, "chat_id": FOLLOWER}))


async def _opt_out(unit: Unit) -> None:
    Optouts(unit).add(MEMBER, Topic.NEWS, NOW)
    Optouts(unit).add(FOLLOWER, Topic.CALLS, NOW)


async def _nothing(_unit: Unit) -> None:
    """Leave everything as it is."""


@pytest.mark.parametrize(
    ("happened", "audience", "left_out"),
    [
        (_contact, Audience(contacted_days=4), {Skipped.CONTACTED: 1, Skipped.BLOCKED: 1}),
        (_contact, Audience(contacted_days=2), {Skipped.BLOCKED: 1}),
        (_contact, Audience(), {Skipped.BLOCKED: 1}),
        (_opt_out, Audience(), {Skipped.OPTED_OUT: 1, Skipped.BLOCKED: 1}),
        (_nothing, Audience(open_request=True), {Skipped.OPEN_REQUEST: 1, Skipped.BLOCKED: 1}),
    ],
)
async def test_who_is_left_out_is_counted_with_the_reason(
    database: Database, happened: Callable[..., object], audience: Audience, left_out: dict[Skipped, int]
) -> None:
    async with database.unit() as unit:
        await happened(unit)  # type: ignore[misc] # the three above
        reach = await Audiences(unit, BOSS, EVERYWHERE).count(audience, "news", ["ar"], NOW)
    assert reach.left_out == left_out | {Skipped.LANGUAGE: 1}
    assert (reach.people, reach.by_language) == (8 - sum(reach.left_out.values()), {"ar": reach.people})


async def test_who_is_about_to_be_contacted_counts_as_contacted(database: Database) -> None:
    async with database.unit() as unit:
        await _contact(unit)
        unit.write(Call("update broadcast set life = 'running'", {}))
        unit.write(Call("update broadcast_recipient set state = 'queued', settled_at = null", {}))
        reach = await Audiences(unit, BOSS, EVERYWHERE).count(Audience(contacted_days=1), "news", ["ar"], NOW)
    assert reach.left_out[Skipped.CONTACTED] == 2


async def test_too_many_people_are_not_counted_while_everybody_waits(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COUNTED_AT_ONCE", 5)
    async with database.unit() as unit:
        reach = await Audiences(unit, BOSS, EVERYWHERE).count(Audience(), "news", ["ar"], NOW)
    assert reach == Reach(0, later=True)


async def test_pages_follow_each_other(database: Database) -> None:
    async with database.unit() as unit:
        found = Audiences(unit, BOSS, EVERYWHERE)
        first = await found.page(Audience(), "news", ["ar"], NOW, most=2)
        second = await found.page(Audience(), "news", ["ar"], NOW, most=2, after=TAROUDANT)
    assert [(each.chat_id, each.reason) for each in first] == [(FOLLOWER, None), (TAROUDANT, "language")]
    assert [each.chat_id for each in second] == [TRADER, MEMBER]


async def test_what_a_check_says_is_forgotten_when_its_person_wants_no_news_or_erases_it(database: Database) -> None:
    audience = Audience(eligible=Eligible("indh_2026", frozenset(Result)))
    async with database.unit() as unit:
        SavedChecks(unit).hush(CHECKED)
    assert await reached(database, audience) == []
    async with database.unit() as unit:
        check = SavedCheck({}, {}, "keep-check/1", NOW, telling=None)
        SavedChecks(unit).save(CHECKED, check, frozenset({("yes", "indh_2026")}))
    assert await reached(database, audience) == [], "she did not ask to be told"
    async with database.unit() as unit:
        SavedChecks(unit).looked(CHECKED, {}, NOW, frozenset({("yes", "indh_2026")}))
    assert await reached(database, audience) == [CHECKED]
    async with database.unit() as unit:
        SavedChecks(unit).erase(CHECKED)
    assert await reached(database, audience) == []
