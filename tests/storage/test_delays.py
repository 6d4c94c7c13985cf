from domain.requests.delay import CASES, Usual
from domain.requests.kinds import Kind
from storage.delays import Delays
from storage.unit import Call, Database
from tests.storage.examples import DAY, KHENIFRA, NOW, TIZNIT, sent

DECIDE = "update request set state = :state, decided_at = :at where id = :id"


async def test_the_usual_delay_is_of_decided_requests_of_that_kind_in_that_province(database: Database) -> None:
    async with database.unit() as unit:
        for number in range(1, CASES + 1):
            request = await sent(unit)
            unit.write(Call(DECIDE, {"id": request.id, "state": "refused", "at": NOW + number * DAY}))
        withdrawn = await sent(unit)
        unit.write(Call(DECIDE, {"id": withdrawn.id, "state": "withdrawn", "at": NOW + 900 * DAY}))
        delays = Delays(unit)
        assert await delays.usual(Kind.TRAINING, KHENIFRA) == Usual(10, 18, CASES)
        assert await delays.usual(Kind.TRAINING, TIZNIT) is None
        assert await delays.usual(Kind.FUNDING, KHENIFRA) is None
