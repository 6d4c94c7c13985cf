"""What people agreed to: for which purpose, in which version of the text, and when."""

from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("consents")


class Consents:
    """Consents, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def give(self, chat_id: int, purpose: str, version: str, now: int) -> None:
        """Note a consent; given again, the first moment stays."""
        values = {"chat_id": chat_id, "purpose": purpose, "version": version, "now": now}
        self._unit.write(Call(SQL["give"], values))

    async def given(self, chat_id: int, purpose: str, version: str) -> int | None:
        """Since when somebody agrees to this version; None: she was not asked yet."""
        values = {"chat_id": chat_id, "purpose": purpose, "version": version}
        [rows] = await self._unit.fetch(Call(SQL["given"], values))
        return int(rows[0]["given_at"]) if rows else None

    def erase(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))
