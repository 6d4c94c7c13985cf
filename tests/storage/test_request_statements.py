"""What a reviewer would look for in the SQL of requests: the scope, and a history that only grows."""

import re
import sqlite3

import pytest

from storage.statements import FOLDER, statements

SCOPES = {"requests": "membership.role in ('president', 'manager')", "desk": "staff_role.revoked_at is null"}
WITHOUT_SCOPE = {
    # `may_submit` and `change` come before the first two; the last one tells a number to whoever is named in it.
    "requests": {"submit", "rate", "open_requests"},
    "desk": set(),
}
ERASING = re.compile(r"erasable|(empty|drop|leave)_\w+")


@pytest.mark.parametrize(("noun", "scope"), SCOPES.items())
def test_every_statement_carries_its_scope(noun: str, scope: str) -> None:
    for name, sql in statements(noun).items():
        if name not in WITHOUT_SCOPE[noun] and not ERASING.fullmatch(name):
            assert scope in sql, name


def test_the_person_reads_no_internal_line_and_no_name() -> None:
    sql = statements("requests")["timeline"]
    assert "request_event.internal = 0" in sql
    assert "null as chat_id" in sql


def test_the_history_is_only_added_to_except_by_erasing_and_by_hiding_what_was_taken_back() -> None:
    changing = re.compile(r"\b(?:update|delete from|replace into)\s+request_event\b")
    found = {
        (path.stem, name)
        for path in FOLDER.glob("*.sql")
        for name, sql in statements(path.stem).items()
        if changing.search(sql)
    }
    assert found == {("requests", "empty_events"), ("requests", "leave_events"), ("talks", "hide_line")}
    assert "set internal = 1" in statements("talks")["hide_line"], "no word is changed, and staff read it still"


def test_a_note_that_is_not_internal_cannot_be_stored(db: sqlite3.Connection) -> None:
    values = {"id": 1, "request_id": 1, "at": 1, "chat_id": 1, "role": "agent", "action": "note", "state": "submitted"}
    values |= {"text": "", "internal": 0, "data": "{}", "talk": None}
    with pytest.raises(sqlite3.IntegrityError, match="internal"):
        db.execute(statements("request_steps")["add_event"], values)
