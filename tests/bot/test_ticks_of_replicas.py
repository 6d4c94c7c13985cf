from collections.abc import AsyncIterator

import pytest

from bot.ticks import alone
from storage.postgres import Postgres


@pytest.fixture
def address(empty_postgres: str) -> str:
    return empty_postgres


@pytest.fixture
async def two(address: str) -> AsyncIterator[tuple[Postgres, Postgres]]:
    one, other = await Postgres.open(address), await Postgres.open(address)
    for each in (one, other):
        await each.replicas.join()
    yield one, other
    for each in (one, other):
        await each.close()


async def test_one_replica_at_a_time_runs_a_tick_and_another_after_it_is_gone(two: tuple[Postgres, Postgres]) -> None:
    ran: list[str] = []

    async def first() -> None:
        ran.append("first")

    async def second() -> None:
        ran.append("second")

    one, other = alone(two[0], first), alone(two[1], second)
    for tick in (one, other, one):
        await tick()
    assert ran == ["first", "first"]
    await two[0].replicas.leave()
    await other()
    assert ran == ["first", "first", "second"]
