import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import migrate as module
from storage.migrate import SchemaTooNew, migrate, migrations


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of migrations to write into."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    monkeypatch.setattr(module, "FOLDER", folder)
    migrations.cache_clear()
    yield folder
    migrations.cache_clear()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "tiwizi.db", isolation_level=None)
    yield connection
    connection.close()


def tables(db: sqlite3.Connection) -> set[str]:
    return {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}


def test_a_fresh_database_gets_every_step_and_an_up_to_date_one_none(db: sqlite3.Connection) -> None:
    assert migrate(db) == [path.stem for path in migrations().values()]
    assert {"inbox", "outbox", "person", "draft", "saved_check", "schema_migration"} <= tables(db)
    assert migrate(db) == []


def test_the_numbers_of_the_steps_are_one_two_three() -> None:
    assert list(migrations()) == list(range(1, len(migrations()) + 1))


def test_a_later_step_is_applied_to_a_database_that_has_the_earlier_ones(folder: Path, db: sqlite3.Connection) -> None:
    (folder / "0001_first.sql").write_text("create table first (a integer); -- a remark; with a semicolon\n")
    assert migrate(db) == ["0001_first"]
    (folder / "0002_second.sql").write_text("create table second (a integer);\ninsert into first values (1)")
    (folder / "notes.sql").write_text("this is no migration")
    migrations.cache_clear()
    assert migrate(db) == ["0002_second"]
    assert db.execute("select a from first").fetchall() == [(1,)]


def test_an_interrupted_step_leaves_nothing_behind_and_can_be_done_again(folder: Path, db: sqlite3.Connection) -> None:
    step = folder / "0001_first.sql"
    step.write_text("create table first (a integer);\ninsert into first values (1);\ninsert into nowhere values (1);\n")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(db)
    assert tables(db) == set()
    assert not db.in_transaction
    step.write_text("create table first (a integer);\n")
    assert migrate(db) == ["0001_first"]


def test_a_step_that_sqlite_took_back_itself_is_reported_as_what_it_was(folder: Path, db: sqlite3.Connection) -> None:
    (folder / "0001_first.sql").write_text(
        "create table first (a integer unique on conflict rollback);\ninsert into first values (1), (1);\n"
    )
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        migrate(db)
    assert tables(db) == set()


def test_a_newer_schema_is_refused_and_left_alone(db: sqlite3.Connection) -> None:
    migrate(db)
    db.execute("insert into schema_migration values (9999, '9999_future')")
    with pytest.raises(SchemaTooNew, match="9999"):
        migrate(db)


def test_two_programs_that_start_together_apply_each_step_once(folder: Path, tmp_path: Path) -> None:
    steps = "".join(f"create table t{number} (a integer);\n" for number in range(50))
    (folder / "0001_first.sql").write_text(steps)
    (folder / "0002_second.sql").write_text("insert into t0 values (2);\n")
    together = threading.Barrier(4)
    applied: list[str] = []

    def program() -> None:
        db = sqlite3.connect(tmp_path / "tiwizi.db", isolation_level=None)
        together.wait()
        applied.extend(migrate(db))
        db.close()

    programs = [threading.Thread(target=program) for _ in range(4)]
    for each in programs:
        each.start()
    for each in programs:
        each.join()
    assert sorted(applied) == ["0001_first", "0002_second"]
