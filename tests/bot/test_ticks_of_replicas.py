from bot.ticks import alone
from storage.postgres import Postgres


async def test_one_replica_at_a_time_runs_a_tick_and_another_after_it_is_gone(
    two_replicas: tuple[Postgres, Postgres],
) -> None:
    ran: list[str] = []

    async def first() -> None:
        ran.append("first")

    async def second() -> None:
        ran.append("second")

    one, other = alone(two_replicas[0], first), alone(two_replicas[1], second)
    for tick in (one, other, one):
        await tick()
    assert ran == ["first", "first"]
    await two_replicas[0].replicas.leave()
    await other()
    assert ran == ["first", "first", "second"]
