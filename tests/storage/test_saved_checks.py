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
