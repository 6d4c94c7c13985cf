import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage.migrate import migrate
from storage.opening import NotCopied, UnknownDatabase, copy_database, open_database
from storage.unit import Call, Unavailable

LARGEST, SMALLEST = 2**63 - 1, -(2**63)
WORDS = "\u200f«تعاونية تيويزي»\n' \\ \t🐝 𞤀 \r"


@pytest.fixture
def target(empty_postgres: str) -> str:
    return empty_postgres


@pytest.fixture
def source(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "tiwizi.db", isolation_level=None)) as db:
        db.execute("pragma journal_mode = wal")
        migrate(db)
        db.execute("insert into person values (?, 'ar', null), (?, null, ?)", (LARGEST, SMALLEST, LARGEST))
        db.execute("insert into draft values (1, 'check', ?, 1, ?)", (WORDS, LARGEST))
        db.execute("insert into cooperative values (1, ?, '09.541', 5)", (WORDS + "\0",))
        db.execute("insert into membership values (2, 1, 700, 'president', 5, null)")
        yield db


async def found(address: str, sql: str) -> list[dict[str, Any]]:
    database = await open_database(address)
    async with database.unit() as unit:
        [rows] = await unit.fetch(Call(sql, {}))
    await database.close()
    return [dict(row) for row in rows]


async def test_everything_comes_over_as_it_was(source: sqlite3.Connection, tmp_path: Path, target: str) -> None:
    source.execute("begin immediate")  # a bot is at work
    source.execute("insert into person values (5, null, null)")
    copied = await copy_database(f"sqlite:///{tmp_path}/tiwizi.db", target)
    source.execute("commit")
    assert {table: rows for table, rows in copied.items() if rows} == {
        "person": 2,
        "draft": 1,
        "cooperative": 1,
        "membership": 1,
    }
    people = await found(target, "select * from person order by chat_id")
    assert people == [
        {"chat_id": SMALLEST, "language": None, "blocked_at": LARGEST},
        {"chat_id": LARGEST, "language": "ar", "blocked_at": None},
    ]
    assert await found(target, "select state, expires_at from draft") == [{"state": WORDS, "expires_at": LARGEST}]
    assert await found(target, "select name from cooperative") == [{"name": WORDS}], "all but a character of no width"


async def test_a_database_that_is_not_empty_is_left_alone(
    source: sqlite3.Connection, tmp_path: Path, target: str
) -> None:
    address = f"sqlite:///{tmp_path}/tiwizi.db"
    await copy_database(address, target)
    with pytest.raises(NotCopied, match="not empty"):
        await copy_database(address, target)
    assert await found(target, "select count(*) as people from person") == [{"people": 2}]


async def test_what_differs_is_not_kept(
    source: sqlite3.Connection, tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.copying._Adding._add", lambda *_: None)
    with pytest.raises(NotCopied, match="person differs"):
        await copy_database(f"sqlite:///{tmp_path}/tiwizi.db", target)
    assert await found(target, "select count(*) as people from person") == [{"people": 0}]


async def test_another_schema_is_not_copied(source: sqlite3.Connection, tmp_path: Path, target: str) -> None:
    source.execute("delete from schema_migration where version = 1")
    with pytest.raises(NotCopied, match="another schema"):
        await copy_database(f"sqlite:///{tmp_path}/tiwizi.db", target)


async def test_what_cannot_be_read_is_said(tmp_path: Path, target: str) -> None:
    with pytest.raises(Unavailable, match="unable to open"):
        await copy_database(f"sqlite:///{tmp_path}/missing.db", target)


async def test_other_ways_are_refused(tmp_path: Path, target: str) -> None:
    for source_, target_ in ((target, target), (f"sqlite:///{tmp_path}/a.db", f"sqlite:///{tmp_path}/b.db")):
        with pytest.raises(UnknownDatabase):
            await copy_database(source_, target_)
