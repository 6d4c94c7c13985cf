from domain.replacing import replace
from storage.people import People, Person
from storage.saved_checks import SavedCheck, SavedChecks
from storage.unit import Database

FATIMA, HASSAN = 700, 800
FIRST = SavedCheck({"place": "09.541", "women_pct": 60}, {"indh": "abc"}, "keep-check/1", saved_at=1000)
SECOND = SavedCheck({"place": "09.541", "sector": "عسل"}, {"indh": "def"}, "keep-check/1", saved_at=2000)


async def save(database: Database, chat_id: int, check: SavedCheck) -> None:
    async with database.unit() as unit:
        SavedChecks(unit).save(chat_id, check)


async def newest(database: Database, chat_id: int) -> SavedCheck | None:
    async with database.unit() as unit:
        return await SavedChecks(unit).newest(chat_id)


async def test_a_check_is_kept_for_its_person_alone(database: Database) -> None:
    await save(database, FATIMA, FIRST)
    assert await newest(database, FATIMA) == FIRST
    assert await newest(database, HASSAN) is None


async def test_a_newer_check_takes_the_place_of_the_older_one(database: Database) -> None:
    await save(database, FATIMA, FIRST)
    await save(database, FATIMA, SECOND)
    assert await newest(database, FATIMA) == SECOND


async def test_an_erased_check_is_gone(database: Database) -> None:
    await save(database, FATIMA, FIRST)
    await save(database, HASSAN, SECOND)
    async with database.unit() as unit:
        SavedChecks(unit).erase(FATIMA)
    assert await newest(database, FATIMA) is None
    assert await newest(database, HASSAN) == SECOND


TOLD = SavedCheck(
    {"place": "09.541"}, {"indh": "abc"}, "keep-check/1", 1000, {"indh": "yes"}, "tell-news/1", {"indh": []}
)


async def test_a_kept_check_keeps_what_it_said_and_what_was_seen(database: Database) -> None:
    await save(database, FATIMA, TOLD)
    assert await newest(database, FATIMA) == TOLD


async def test_news_are_due_for_those_who_asked_the_longest_ago_first(database: Database) -> None:
    await save(database, FATIMA, replace(TOLD, saved_at=2000))
    await save(database, HASSAN, TOLD)
    await save(database, 900, FIRST)
    async with database.unit() as unit:
        People(unit).put(Person(HASSAN, "fr"))
        due = await SavedChecks(unit).due(3000, 10)
        assert [(one.chat_id, one.language) for one in due] == [(HASSAN, "fr"), (FATIMA, "ar")]
        assert len(await SavedChecks(unit).due(3000, 1)) == 1
        SavedChecks(unit).looked(HASSAN, {"indh": ["open", "yes"]}, 5000)
        assert [one.chat_id for one in await SavedChecks(unit).due(3000, 10)] == [FATIMA]


async def test_who_has_had_enough_hears_no_more_and_keeps_her_result(database: Database) -> None:
    await save(database, FATIMA, TOLD)
    async with database.unit() as unit:
        SavedChecks(unit).hush(FATIMA)
        assert await SavedChecks(unit).due(9000, 10) == []
    assert await newest(database, FATIMA) == replace(TOLD, telling=None, seen={})
