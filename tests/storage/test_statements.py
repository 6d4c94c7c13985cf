import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import (
    drafts,
    event_answers,
    event_feedback,
    event_notices,
    event_questions,
    event_visits,
    events,
    inbox,
    outbox,
    people,
    saved_checks,
    subscriptions,
)
from storage.migrate import migrate
from storage.statements import FOLDER, NAME, statements

MODULES = [
    drafts,
    event_answers,
    event_feedback,
    event_notices,
    event_questions,
    event_visits,
    events,
    inbox,
    outbox,
    people,
    saved_checks,
    subscriptions,
]
NOUNS = sorted(path.stem for path in FOLDER.glob("*.sql"))
STATEMENTS = [(noun, name) for noun in NOUNS for name in statements(noun)]


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    yield connection
    connection.close()


@pytest.mark.parametrize(("noun", "name"), STATEMENTS)
def test_every_statement_fits_the_schema(db: sqlite3.Connection, noun: str, name: str) -> None:
    sql = statements(noun)[name]
    db.execute(f"explain {sql}", dict.fromkeys(re.findall(r":(\w+)", sql), 1))


@pytest.mark.parametrize("noun", NOUNS)
def test_a_name_stands_once_in_its_file(noun: str) -> None:
    names = NAME.findall((FOLDER / f"{noun}.sql").read_text(encoding="utf-8"))
    assert len(names) == len(set(names))


@pytest.mark.parametrize("module", MODULES)
def test_every_statement_is_used(module: object) -> None:
    noun = str(module.__name__).removeprefix("storage.")  # type: ignore[attr-defined] # a module has a name
    source = Path(str(module.__file__)).read_text(encoding="utf-8")  # type: ignore[attr-defined] # and a file
    assert set(re.findall(r'SQL\["(\w+)"\]', source)) == set(statements(noun))


@pytest.mark.parametrize(
    ("noun", "name", "index"),
    [
        ("inbox", "head", "inbox_waiting"),
        ("inbox", "waiting_lanes", "inbox_waiting"),
        ("inbox", "forget", "inbox_received"),
        ("outbox", "due", "outbox_queued"),
        ("outbox", "due", "outbox_paused"),
        ("outbox", "give_up_on_chat", "outbox_chat"),
        ("outbox", "forget", "outbox_settled"),
        ("drafts", "forget", "draft_expires"),
    ],
)
def test_what_runs_often_or_on_much_uses_its_index(db: sqlite3.Connection, noun: str, name: str, index: str) -> None:
    sql = statements(noun)[name]
    plan = db.execute(f"explain query plan {sql}", dict.fromkeys(re.findall(r":(\w+)", sql), 1)).fetchall()
    assert index in str(plan)
