"""Audiences that staff keep under a name, for all of their province; who is in one is found anew each time."""

from collections.abc import Sequence

from msgspec import Struct, json

from domain.broadcasts.audience import Audience, dump, load
from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("saved_audiences")
MOST = 20


class SavedAudience(Struct, frozen=True):
    id: int
    name: str
    province: str
    audience: Audience


class SavedAudiences:
    """Kept audiences, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def save(self, made_by: int, province: str, name: str, audience: Audience, now: int) -> int | None:
        """Keep it; its id, or None for whoever has no role in that province."""
        values = {"id": new_key(), "made_by": made_by, "province": province, "name": name, "now": now}
        values |= {"body": json.encode(dump(audience)).decode()}
        [rows] = await self._unit.fetch(Call(SQL["save"], values))
        return rows[0]["id"] if rows else None

    async def page(self, viewer: int, most: int = MOST) -> list[SavedAudience]:
        """Those of her provinces, by name."""
        [rows] = await self._unit.fetch(Call(SQL["page"], {"viewer": viewer, "most": most}))
        return _read(rows)

    async def get(self, key: int, viewer: int) -> SavedAudience | None:
        [rows] = await self._unit.fetch(Call(SQL["get"], {"id": key, "viewer": viewer}))
        found = _read(rows)
        return found[0] if found else None

    async def remove(self, key: int, viewer: int) -> bool:
        """Forget it; false when it is not there, or not in her provinces."""
        [rows] = await self._unit.fetch(Call(SQL["remove"], {"id": key, "viewer": viewer}))
        return bool(rows)


def _read(rows: Sequence[Row]) -> list[SavedAudience]:
    return [SavedAudience(row["id"], row["name"], row["province"], load(json.decode(row["body"]))) for row in rows]
