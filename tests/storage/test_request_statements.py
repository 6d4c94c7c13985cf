"""What a reviewer would look for in the SQL of requests: the scope, and a history that only grows."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import (
    consents,
    cooperatives,
    delays,
    denials,
    desk,
    invitations,
    request_files,
    request_scope,
    request_steps,
    requests,
    staff,
)
from storage.migrate import migrate
from storage.statements import FOLDER, statements

SCOPES = {"requests": "membership.role in ('president', 'manager')", "desk": "staff_role.revoked_at is null"}
WITHOUT_SCOPE = {
    "requests": {"submit", "rate"},  # `may_submit` and `change` come before them
    "desk": set(),
}
ERASING = re.compile(r"erasable|(empty|drop|leave)_\w+")
MODULES = [consents, cooperatives, delays, denials, desk, invitations, request_files, request_steps, requests, staff]


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    yield connection
    connection.close()


@pytest.mark.parametrize(("noun", "scope"), SCOPES.items())
def test_every_statement_carries_its_scope(noun: str, scope: str) -> None:
    for name, sql in statements(noun).items():
        if name not in WITHOUT_SCOPE[noun] and not ERASING.fullmatch(name):
            assert scope in sql, name


def test_the_person_reads_no_internal_line_and_no_name() -> None:
    sql = statements("requests")["timeline"]
    assert "request_event.internal = 0" in sql
    assert "null as chat_id" in sql


def test_the_history_is_only_added_to_except_by_erasing() -> None:
    changing = re.compile(r"\b(?:update|delete from|replace into)\s+request_event\b")
    found = {
        (path.stem, name)
        for path in FOLDER.glob("*.sql")
        for name, sql in statements(path.stem).items()
        if changing.search(sql)
    }
    assert found == {("requests", "empty_events"), ("requests", "leave_events")}


def test_a_note_that_is_not_internal_cannot_be_stored(db: sqlite3.Connection) -> None:
    values = {"id": 1, "request_id": 1, "at": 1, "chat_id": 1, "role": "agent", "action": "note", "state": "submitted"}
    values |= {"text": "", "internal": 0, "data": "{}"}
    with pytest.raises(sqlite3.IntegrityError, match="internal"):
        db.execute(statements("request_steps")["add_event"], values)


@pytest.mark.parametrize("module", MODULES)
def test_every_statement_is_used(module: object) -> None:
    noun = str(module.__name__).removeprefix("storage.")  # type: ignore[attr-defined] # a module has a name
    files = (str(module.__file__), str(request_scope.__file__))  # type: ignore[attr-defined] # and a file
    named = re.findall(r'"(\w+)"', "".join(Path(file).read_text(encoding="utf-8") for file in files))
    assert set(statements(noun)) <= set(named)


@pytest.mark.parametrize(
    ("noun", "name", "index"),
    [
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
    ],
)
def test_what_runs_often_uses_its_index(db: sqlite3.Connection, noun: str, name: str, index: str) -> None:
    sql = statements(noun)[name]
    plan = db.execute(f"explain query plan {sql}", dict.fromkeys(re.findall(r":(\w+)", sql), 1)).fetchall()
    assert index in str(plan)
