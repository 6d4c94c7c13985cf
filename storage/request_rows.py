"""From rows to the values of `domain.requests.request`."""

from collections.abc import Iterable

from msgspec import json

from domain.requests.kinds import Kind
from domain.requests.life import Action, Actor, State
from domain.requests.request import Correction, Event, Helped, Request, StoredFile
from storage.unit import Row


def read_request(row: Row, acting: Iterable[Actor]) -> Request:
    """A row of `request`, for somebody who may act in these roles."""
    fields = {name: row[name] for name in Request.__struct_fields__ if name in row}
    fields |= {"kind": Kind(row["kind"]), "state": State(row["state"])}
    helped = None if row["helped_name"] is None else Helped(row["helped_name"], row["helped_consent"])
    return Request(**fields, helped=helped, acting=tuple(acting))


def read_event(row: Row) -> Event:
    return Event(
        at=row["at"],
        action=Action(row["action"]),
        role=Actor(row["role"]),
        state=State(row["state"]),
        text=row["text"],
        data=json.decode(row["data"]),
        internal=bool(row["internal"]),
        by=row["chat_id"],
    )


def read_file(row: Row) -> StoredFile:
    return StoredFile(**row)


def read_correction(row: Row) -> Correction:
    return Correction(**row)
