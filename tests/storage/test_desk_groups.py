"""Groups of staff, their topics, and what a desk keeps ready: who may link, read and change them is in the SQL."""

from domain.requests.life import Actor
from domain.talk import Kind
from storage.desk_groups import DeskGroups, Group, Silent, Topic
from storage.outbox import Outbox, Priority
from storage.ready_answers import ReadyAnswer, ReadyAnswers
from storage.staff import EVERYWHERE, Staff
from storage.talks import Talks
from storage.unit import Call, Database
from tests.storage.examples import HASSAN, KARIM, KHENIFRA, NADIA, NOW, TIZNIT, ZAHRA, employ, sent

GROUP, OTHER = -1_002_000_000_000, -1_002_000_000_001
LINKED = Group(KHENIFRA, GROUP, True, "ar", NADIA)
ANSWER = ReadyAnswer("الموعد", "أهلا {name}، طلبك {reference}", "Bonjour {name}, {reference}")


async def test_a_group_counts_only_while_whoever_linked_it_may_link_it(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        groups, request = DeskGroups(unit), await sent(unit)
        groups.link(LINKED, NOW)
        assert await groups.of_province(KHENIFRA) == LINKED
        assert await groups.of_chat(GROUP) == [LINKED]
        assert await groups.request(request.id, GROUP) is not None
        assert await groups.request(request.id, OTHER) is None
        Staff(unit).erase(NADIA, NOW)
        assert await groups.of_province(KHENIFRA) is None
        assert await groups.of_chat(GROUP) == []
        assert await groups.request(request.id, GROUP) is None
        assert await groups.all() == [LINKED]
        Staff(unit).grant(NADIA, Actor.AGENT, KHENIFRA, None, NOW)
        assert await groups.of_province(KHENIFRA) is None, "an agent links no group"
        Staff(unit).grant(NADIA, Actor.COORDINATOR, EVERYWHERE, None, NOW)
        assert await groups.of_province(KHENIFRA) == LINKED


async def test_who_may_link_a_group_and_part_it(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        groups = DeskGroups(unit)
        assert await groups.may_link(NADIA, KHENIFRA)
        assert not await groups.may_link(NADIA, TIZNIT)
        assert not await groups.may_link(HASSAN, KHENIFRA)
        groups.link(LINKED, NOW)
        for other in (HASSAN, KARIM, ZAHRA):
            groups.unlink_province(KHENIFRA, other)
        assert await groups.all() == [LINKED]
        groups.unlink_province(KHENIFRA, NADIA)
        assert await groups.all() == []


async def test_a_topic_is_found_by_request_thread_and_summary_and_goes_with_its_group(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        groups, request = DeskGroups(unit), await sent(unit)
        topic = Topic(request.id, GROUP, 12, "TW", 13)
        groups.link(LINKED, NOW)
        groups.put_topic(topic)
        assert await groups.of_thread(GROUP, 12) == await groups.of_summary(GROUP, 13) == topic
        assert await groups.of_thread(OTHER, 12) is None
        groups.set_closed(GROUP, 12, closed=True)
        found = await groups.topic(request.id, GROUP)
        assert found is not None
        assert found.closed
        groups.drop_unthreaded(GROUP)
        assert await groups.topic(request.id, GROUP) is not None
        groups.move(GROUP, OTHER)
        groups.move(GROUP, OTHER)  # both groups tell of it
        assert [group.chat_id for group in await groups.all()] == [OTHER]
        for found_by in (GROUP, OTHER):
            assert [group.chat_id for group in await groups.of_chat(found_by)] == [OTHER]
            assert await groups.request(request.id, found_by) is not None
        assert await groups.topic(request.id, OTHER) is None
        groups.put_topic(Topic(request.id, OTHER, None, "TW", 13))
        groups.drop_unthreaded(OTHER)
        assert await groups.topic(request.id, OTHER) is None
        groups.erase(NADIA)
        assert await groups.all() == []


async def test_the_open_topics_of_requests_that_are_over_are_found_when_nobody_says_anything_there(
    database: Database,
) -> None:
    await employ(database)
    async with database.unit() as unit:
        groups, request = DeskGroups(unit), await sent(unit)
        groups.link(LINKED, NOW)
        groups.put_topic(Topic(request.id, GROUP, 12, "TW", 13))
        late, expected = request.changed_at + 1, [Silent(request.id, GROUP, "ar", f"close:{request.id}")]
        assert await groups.silent(late, 10) == [], "the request is not over"
        unit.write(Call("update request set state = 'refused'", {}))
        assert await groups.silent(late - 1, 10) == []
        assert await groups.silent(late, 10) == expected
        Talks(unit).add(request.id, Kind.NOTE, None, late, author=NADIA, at=(GROUP, 14))
        assert await groups.silent(late, 10) == []
        assert await groups.silent(late + 1, 10) == expected
        Outbox(unit).queue(GROUP, "after:desk-close", {}, Priority.BULK, dedupe_key=expected[0].key)
        assert await groups.silent(late + 1, 10) == [], "it is ordered already"
        unit.write(Call("update outbox set dedupe_key = null", {}))
        for other in (Topic(request.id, GROUP, 12, "TW", 13, closed=True), Topic(request.id, GROUP, None, "TW", 13)):
            assert await groups.silent(late + 1, 10) == expected
            groups.put_topic(other)
            assert await groups.silent(late + 1, 10) == []
            groups.put_topic(Topic(request.id, GROUP, 12, "TW", 13))


async def test_ready_answers_are_read_by_their_province_and_changed_by_its_coordinators(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        ReadyAnswers(unit, HASSAN).add(KHENIFRA, ANSWER, NOW)
        assert await ReadyAnswers(unit, HASSAN).all(KHENIFRA) == []
        ReadyAnswers(unit, NADIA).add(TIZNIT, ANSWER, NOW)
        ReadyAnswers(unit, NADIA).add(KHENIFRA, ANSWER, NOW)
        [kept] = await ReadyAnswers(unit, HASSAN).all(KHENIFRA)
        assert kept.text("ar", "مريم", "TW-1") == "أهلا مريم، طلبك TW-1"
        assert kept.text("fr", "Mariam", "TW-1") == "Bonjour Mariam, TW-1"
        assert await ReadyAnswers(unit, KARIM).all(KHENIFRA) == []
        assert await ReadyAnswers(unit, KARIM).all(TIZNIT) == []
        ReadyAnswers(unit, HASSAN).remove(kept.id)
        DeskGroups(unit).erase(NADIA)
        [rows] = await unit.fetch(Call("select made_by from ready_answer", {}))
        assert [row["made_by"] for row in rows] == [None]
        ReadyAnswers(unit, NADIA).remove(kept.id)
        assert await ReadyAnswers(unit, HASSAN).all(KHENIFRA) == []
