"""Writes that need no answer: each is committed when its block ends, however they share transactions."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from storage import errands as module
from storage.people import People, Person
from storage.sqlite import Sqlite
from storage.unit import Call, Database, Unavailable

WRONG = Call("insert into person (chat_id) values (1), (1)", {})


async def put(database: Database, *chats: int, durable: bool = True) -> None:
    async with database.errand(durable=durable) as errand:
        for chat in chats:
            People(errand).put(Person(chat))


async def put_wrongly(database: Database) -> None:
    async with database.errand() as errand:
        errand.write(WRONG)


async def people(database: Database) -> set[int]:
    async with database.unit() as unit:
        [rows] = await unit.fetch(Call("select chat_id from person", {}))
    return {row["chat_id"] for row in rows}


@pytest.fixture(scope="module", autouse=True)
def quick_disk() -> None:
    """What waits for the disk is asked here, so it does."""


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[Sqlite]:
    opened = await Sqlite.open(tmp_path / "tiwizi.db")
    yield opened
    await opened.close()


@asynccontextmanager
async def heard(database: Sqlite) -> AsyncIterator[list[str]]:
    """The statements that the database carries out while the block runs."""
    statements: list[str] = []
    await database._connection.visit(lambda db: db.set_trace_callback(statements.append))
    yield statements
    await database._connection.visit(lambda db: db.set_trace_callback(None))


def count(statements: list[str], word: str) -> int:
    return sum(statement.lower().startswith(word) for statement in statements)


async def test_an_errand_is_committed_when_its_block_has_ended(database: Database) -> None:
    await put(database, 1)
    assert await people(database) == {1}


async def test_an_errand_that_fails_in_its_block_leaves_no_trace(database: Database) -> None:
    async def write_and_fail() -> None:
        async with database.errand() as errand:
            People(errand).put(Person(1))
            raise LookupError

    with pytest.raises(LookupError):
        await write_and_fail()
    assert await people(database) == set()


async def test_an_errand_asks_nothing(database: Database) -> None:
    async with database.errand() as errand:
        with pytest.raises(TypeError):
            await errand.fetch(People.who_is(1))
        with pytest.raises(TypeError):
            await errand.claim([1])


async def test_errands_that_wait_share_a_transaction(sqlite: Sqlite) -> None:
    async with heard(sqlite) as statements:
        await asyncio.gather(*(put(sqlite, chat) for chat in range(1, 21)))
        await put(sqlite)
    assert count(statements, "begin") == 1
    assert len(await people(sqlite)) == 20


async def test_an_errand_goes_along_with_the_unit_that_commits_next(sqlite: Sqlite) -> None:
    async with heard(sqlite) as statements:
        async with sqlite.unit() as unit:
            errands = [asyncio.create_task(put(sqlite, chat)) for chat in (1, 2)]
            await unit.fetch(People.who_is(1))
        await asyncio.gather(*errands)
    assert count(statements, "begin") == 1
    assert await people(sqlite) == {1, 2}


async def test_an_errand_does_not_depend_on_the_unit_it_goes_along_with(database: Database) -> None:
    async def take_along_and_fail() -> None:
        async with database.unit() as unit:
            errands.append(asyncio.create_task(put(database, 1)))
            People(unit).put(Person(2))
            await unit.fetch(People.who_is(2))
            raise LookupError

    errands: list[asyncio.Task[None]] = []
    with pytest.raises(LookupError):
        await take_along_and_fail()
    await asyncio.gather(*errands)
    assert await people(database) == {1}


async def test_a_commit_that_fails_does_not_take_the_errand_with_it(database: Database) -> None:
    async def fail_at_the_end() -> None:
        async with database.unit() as unit:
            unit.write(WRONG)
            await asyncio.sleep(0)

    failing = asyncio.create_task(fail_at_the_end())
    await put(database, 1)
    with pytest.raises(Exception, match="person"):
        await failing
    assert await people(database) == {1}


async def test_nobody_suffers_for_another_ones_mistake(database: Database) -> None:
    async with database.unit() as unit:
        works = [put(database, 1), put_wrongly(database), put(database, 2)]
        errands = [asyncio.create_task(work) for work in works]
        People(unit).put(Person(3))
        await unit.fetch(People.who_is(3))
    first, wrong, second = await asyncio.gather(*errands, return_exceptions=True)
    assert first is None
    assert second is None
    assert isinstance(wrong, Exception)
    assert await people(database) == {1, 2, 3}


async def test_when_the_database_cannot_write_all_who_wait_are_told(
    sqlite: Sqlite, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_unit: object, _along: object = ()) -> bool:
        raise Unavailable("the disk is full")

    with monkeypatch.context() as trouble:
        trouble.setattr("storage.sqlite.SqliteUnit.commit", full)
        ended = await asyncio.gather(put(sqlite, 1), put(sqlite, 2), return_exceptions=True)
    assert [type(each) for each in ended] == [Unavailable, Unavailable]
    await put(sqlite, 3)
    assert await people(sqlite) == {3}


@pytest.mark.parametrize(("durable", "level"), [([False, False], "normal"), ([False, True], "full")])
async def test_only_where_nobody_needs_it_the_commit_does_not_wait_for_the_disk(
    sqlite: Sqlite, durable: list[bool], level: str
) -> None:
    async with heard(sqlite) as statements:
        await asyncio.gather(*(put(sqlite, chat, durable=each) for chat, each in enumerate(durable, 1)))
    assert [each for each in statements if "synchronous" in each] == [f"pragma synchronous = {level}"]


async def test_what_need_not_be_durable_waits_for_somebody_to_go_along_with(
    sqlite: Sqlite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 60)
    async with heard(sqlite) as statements:
        mark = asyncio.create_task(put(sqlite, 1, durable=False))
        await asyncio.sleep(0)
        async with sqlite.unit() as unit:
            People(unit).put(Person(2))
        await mark
        other = asyncio.create_task(put(sqlite, 3, durable=False))
        await asyncio.sleep(0)
        await put(sqlite, 4)
        await other
    assert count(statements, "begin") == 2
    assert await people(sqlite) == {1, 2, 3, 4}


async def test_whoever_no_longer_waits_holds_nobody_up(database: Database) -> None:
    async with database.unit():
        given_up, waiting = asyncio.create_task(put(database, 1)), asyncio.create_task(put(database, 2))
        await asyncio.sleep(0)
        given_up.cancel()
    await waiting
    assert 2 in await people(database)


async def test_the_database_closes_after_the_errands(tmp_path: Path) -> None:
    database = await Sqlite.open(tmp_path / "tiwizi.db")
    errand = asyncio.create_task(put(database, 1))
    await asyncio.sleep(0)
    await database.close()
    await errand
    with sqlite3.connect(tmp_path / "tiwizi.db") as db:
        assert db.execute("select chat_id from person").fetchall() == [(1,)]


async def test_a_database_that_does_not_answer_keeps_nobody_from_closing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def hang(_unit: object, _along: object = ()) -> bool:
        begun.set()
        await asyncio.Event().wait()
        return False

    monkeypatch.setattr("storage.sqlite.SqliteUnit.commit", hang)
    monkeypatch.setattr("storage.errands.SETTLE_SECONDS", 0.01)
    database = await Sqlite.open(tmp_path / "tiwizi.db")
    under_way = asyncio.create_task(put(database, 1))
    await begun.wait()
    waiting = asyncio.create_task(put(database, 2))
    await asyncio.sleep(0)
    await database.close()
    ended = await asyncio.gather(under_way, waiting, return_exceptions=True)
    assert [type(each) for each in ended] == [Unavailable, Unavailable]


@pytest.mark.parametrize("seed", range(40))
async def test_whatever_happens_side_by_side_each_has_its_effect_or_learns_that_it_has_none(
    sqlite: Sqlite, seed: int
) -> None:
    async def unit(chat: int, *, asks: bool, fails: bool = False) -> None:
        async with sqlite.unit() as unit:
            People(unit).put(Person(chat))
            if asks:
                await unit.fetch(People.who_is(chat))
            if fails:
                raise LookupError

    async def read() -> None:
        async with sqlite.unit() as unit:
            await unit.fetch(People.who_is(1))

    chance = random.Random(seed)  # noqa: S311 -- a game
    kinds = chance.choices(["errand", "wrong", "unit", "failing", "reading"], k=12)
    tasks: list[asyncio.Task[None]] = []
    for chat, kind in enumerate(kinds, 1):
        flag = chance.random() < 0.5
        works: dict[str, Coroutine[Any, Any, None]] = {
            "errand": put(sqlite, chat, durable=flag),
            "wrong": put_wrongly(sqlite),
            "unit": unit(chat, asks=flag),
            "failing": unit(chat, asks=flag, fails=True),
            "reading": read(),
        }
        tasks.append(asyncio.create_task(works.pop(kind)))
        for other in works.values():
            other.close()
        for _ in range(chance.randrange(4)):
            await asyncio.sleep(0)
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert [each is not None for each in ended] == [kind in {"wrong", "failing"} for kind in kinds]
    assert await people(sqlite) == {chat for chat, kind in enumerate(kinds, 1) if kind in {"errand", "unit"}}
