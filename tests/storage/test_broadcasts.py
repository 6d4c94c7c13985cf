from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.broadcasts.account import State
from domain.broadcasts.approval import TOGETHER
from domain.broadcasts.body import Body
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.content import Content, Kind
from domain.broadcasts.life import Deed, Life, NotAllowed
from domain.broadcasts.schedule import Every, Repeat
from domain.broadcasts.topic import Topic
from domain.replacing import replace
from domain.requests.life import Actor
from storage.broadcast_recipients import Recipient, Recipients
from storage.broadcasts import LEASE, Broadcasts, Watcher, watch_key
from storage.outbox import Outbox, Priority
from storage.people import People, Person
from storage.staff import EVERYWHERE, Staff
from storage.unit import Database, Unit
from tests.storage.examples import FATIMA, HASSAN, KARIM, KHENIFRA, NADIA, NOW, SAID, TIZNIT, employ

BODY = Body(Topic.NEWS, {"ar": Content(Kind.TEXT, "سلام")})
LATER = datetime.fromtimestamp(NOW / 1000, UTC) + timedelta(days=3)
LEASE_MS = int(LEASE.total_seconds() * 1000)


@pytest.fixture(autouse=True)
async def staff(database: Database) -> None:
    await employ(database)


async def drafted(unit: Unit, body: Body = BODY) -> Broadcast:
    key = await Broadcasts(unit).create(HASSAN, KHENIFRA, body, NOW)
    assert key is not None
    return await seen(unit, key)


async def seen(unit: Unit, key: int) -> Broadcast:
    found = await Broadcasts(unit).of(key)
    assert found is not None
    return found


async def scheduled(unit: Unit, body: Body = BODY) -> Broadcast:
    draft = await drafted(unit, body)
    assert await Broadcasts(unit).advance(draft, Deed.PLAN, HASSAN, NOW)
    return await seen(unit, draft.id)


async def test_a_broadcast_is_kept_as_it_was_composed(database: Database) -> None:
    async with database.unit() as unit:
        draft = await drafted(unit)
    assert (draft.life, draft.work, draft.body, draft.made_by) == (Life.DRAFT, Work.SEND, BODY, HASSAN)


async def test_only_staff_of_the_province_make_see_and_change_it(database: Database) -> None:
    async with database.unit() as unit:
        broadcasts = Broadcasts(unit)
        assert await broadcasts.create(KARIM, KHENIFRA, BODY, NOW) is None
        assert await broadcasts.create(SAID, KHENIFRA, BODY, NOW) is None, "a secretary of a committee writes to nobody"
        assert await broadcasts.create(HASSAN, EVERYWHERE, BODY, NOW) is None
        draft = await drafted(unit)
        for stranger in (KARIM, SAID, FATIMA):
            assert await broadcasts.get(draft.id, stranger) is None
            assert await broadcasts.page(stranger) == []
            assert not await broadcasts.save_body(draft.id, stranger, BODY)
            assert not await broadcasts.advance(draft, Deed.PLAN, stranger, NOW)
        assert await broadcasts.get(draft.id, NADIA) == draft
        assert await broadcasts.page(NADIA) == [draft]
        Staff(unit).erase(NADIA, NOW)
        assert await broadcasts.get(draft.id, NADIA) is None


async def test_who_made_it_cannot_approve_it(database: Database) -> None:
    async with database.unit() as unit:
        broadcasts, draft = Broadcasts(unit), await drafted(unit)
        assert [each.chat_id for each in await broadcasts.approvers(draft.id)] == [NADIA]
        assert await broadcasts.advance(draft, Deed.ASK, HASSAN, NOW)
        waiting = await seen(unit, draft.id)
        assert not await broadcasts.advance(waiting, Deed.APPROVE, HASSAN, NOW)
        assert await broadcasts.advance(waiting, Deed.APPROVE, NADIA, NOW)
        approved = await seen(unit, draft.id)
        assert (approved.life, approved.approved_by) == (Life.SCHEDULED, NADIA)
        assert await broadcasts.advance(approved, Deed.SEND_BACK, HASSAN, NOW)
        assert (await seen(unit, draft.id)).approved_by is None, "what is changed is approved anew"


async def test_of_two_who_tap_at_the_same_time_one_does_it(database: Database) -> None:
    async with database.unit() as unit:
        broadcasts, draft = Broadcasts(unit), await drafted(unit)
        assert await broadcasts.advance(draft, Deed.PLAN, HASSAN, NOW)
        assert not await broadcasts.advance(draft, Deed.PLAN, HASSAN, NOW)
        assert not await broadcasts.advance(draft, Deed.DROP, NADIA, NOW)
        assert (await seen(unit, draft.id)).life is Life.SCHEDULED
        with pytest.raises(NotAllowed):
            await broadcasts.advance(draft, Deed.PAUSE, HASSAN, NOW)
        with pytest.raises(ValueError, match="begin"):
            await broadcasts.advance(await seen(unit, draft.id), Deed.BEGIN, HASSAN, NOW)


async def test_only_a_draft_is_changed(database: Database) -> None:
    other = replace(BODY, topic=Topic.CALLS, urgent="الطريق مقطوعة")
    async with database.unit() as unit:
        broadcasts, draft = Broadcasts(unit), await drafted(unit)
        assert not await broadcasts.save_body(draft.id, NADIA, other)  # she could then approve her own words
        assert not await broadcasts.advance(draft, Deed.ASK, NADIA, NOW)
        assert await broadcasts.save_body(draft.id, HASSAN, other)
        assert (await seen(unit, draft.id)).body == other
        assert await broadcasts.advance(draft, Deed.PLAN, HASSAN, NOW)
        assert not await broadcasts.save_body(draft.id, HASSAN, BODY)


async def test_it_is_due_when_its_time_has_come(database: Database) -> None:
    async with database.unit() as unit:
        broadcasts = Broadcasts(unit)
        await drafted(unit)
        at_once = await scheduled(unit)
        later = await scheduled(unit, replace(BODY, starts=LATER.replace(tzinfo=None)))
        assert later.starts_at is not None
        assert await broadcasts.due(NOW) == [at_once]
        assert await broadcasts.due(int(later.starts_at.timestamp() * 1000)) == [at_once, later]


async def test_one_freezes_it_until_it_is_silent_for_too_long(database: Database) -> None:
    async with database.unit() as unit:
        broadcasts, key = Broadcasts(unit), (await scheduled(unit)).id
        assert await broadcasts.claim(key, 1, NOW)
        assert not await broadcasts.claim(key, 2, NOW + LEASE_MS)
        assert await broadcasts.hold_claim(key, 1, NOW + LEASE_MS)
        assert await broadcasts.claim(key, 2, NOW + 2 * LEASE_MS + 1)
        assert not await broadcasts.hold_claim(key, 1, NOW + 2 * LEASE_MS + 2)
        assert not await broadcasts.leave_freezing(key, 1, Deed.FEED, NOW)
        assert await broadcasts.leave_freezing(key, 2, Deed.FEED, NOW)
        assert (await seen(unit, key)).life is Life.RUNNING


async def test_a_clock_that_was_set_back_does_not_keep_it_frozen(database: Database) -> None:
    async with database.unit() as unit:
        broadcasts, key = Broadcasts(unit), (await scheduled(unit)).id
        assert await broadcasts.claim(key, 1, NOW)
        assert await broadcasts.claim(key, 2, NOW - 1)


async def test_stopped_while_it_is_frozen_it_does_not_run(database: Database) -> None:
    async with database.unit() as unit:
        broadcasts, key = Broadcasts(unit), (await scheduled(unit)).id
        await broadcasts.claim(key, 1, NOW)
        assert await broadcasts.advance(await seen(unit, key), Deed.STOP, NADIA, NOW)
        assert not await broadcasts.hold_claim(key, 1, NOW)
        assert not await broadcasts.leave_freezing(key, 1, Deed.FEED, NOW)
        assert not await broadcasts.claim(key, 2, NOW + LEASE_MS * 9)
        stopped = await seen(unit, key)
        assert await broadcasts.due(NOW) == [stopped], "until nothing of it is open"
        assert await broadcasts.finish(stopped, Life.STOPPED, NOW)
        assert await broadcasts.due(NOW) == []


async def test_a_series_goes_on_once_for_each_time(database: Database) -> None:
    repeats = Repeat(Every.WEEK, date(2026, 6, 1), time(10))
    async with database.unit() as unit:
        broadcasts, first = Broadcasts(unit), await scheduled(unit, replace(BODY, repeats=repeats))
        assert first.series == first.id
        await broadcasts.claim(first.id, 1, NOW)
        broadcasts.repeat(first, LATER)
        broadcasts.repeat(first, LATER)
        _, second = sorted(await broadcasts.page(HASSAN), key=lambda each: each.id)
        assert (second.life, second.series, second.starts_at) == (Life.SCHEDULED, first.id, LATER)
        assert (second.body, second.made_by) == (first.body, HASSAN)


async def test_nobody_who_left_the_team_sends_anything(database: Database) -> None:
    async with database.unit() as unit:
        broadcasts, draft = Broadcasts(unit), await drafted(unit)
        assert await broadcasts.sender(draft.id) == HASSAN
        Staff(unit).erase(HASSAN, NOW)
        assert await broadcasts.sender(draft.id) is None
        Staff(unit).grant(HASSAN, Actor.AGENT, TIZNIT, None, NOW)
        assert await broadcasts.sender(draft.id) is None


async def test_a_correction_belongs_to_what_it_corrects(database: Database) -> None:
    async with database.unit() as unit:
        broadcasts, first = Broadcasts(unit), await drafted(unit)
        key = await broadcasts.create(NADIA, KHENIFRA, BODY, NOW, work=Work.CORRECT, original=first.id)
        assert [each.id for each in await broadcasts.followed_by(first.id, HASSAN)] == [key]
        assert await broadcasts.followed_by(first.id, KARIM) == []


async def test_a_watcher_is_known_by_the_message_she_tapped_or_by_the_one_that_was_sent(database: Database) -> None:
    async with database.unit() as unit:
        broadcasts, key = Broadcasts(unit), (await scheduled(unit)).id
        for chat_id in (HASSAN, NADIA, KARIM):
            People(unit).put(Person(chat_id, "fr"))
            broadcasts.watch(key, chat_id)
        broadcasts.watch(key, NADIA, 12)
        broadcasts.watch(key, NADIA)
        Outbox(unit).queue(HASSAN, "sendMessage", {}, Priority.REPLY, dedupe_key=watch_key(key, HASSAN))
        assert await broadcasts.watchers(key) == [Watcher(HASSAN, "fr", None), Watcher(NADIA, "fr", 12)]
        [message] = await Outbox(unit).due(NOW, 1)
        Outbox(unit).sent(message.id, 33, NOW)
        assert await broadcasts.watchers(key) == [Watcher(HASSAN, "fr", 33), Watcher(NADIA, "fr", 12)]
        assert await broadcasts.watched() == []
        await broadcasts.claim(key, 1, NOW)
        assert [each.id for each in await broadcasts.watched()] == [key]
        broadcasts.erase(NADIA)
        People(unit).block(HASSAN, NOW)
        assert await broadcasts.watchers(key) == []


async def test_whom_one_person_told_alone_in_a_day_are_counted_once_each(database: Database) -> None:
    day = int(TOGETHER.total_seconds() * 1000)
    await known(database, FATIMA, SAID, NADIA, KARIM)
    async with database.unit() as unit:
        asked = await drafted(unit)
        await went_out(unit, NOW, Recipient(FATIMA, "ar"), Recipient(SAID, "ar"))
        await went_out(unit, NOW, Recipient(FATIMA, "ar"), Recipient(NADIA, "ar", State.SKIPPED, settled_at=NOW))
        await went_out(unit, NOW, Recipient(KARIM, "ar"), by=NADIA)
    async with database.unit() as unit:
        broadcasts = Broadcasts(unit)
        assert await broadcasts.told_alone(asked, NOW + day - 1) == 2
        assert await broadcasts.told_alone(asked, NOW + day) == 0
        assert await broadcasts.told_alone(replace(asked, made_by=NADIA), NOW) == 1
        assert await broadcasts.told_alone(replace(asked, work=Work.DELETE), NOW) == 0, "they have it already"


async def test_what_was_approved_is_not_told_alone_and_what_is_being_frozen_is(database: Database) -> None:
    await known(database, FATIMA, KARIM)
    async with database.unit() as unit:
        asked, approved, frozen = await drafted(unit), await drafted(unit), await scheduled(unit)
        broadcasts = Broadcasts(unit)
        assert await broadcasts.advance(approved, Deed.ASK, HASSAN, NOW)
        assert await broadcasts.advance(await seen(unit, approved.id), Deed.APPROVE, NADIA, NOW)
        for each, chat_id in ((approved, KARIM), (frozen, FATIMA)):
            assert await broadcasts.claim(each.id, 1, NOW)
            Recipients(unit, each.id).add([Recipient(chat_id, "ar")])
        assert await broadcasts.leave_freezing(approved.id, 1, Deed.FEED, NOW)
    async with database.unit() as unit:
        assert await Broadcasts(unit).told_alone(asked, NOW) == 1
        assert await Broadcasts(unit).told_alone(frozen, NOW) == 0, "itself is not counted"


async def known(database: Database, *chats: int) -> None:
    async with database.unit() as unit:
        for chat_id in chats:
            People(unit).put(Person(chat_id, "ar"))


async def went_out(unit: Unit, now: int, *recipients: Recipient, by: int = HASSAN) -> None:
    """A notice that nobody approved went to these."""
    broadcasts = Broadcasts(unit)
    key = await broadcasts.create(by, KHENIFRA, BODY, now)
    assert key is not None
    assert await broadcasts.advance(await seen(unit, key), Deed.PLAN, by, now)
    assert await broadcasts.claim(key, 1, now)
    Recipients(unit, key).add(sorted(recipients))
    assert await broadcasts.leave_freezing(key, 1, Deed.FEED, now)
