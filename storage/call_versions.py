"""Versions of calls that staff made in the chat: a draft, until a second person approves it; then it stands."""

from msgspec import Struct

from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("call_versions")


class Waiting(Struct, frozen=True):
    """A draft that waits for a second person."""

    id: int
    call_id: str
    toml: str
    made_by: int


class Standing(Struct, frozen=True):
    """The newest approved version of a call."""

    call_id: str
    version: int
    toml: str


class CallVersions:
    """The versions, inside one unit. Who may do what with them is asked of storage/staff.py."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def draft(self, call_id: str, toml: str, rules: str, by: int, now: int) -> int:
        """Keep a draft and return its key; an earlier one of the same call waits no longer."""
        id_ = new_key()
        values = {"id": id_, "call_id": call_id, "toml": toml, "rules": rules, "by": by, "now": now}
        self._unit.write(Call(SQL["supersede"], {"call_id": call_id, "now": now}), Call(SQL["draft"], values))
        return id_

    async def waiting(self, id_: int) -> Waiting | None:
        """A draft; None once it was approved or dropped, or another one took its place."""
        [rows] = await self._unit.fetch(Call(SQL["waiting"], {"id": id_}))
        return Waiting(**rows[0]) if rows else None

    async def approve(self, id_: int, by: int, now: int) -> int | None:
        """From now on it stands; its number. None: it waits no longer, or is approved by whoever made it."""
        [rows] = await self._unit.fetch(Call(SQL["approve"], {"id": id_, "by": by, "now": now}))
        return int(rows[0]["version"]) if rows else None

    async def drop(self, id_: int, now: int) -> bool:
        """Give a draft up; False: it waits no longer."""
        [rows] = await self._unit.fetch(Call(SQL["drop"], {"id": id_, "now": now}))
        return bool(rows)

    async def standing(self) -> list[Standing]:
        """What stands now, by call."""
        [rows] = await self._unit.fetch(Call(SQL["standing"], {}))
        return [Standing(**row) for row in rows]
