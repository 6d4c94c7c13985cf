from storage.consents import Consents
from storage.unit import Database
from tests.storage.examples import FATIMA, NOW, ZAHRA


async def test_a_consent_is_for_one_purpose_in_one_version_and_the_first_moment_stays(database: Database) -> None:
    async with database.unit() as unit:
        consents = Consents(unit)
        consents.give(FATIMA, "requests", "1", NOW)
        consents.give(FATIMA, "requests", "1", NOW + 5)
        assert await consents.given(FATIMA, "requests", "1") == NOW
        for chat_id, purpose, version in ((FATIMA, "requests", "2"), (FATIMA, "events", "1"), (ZAHRA, "requests", "1")):
            assert await consents.given(chat_id, purpose, version) is None


async def test_erased_consents_are_gone(database: Database) -> None:
    async with database.unit() as unit:
        consents = Consents(unit)
        consents.give(FATIMA, "requests", "1", NOW)
        consents.give(ZAHRA, "requests", "1", NOW)
        consents.erase(FATIMA)
        assert await consents.given(FATIMA, "requests", "1") is None
        assert await consents.given(ZAHRA, "requests", "1") == NOW
