"""Staff: who holds which role in which province. A role that is taken back ends at once."""

from msgspec import Struct, json

from domain.audit import Deed
from domain.requests.life import Actor
from storage.audit import Audit
from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("staff")
EVERYWHERE = "*"
"""In place of a province: all of them."""

ROLES = (Actor.AGENT, Actor.LOCAL, Actor.COORDINATOR, Actor.ADMIN)

RUNS = frozenset({Actor.AGENT, Actor.COORDINATOR, Actor.ADMIN})
"""The roles that call meetings and write to people."""


class StaffRole(Struct, frozen=True):
    """A role that somebody holds; `province` is a code or `EVERYWHERE`, `granted_by` None from the command line."""

    id: int
    chat_id: int
    role: Actor
    province: str
    granted_by: int | None
    granted_at: int


class Reachable(Struct, frozen=True):
    """Somebody to write to, in her language; None: not known, take Arabic."""

    chat_id: int
    language: str | None


class Staff:
    """Roles, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def roles_of(self, chat_id: int) -> list[StaffRole]:
        """All that somebody holds now; empty: she is no staff."""
        [rows] = await self._unit.fetch(Call(SQL["roles_of"], {"chat_id": chat_id}))
        return [_role(row) for row in rows]

    def grant(self, chat_id: int, role: Actor, province: str, by: int | None, now: int) -> None:
        """Give a role; one that is held already stays as it is.

        Raises:
            ValueError: it is no role of staff.
        """
        if role not in ROLES:
            raise ValueError(role)
        values = {"chat_id": chat_id, "role": role.value, "province": province, "by": by, "now": now}
        noted = {"id": new_key(), "data": json.encode({"role": role.value}).decode()}
        self._unit.write(Call(SQL["note_grant"], values | noted), Call(SQL["grant"], values | {"id": new_key()}))

    async def revoke(self, role_id: int, admin: int, now: int) -> StaffRole | None:
        """Take a role back; None when there is no such role, or it is not for this administrator to take."""
        values = {"id": role_id, "admin": admin, "now": now}
        [rows] = await self._unit.fetch(Call(SQL["revoke"], values))
        if not rows:
            return None
        ended = _role(rows[0])
        register = Audit(self._unit)
        register.note(admin, Deed.REVOKE, now, province=ended.province, about=ended.chat_id, role=ended.role.value)
        return ended

    async def held(self, admin: int) -> list[StaffRole]:
        """All roles that are held in the provinces of this administrator; empty for anybody else."""
        [rows] = await self._unit.fetch(Call(SQL["held"], {"admin": admin}))
        return [_role(row) for row in rows]

    async def may_grant(self, admin: int, province: str) -> bool:
        """Whether this chat administers that province; `EVERYWHERE` asks for all of them."""
        [rows] = await self._unit.fetch(Call(SQL["may_grant"], {"admin": admin, "province": province}))
        return bool(rows)

    async def agents_of(self, province: str) -> list[Reachable]:
        """Who is told of a new request: the agents of the province; where there are none, its coordinators."""
        [rows] = await self._unit.fetch(Call(SQL["receivers"], {"province": province}))
        first = [row for row in rows if row["role"] == Actor.AGENT] or rows
        return list(dict.fromkeys(Reachable(row["chat_id"], row["language"]) for row in first))

    async def administrators(self) -> list[Reachable]:
        """Who administers a province, or all of them."""
        [rows] = await self._unit.fetch(Call(SQL["administrators"], {}))
        return [Reachable(row["chat_id"], row["language"]) for row in rows]

    def erase(self, chat_id: int, now: int) -> None:
        """End all roles of somebody who erases everything; that she held them stays, as part of the histories."""
        values = {"chat_id": chat_id, "now": now}
        self._unit.write(Call(SQL["note_erase"], values | {"id": new_key()}), Call(SQL["erase"], values))


def _role(row: Row) -> StaffRole:
    return StaffRole(**{**row, "role": Actor(row["role"])})
