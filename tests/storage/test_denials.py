from domain.requests.reference import make
from storage.denials import Denials
from storage.unit import Call, Database, Unit
from tests.storage.examples import FATIMA, NOW, ZAHRA, sent


async def noted(unit: Unit) -> list[tuple[int, int]]:
    [rows] = await unit.fetch(Call("select chat_id, at from request_denied order by id", {}))
    return [(row["chat_id"], row["at"]) for row in rows]


async def test_an_attempt_is_noted_where_there_is_such_a_request(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit)
        denials = Denials(unit)
        denials.note(ZAHRA, request.reference, NOW)
        denials.note(ZAHRA, make(1), NOW)
        assert await noted(unit) == [(ZAHRA, NOW)]


async def test_old_attempts_and_those_of_a_person_are_forgotten(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit)
        denials = Denials(unit)
        for chat_id, at in ((ZAHRA, NOW), (ZAHRA, NOW + 1), (FATIMA, NOW + 1)):
            denials.note(chat_id, request.reference, at)
        denials.forget(NOW + 1)
        assert await noted(unit) == [(ZAHRA, NOW + 1), (FATIMA, NOW + 1)]
        denials.erase(ZAHRA)
        assert await noted(unit) == [(FATIMA, NOW + 1)]
