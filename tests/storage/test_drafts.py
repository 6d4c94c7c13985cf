from storage.drafts import Draft, Drafts, Left
from storage.people import People, Person
from storage.unit import Database

FATIMA, HASSAN = 700, 800
CHECK = Draft("eligibility", '{"run":"a"}', active=True)
REQUEST = Draft("request", '{"run":"b"}', active=True)


async def put(database: Database, chat_id: int, draft: Draft, expires_at: int = 5000) -> None:
    async with database.unit() as unit:
        Drafts(unit).put(chat_id, draft, expires_at)


async def of(database: Database, chat_id: int) -> list[Draft]:
    async with database.unit() as unit:
        [rows] = await unit.fetch(Drafts.of(chat_id))
    return Drafts.read(rows)


async def test_a_draft_comes_back_as_it_was_put_and_only_to_its_person(database: Database) -> None:
    await put(database, FATIMA, CHECK)
    assert await of(database, FATIMA) == [CHECK]
    assert await of(database, HASSAN) == []


async def test_a_conversation_has_one_draft_which_is_replaced(database: Database) -> None:
    newer = Draft("eligibility", '{"run":"c"}', active=False)
    await put(database, FATIMA, CHECK)
    await put(database, FATIMA, newer)
    assert await of(database, FATIMA) == [newer]


async def test_the_active_draft_comes_first_and_then_the_one_that_lives_longest(database: Database) -> None:
    long_left = Draft("event", "{}", active=False)
    await put(database, FATIMA, long_left, expires_at=9000)
    await put(database, FATIMA, Draft("listen", "{}", active=False), expires_at=6000)
    await put(database, FATIMA, CHECK, expires_at=5000)
    assert [draft.conversation for draft in await of(database, FATIMA)] == ["eligibility", "event", "listen"]


async def test_suspending_keeps_the_draft_but_it_is_not_active(database: Database) -> None:
    await put(database, FATIMA, CHECK)
    await put(database, HASSAN, CHECK)
    async with database.unit() as unit:
        Drafts(unit).suspend(FATIMA)
    assert [draft.active for draft in await of(database, FATIMA)] == [False]
    assert [draft.active for draft in await of(database, HASSAN)] == [True]


async def test_one_draft_can_be_dropped_and_all_of_a_person_erased(database: Database) -> None:
    await put(database, FATIMA, CHECK)
    await put(database, FATIMA, REQUEST)
    await put(database, HASSAN, CHECK)
    async with database.unit() as unit:
        Drafts(unit).drop(FATIMA, "eligibility")
    assert await of(database, FATIMA) == [REQUEST]
    async with database.unit() as unit:
        Drafts(unit).erase(FATIMA)
    assert await of(database, FATIMA) == []
    assert await of(database, HASSAN) == [CHECK]


async def test_drafts_are_forgotten_when_their_time_is_over(database: Database) -> None:
    await put(database, FATIMA, CHECK, expires_at=1000)
    await put(database, FATIMA, REQUEST, expires_at=2000)
    async with database.unit() as unit:
        Drafts(unit).forget(now=2000)
    assert await of(database, FATIMA) == [REQUEST]


async def test_the_drafts_of_a_conversation_come_page_by_page_with_the_language_of_their_people(
    database: Database,
) -> None:
    blocked = 900
    for chat_id in (FATIMA, HASSAN, blocked):
        await put(database, chat_id, REQUEST)
        await put(database, chat_id, CHECK)
    async with database.unit() as unit:
        People(unit).put(Person(HASSAN, "fr"))
        People(unit).put(Person(blocked, "ar", blocked_at=1))
    async with database.unit() as unit:
        first = await Drafts(unit).left("request", 1)
        rest = await Drafts(unit).left("request", 9, after=first[-1].chat_id)
    assert first == [Left(FATIMA, "ar", REQUEST)]
    assert rest == [Left(HASSAN, "fr", REQUEST)], "whoever blocked the bot cannot be reached"
