"""A replica among the others: whom it takes for dead, and that nothing keeps it from showing that it lives."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest
from structlog.testing import capture_logs

from bot import replicas as module
from bot.clock import SystemClock, milliseconds
from bot.replicas import ANYBODYS_AFTER, LEFT_AFTER, Fellows, Wake
from storage.inbox import Arrival, Inbox
from storage.postgres import Postgres
from storage.replicas import TakenForDead
from storage.unit import Unavailable
from tests.bot.fakes import eventually

LOOKS = 3


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BEAT", 0.001)
    monkeypatch.setattr(module, "DEAD_AFTER", LOOKS)


@pytest.fixture
async def two(empty_postgres: str) -> AsyncIterator[tuple[Postgres, Postgres]]:
    """Two replicas that have not joined yet."""
    one, other = await Postgres.open(empty_postgres), await Postgres.open(empty_postgres)
    yield one, other
    for each in (one, other):
        await each.close()


def fellows(database: Postgres, wake_lanes: Wake = lambda _lanes: None) -> Fellows:
    return Fellows(database, database.replicas, SystemClock(), wake_lanes, lambda: None)


@contextmanager
def looks_of(database: Postgres, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Grows with every look of this replica, by how many others it saw."""
    seen: list[int] = []
    beat = database.replicas.beat

    async def counted() -> dict[int, int]:
        beats = await beat()
        seen.append(len(beats) - 1)
        return beats

    with monkeypatch.context() as patched:
        patched.setattr(database.replicas, "beat", counted)
        yield seen


async def test_a_handler_that_thinks_keeps_nobody_from_showing_that_this_one_lives(
    two: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, _ = two
    this = fellows(database)
    await this.join()
    with looks_of(database, monkeypatch) as looks:
        async with database.unit():
            living = asyncio.create_task(this.live())
            await eventually(lambda: len(looks) > 2 * LOOKS)
    living.cancel()
    await asyncio.gather(living, return_exceptions=True)


async def test_who_shows_nothing_is_dead_after_so_many_looks_and_who_shows_something_is_not(
    two: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    this = fellows(one)
    await other.replicas.join()
    await this.join()
    with looks_of(one, monkeypatch) as looks:
        for _ in range(LOOKS):
            await other.replicas.beat()
            await this._look()
        assert looks == [1] * LOOKS
        for _ in range(LOOKS + 1):
            await this._look()
        assert looks == [1] * (2 * LOOKS) + [0]
    with pytest.raises(TakenForDead):
        await fellows(other).live()


async def test_looks_that_failed_are_not_counted(
    two: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    this = fellows(one)
    await other.replicas.join()
    await this.join()
    beat, turns = one.replicas.beat, iter(range(4 * LOOKS))
    over = asyncio.Event()

    async def often_away() -> dict[int, int]:
        turn = next(turns, None)
        if turn is None:
            over.set()
        if turn is None or turn % LOOKS == 0:
            raise Unavailable("the server is away")
        return await beat()

    monkeypatch.setattr(one.replicas, "beat", often_away)
    living = asyncio.create_task(this.live())
    with capture_logs():
        await over.wait()
    living.cancel()
    await asyncio.gather(living, return_exceptions=True)
    assert other.replicas.id in await other.replicas.beat(), "nobody took it for dead"


async def test_a_mistake_in_looking_for_what_is_left_ends_it_and_is_not_hidden(
    two: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, _ = two
    this = fellows(database)
    await this.join()

    async def mistake() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(this, "_look_for_what_is_left", mistake)
    with pytest.raises(ZeroDivisionError):
        await this.live()


async def test_what_waits_too_long_is_for_its_replica_and_what_waits_longer_for_anybody(
    two: tuple[Postgres, Postgres],
) -> None:
    one, other = two
    woken: set[int] = set()
    this = fellows(one, woken.update)
    await other.replicas.join()
    await this.join()
    now = milliseconds(SystemClock().now())
    ages = dict(enumerate((0, LEFT_AFTER + 100, ANYBODYS_AFTER + 100) * 20, 1))
    async with one.unit() as unit:
        for lane, age in ages.items():
            Inbox(unit).store([Arrival(lane, lane, "{}")], now - age)
    await this._look_for_what_is_left()
    mine = {lane for lane in ages if this.home(lane) == one.replicas.id}
    assert woken == {lane for lane, age in ages.items() if age > ANYBODYS_AFTER or (age and lane in mine)}
    assert 0 < len(mine) < len(ages)
