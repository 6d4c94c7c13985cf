"""What is particular to SQLite: its file, its thread, its locks, its copies."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.people import People, Person
from storage.sqlite import Sqlite, copy
from storage.unit import Call, Unavailable

FATIMA = 700


@pytest.fixture(scope="module", autouse=True)
def quick_disk() -> None:
    """What waits for the disk is asked here, so it does."""


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "tiwizi.db"


@pytest.fixture
async def opened(path: Path) -> AsyncIterator[Sqlite]:
    database = await Sqlite.open(path)
    yield database
    await database.close()


async def put(database: Sqlite, chat_id: int) -> None:
    async with database.unit() as unit:
        People(unit).put(Person(chat_id))


async def count(database: Sqlite) -> int:
    async with database.unit() as unit:
        [[row]] = await unit.fetch(Call("select count(*) as people from person", {}))
    return int(row["people"])


async def test_the_file_and_its_folder_are_made_and_what_is_kept_is_there_at_the_next_opening(path: Path) -> None:
    for people in (1, 2):
        database = await Sqlite.open(path)
        await put(database, people)
        assert await count(database) == people
        await database.close()


async def test_a_commit_survives_a_power_cut_and_readers_do_not_stop_writers(opened: Sqlite) -> None:
    async with opened.unit() as unit:
        answers = await unit.fetch(*(Call(f"pragma {name}", {}) for name in ("journal_mode", "synchronous")))
    assert [list(row.values()) for [row] in answers] == [["wal"], [2]]


async def test_a_round_trip_cancelled_before_its_thread_began_it_leaves_no_transaction_open(opened: Sqlite) -> None:
    hold, held = threading.Event(), threading.Event()

    def keep_the_thread_busy(_db: sqlite3.Connection) -> None:
        held.set()
        hold.wait()

    async def work() -> None:
        async with opened.unit() as unit:
            People(unit).put(Person(FATIMA))
            await unit.fetch(People.who_is(FATIMA))

    busy = asyncio.create_task(opened._connection.visit(keep_the_thread_busy))
    await asyncio.to_thread(held.wait)
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    hold.set()
    await asyncio.gather(task, busy, return_exceptions=True)
    assert not await opened._connection.visit(lambda db: db.in_transaction)
    assert await count(opened) == 0


async def test_a_lock_of_another_program_is_waited_for(opened: Sqlite, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    writing = asyncio.create_task(put(opened, FATIMA))
    await asyncio.sleep(0)
    other.execute("rollback")
    other.close()
    await writing
    assert await count(opened) == 1


async def test_a_lock_that_stays_is_no_mistake_of_the_statement_but_an_unavailable_database(
    opened: Sqlite, path: Path
) -> None:
    await opened._connection.visit(lambda db: db.execute("pragma busy_timeout = 0"))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(Unavailable, match="locked"):
        await put(opened, FATIMA)
    other.execute("rollback")
    other.close()
    await put(opened, FATIMA)
    assert await count(opened) == 1


async def test_a_full_disk_takes_back_the_unit_and_once_there_is_room_work_goes_on(opened: Sqlite) -> None:
    await opened._connection.visit(lambda db: db.execute("pragma max_page_count = 1"))
    big = Call("insert into draft values (1, 'check', :state, 1, 1)", {"state": "a" * 1_000_000})

    async def write() -> None:
        async with opened.unit() as unit:
            People(unit).put(Person(FATIMA))
            unit.write(big)

    with pytest.raises(Unavailable, match="full"):
        await write()
    await opened._connection.visit(lambda db: db.execute("pragma max_page_count = 100000"))
    assert await count(opened) == 0
    await write()
    assert await count(opened) == 1


async def test_a_mistake_in_a_statement_is_not_called_an_unavailable_database(opened: Sqlite) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        async with opened.unit() as unit:
            await unit.fetch(Call("select 1 from nowhere", {}))


async def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    wrong = tmp_path / "letter.txt"
    wrong.write_text("Dear Fatima, " * 1000)
    with pytest.raises(Unavailable, match=r"letter\.txt: file is not a database"):
        await Sqlite.open(wrong)


async def test_a_folder_is_not_a_database(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="unable to open"):
        await Sqlite.open(tmp_path)


async def test_a_copy_under_load_is_consistent_and_can_be_opened(opened: Sqlite, path: Path, tmp_path: Path) -> None:
    begun, enough = asyncio.Event(), asyncio.Event()

    async def write_pairs() -> None:
        for number in range(1, 10_000):
            async with opened.unit() as unit:
                People(unit).put(Person(number))
                unit.write(Call("insert into draft values (:n, 'check', :s, 1, 1)", {"n": number, "s": "a" * 2000}))
            if number == 50:
                begun.set()
            if enough.is_set():
                return

    writing = asyncio.create_task(write_pairs())
    await begun.wait()
    for number in range(3):
        await asyncio.to_thread(copy, path, tmp_path / f"copy{number}.db")
    enough.set()
    await writing
    for number in range(3):
        restored = await Sqlite.open(tmp_path / f"copy{number}.db")
        async with restored.unit() as unit:
            [[integrity]] = await unit.fetch(Call("pragma integrity_check", {}))
            [[pairs]] = await unit.fetch(Call("select (select count(*) from person) - count(*) as odd from draft", {}))
        assert await count(restored) >= 50
        await restored.close()
        assert (integrity["integrity_check"], pairs["odd"]) == ("ok", 0)


def test_what_does_not_exist_is_not_copied(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"missing\.db: unable to open"):
        copy(tmp_path / "missing.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_cannot_be_written_leaves_no_half(tmp_path: Path) -> None:
    path = tmp_path / "tiwizi.db"
    sqlite3.connect(path).close()
    with pytest.raises(Unavailable, match="unable to open"):
        copy(path, tmp_path / "no-such-folder" / "copy.db")
    occupied = tmp_path / "occupied.db"
    occupied.write_bytes(b"not a database" * 1000)
    with pytest.raises(Unavailable, match="not a database"):
        copy(path, occupied)
    assert not occupied.exists()


async def test_what_is_read_at_length_is_not_waited_for_when_the_log_is_to_be_emptied(
    opened: Sqlite, path: Path
) -> None:
    log = path.with_name(f"{path.name}-wal")
    async with opened.snapshot() as snapshot:
        await put(opened, 700)
        await snapshot.fetch(Call("select chat_id from person", {}))
        async with asyncio.timeout(2):  # SQLite itself would wait for five seconds
            await opened.settle()
        assert log.stat().st_size > 0
    await opened.settle()
    assert log.stat().st_size == 0
