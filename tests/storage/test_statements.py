import re
import sqlite3

import asyncpg
import pytest

from storage.placeholders import numbered
from storage.statements import FOLDER, NAME, statements

ROOM = FOLDER.parent
NOUNS = sorted(path.stem for path in FOLDER.glob("*.sql"))
STATEMENTS = [(noun, name) for noun in NOUNS for name in statements(noun)]


@pytest.mark.parametrize(("noun", "name"), STATEMENTS)
def test_every_statement_fits_the_schema(db: sqlite3.Connection, noun: str, name: str) -> None:
    sql = statements(noun)[name]
    db.execute(f"explain {sql}", dict.fromkeys(re.findall(r":(\w+)", sql), 1))


async def test_every_statement_fits_the_schema_of_postgresql(postgres_address: str) -> None:
    connection = await asyncpg.connect(postgres_address)
    wrong = {}
    for noun, name in STATEMENTS:
        try:
            await connection.prepare(numbered(statements(noun)[name])[0])
        except asyncpg.PostgresError as error:
            wrong[noun, name] = str(error)
    await connection.close()
    assert wrong == {}


@pytest.mark.parametrize("noun", NOUNS)
def test_a_name_stands_once_in_its_file(noun: str) -> None:
    names = NAME.findall((FOLDER / f"{noun}.sql").read_text(encoding="utf-8"))
    assert len(names) == len(set(names))


@pytest.mark.parametrize("noun", NOUNS)
def test_every_statement_is_used_by_the_module_of_its_noun(noun: str) -> None:
    rooms = (ROOM / f"{noun}.py", ROOM / "request_scope.py")  # the two scopes of requests share their methods
    named = re.findall(r'"(\w+)"', "".join(room.read_text(encoding="utf-8") for room in rooms))
    assert set(statements(noun)) <= set(named)


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
        ("requests", "all", "request_chat"),
        ("requests", "all", "membership_chat"),
        ("requests", "timeline", "request_event_request"),
        ("requests", "files", "request_file_once"),
        ("desk", "page", "request_province"),
        ("desk", "counts", "request_province"),
        ("desk", "by_reference", "staff_role_held"),
        ("staff", "receivers", "staff_role_province"),
        ("people", "get", "staff_role_held"),
        ("invitations", "forget", "invitation_expires"),
        ("denials", "forget", "request_denied_at"),
        ("request_files", "lose", "request_file_telegram"),
        ("event_tellings", "due", "event_telling_due"),
        ("event_notices", "knowing", "event_notice"),
        ("event_visits", "visitors", "event_visit"),
    ],
)
def test_what_runs_often_or_on_much_uses_its_index(db: sqlite3.Connection, noun: str, name: str, index: str) -> None:
    sql = statements(noun)[name]
    plan = db.execute(f"explain query plan {sql}", dict.fromkeys(re.findall(r":(\w+)", sql), 1)).fetchall()
    assert index in str(plan)
