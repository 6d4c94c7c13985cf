"""Talks: who is in one, where what was said went, and what is left of it when somebody goes."""

from domain.requests.change import Change
from domain.requests.life import Action
from domain.talk import OPEN_FOR, Content, Kind, Medium
from storage.desk import DeskRequests
from storage.people import People, Person
from storage.requests import OwnRequests
from storage.staff import Staff
from storage.talks import Copy, State, Talk, Talks, parts_of
from storage.unit import Call, Database
from tests.storage.examples import DAY, FATIMA, HASSAN, NADIA, NOW, ZAHRA, at_desk, employ, sent

HELLO = Content(Medium.TEXT, "السلام عليكم")
LATER = NOW + int(OPEN_FOR.total_seconds() * 1000)
GROUP = -1_002_000_000_000


async def test_a_talk_is_known_with_the_person_until_it_ends_and_keeps_her_name(database: Database) -> None:
    async with database.unit() as unit:
        request, talks = await sent(unit), Talks(unit)
        People(unit).put(Person(FATIMA, "ar"))
        talks.open(Talk(FATIMA, request.id, LATER, "فاطمة"))
        talks.open(Talk(FATIMA, request.id, LATER + 1, ""))
        assert await talks.open_with(FATIMA, NOW) == Talk(FATIMA, request.id, LATER + 1, "فاطمة")
        [rows] = await unit.fetch(People.who_is(FATIMA))
        person = People.read(rows)
        assert person is not None
        assert person.talks_until == LATER + 1
        assert await talks.open_with(FATIMA, LATER + 1) is None
        talks.close_request(request.id)
        assert await talks.open_with(FATIMA, NOW) is None


async def test_what_was_said_is_found_by_where_it_was_written_and_by_each_copy(database: Database) -> None:
    async with database.unit() as unit:
        request, talks = await sent(unit), Talks(unit)
        key = talks.add(request.id, Kind.ASK, HELLO, NOW, author=FATIMA, at=(FATIMA, 5))
        assert talks.add(request.id, Kind.NOTE, None, NOW, author=FATIMA, at=(FATIMA, 5)) != key
        talks.add_copy(Copy(key, GROUP, 77, 0, "{}"))
        talks.add_copy(Copy(key, HASSAN, 9, 1, "{}"))
        written = await talks.written(FATIMA, 5)
        assert written is not None
        assert (written.id, written.kind, written.content, written.state) == (key, Kind.ASK, HELLO, State.WAITING)
        assert await talks.copied(GROUP, 77) == written == await talks.message(key)
        assert await talks.copied(HASSAN, 77) is None
        assert set(parts_of(await talks.copies(key))) == {GROUP, HASSAN}
        assert await talks.latest(request.id) == NOW


async def test_what_arrived_on_one_of_several_phones_has_arrived(database: Database) -> None:
    async with database.unit() as unit:
        request, talks = await sent(unit), Talks(unit)
        key = talks.add(request.id, Kind.ANSWER, HELLO, NOW, author=HASSAN, at=(HASSAN, 5))
        states = []
        for state in (State.BLOCKED, State.ARRIVED, State.FAILED):
            talks.settle(key, state)
            message = await talks.message(key)
            assert message is not None
            states.append(message.state)
        assert states == [State.BLOCKED, State.ARRIVED, State.ARRIVED]


async def test_an_album_is_together_in_its_order(database: Database) -> None:
    async with database.unit() as unit:
        request, talks = await sent(unit), Talks(unit)
        keys = {
            number: talks.add(request.id, Kind.ASK, HELLO, NOW, author=FATIMA, at=(FATIMA, number), album="a")
            for number in (7, 5, 6)
        }
        talks.add(request.id, Kind.ASK, HELLO, NOW, author=ZAHRA, at=(ZAHRA, 5), album="a")
        album = await talks.album(FATIMA, "a")
        assert [message.id for message in album] == [keys[5], keys[6], keys[7]]
        assert await talks.together(album[0]) == album


async def test_only_staff_who_may_still_read_it_listen(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        request, talks = await sent(unit), Talks(unit)
        key = talks.add(request.id, Kind.ASK, HELLO, NOW, author=FATIMA, at=(FATIMA, 5))
        for number, chat in enumerate((HASSAN, NADIA, ZAHRA)):
            talks.add_copy(Copy(key, chat, number, 0, "{}"))
        assert [each.chat_id for each in await talks.listeners(request.id, HASSAN)] == [NADIA]
        Staff(unit).erase(NADIA, NOW)
        assert await talks.listeners(request.id, HASSAN) == []


async def test_a_line_that_was_taken_back_leaves_what_she_reads_and_stays_with_staff(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        request, talks = await sent(unit), Talks(unit)
        seen = await at_desk(unit, HASSAN, request.reference)
        for key, words in ((1, "خطأ"), (2, "صواب")):
            change = Change(Action.ANSWER, words, talk=key)
            await DeskRequests(unit, HASSAN).change(seen, change, NOW)
        talks.hide_line(request.id, 1)
        hers = [event.text for event in await OwnRequests(unit, FATIMA).timeline(request)]
        theirs = [event.text for event in await DeskRequests(unit, HASSAN).timeline(seen)]
        assert ("خطأ" in hers, "صواب" in hers) == (False, True)
        assert ("خطأ" in theirs, "صواب" in theirs) == (True, True)


async def test_words_fade_traces_are_forgotten_and_an_erasure_takes_both(database: Database) -> None:
    async with database.unit() as unit:
        request, talks = await sent(unit), Talks(unit)
        hers = talks.add(request.id, Kind.ASK, HELLO, NOW, author=FATIMA, at=(FATIMA, 5))
        talks.add_copy(Copy(hers, GROUP, 77, 0, "{}"))
        answer = talks.add(request.id, Kind.ANSWER, HELLO, NOW + DAY, author=HASSAN, at=(GROUP, 78))
        talks.add_copy(Copy(answer, FATIMA, 6, 0, "{}"))
        talks.open(Talk(FATIMA, request.id, LATER, "فاطمة"))
        talks.fade(LATER + 1, NOW + 1)
        kept = await talks.message(hers)
        assert kept is not None
        assert kept.content == HELLO, "it has not arrived"
        talks.settle(hers, State.ARRIVED)
        talks.fade(LATER + 1, NOW + 1)
        message = await talks.message(hers)
        assert message is not None
        assert message.content is None
        assert await talks.open_with(FATIMA, NOW) is None
        talks.sign(FATIMA, "فاطمة")
        talks.erase(FATIMA)
        assert await talks.message(hers) is None
        assert await talks.copies(answer) == []
        assert await talks.message(answer) is not None
        talks.forget(NOW + DAY + 1)
        tables = ("talk", "talk_message", "talk_copy", "staff_signature")
        left = await unit.fetch(*(Call(f"select * from {table}", {}) for table in tables))  # noqa: S608 -- names above
        assert [list(rows) for rows in left] == [[], [], [], []]


async def test_what_never_arrives_fades_in_the_end(database: Database) -> None:
    async with database.unit() as unit:
        request, talks = await sent(unit), Talks(unit)
        hers = talks.add(request.id, Kind.ASK, HELLO, NOW, author=FATIMA, at=(FATIMA, 5))
        talks.fade(LATER, NOW + 1, NOW + 1)
        message = await talks.message(hers)
        assert message is not None
        assert message.content is None


async def test_a_name_is_shown_until_it_is_taken_away(database: Database) -> None:
    async with database.unit() as unit:
        talks = Talks(unit)
        assert await talks.signature(HASSAN) is None
        talks.sign(HASSAN, "حسن")
        talks.sign(HASSAN, "الأستاذ حسن")
        assert await talks.signature(HASSAN) == "الأستاذ حسن"
        talks.sign(HASSAN, None)
        assert await talks.signature(HASSAN) is None
