"""Writing what happened to a request: the line in its history, its files, its corrections. Lines are only added."""

from collections.abc import Iterable
from typing import Any

from msgspec import json

from domain.requests.change import Change, Step
from domain.requests.life import INTERNAL, Action
from domain.requests.request import Event, NewFile
from domain.service.clocks import question_due
from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call

SQL = statements("request_steps")


def event(request: int, happened: Event, talk: int | None = None) -> Call:
    """A line of the history of the request with this id. Whether it is internal follows from the action alone.

    `talk` is the message of a talk that it is, by its key.
    """
    values: dict[str, Any] = {"id": new_key(), "request_id": request, "at": happened.at, "chat_id": happened.by}
    values |= {"role": happened.role.value, "action": happened.action.value, "state": happened.state.value}
    values |= {"text": happened.text, "internal": int(happened.action in INTERNAL), "talk": talk}
    return Call(SQL["add_event"], values | {"data": json.encode(happened.data).decode()})


def files(request: int, new: Iterable[NewFile], by: int, now: int) -> list[Call]:
    """Files of a request; the same file sent again is kept once."""
    return [_file(request, file, by, now) for file in new]


def step(request: int, done: Step, by: int, now: int) -> list[Call]:
    """Everything that a change writes beside the row of the request."""
    change = done.change
    calls = files(request, change.files, by, now)
    for document in sorted({file.document for file in change.files}):
        calls.append(Call(SQL["answer_correction"], {"request_id": request, "document": document, "now": now}))
    if change.action in {Action.CORRECT, Action.WITHDRAW, Action.MERGE}:  # none leaves anything to wait for
        calls.append(Call(SQL["answer_corrections"], {"request_id": request, "now": now}))
    if change.action is Action.ASK:
        calls.append(asked(request, now))
    if change.action is Action.ANSWER:
        calls.append(answered(request))
    for wanted in change.corrections:
        values = {"id": new_key(), "request_id": request, "document": wanted.document, "why": wanted.why}
        calls.append(Call(SQL["ask_correction"], values | {"until": wanted.until, "now": now}))
    happened = Event(now, change.action, done.actor, done.state, change.text, _data(change), by=by)
    return [*calls, event(request, happened, change.talk)]


def asked(request: int, now: int) -> Call:
    """A question of the person waits for an answer; of several the oldest counts."""
    return Call(SQL["asked"], {"request_id": request, "due": question_due(now)})


def answered(request: int) -> Call:
    return Call(SQL["answered"], {"request_id": request})


def _file(request: int, file: NewFile, by: int, now: int) -> Call:
    values = {"id": new_key(), "request_id": request, "document": file.document, "kind": file.kind}
    values |= {"file_id": file.file_id, "unique_id": file.unique_id, "name": file.name, "size": file.size}
    return Call(SQL["add_file"], values | {"by": by, "now": now})


def _data(change: Change) -> dict[str, Any]:
    """The figures of a change, for the history."""
    corrections = [{"document": one.document, "why": one.why, "until": one.until} for one in change.corrections]
    figures = {
        "amount": change.amount,
        "corrections": corrections,
        "documents": [file.document for file in change.files],
        "file": change.file,
        "medium": change.medium,
        "to": change.to,
        "into": change.into,
    }
    return {name: figure for name, figure in figures.items() if figure}
