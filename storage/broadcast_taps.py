"""Which buttons under a notice were used, and how often: each person counts once for each."""

from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("broadcast_taps")


class Taps:
    """Taps, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def add(self, broadcast_id: int, button: str, chat_id: int, now: int) -> None:
        """Count it; a second tap of the same person changes nothing."""
        values = {"broadcast_id": broadcast_id, "button": button, "chat_id": chat_id, "now": now}
        self._unit.write(Call(SQL["add"], values))

    def clear(self, broadcast_id: int, chat_id: int, beginning: str) -> None:
        """Take back her taps on the buttons whose names begin so: a vote that she changes."""
        values = {"broadcast_id": broadcast_id, "chat_id": chat_id, "beginning": beginning}
        self._unit.write(Call(SQL["clear"], values))

    async def of(self, broadcast_id: int, chat_id: int) -> list[str]:
        """What she has tapped, in the order of the names."""
        [rows] = await self._unit.fetch(Call(SQL["of"], {"broadcast_id": broadcast_id, "chat_id": chat_id}))
        return [row["button"] for row in rows]

    async def counts(self, broadcast_id: int) -> dict[str, int]:
        """People by button; a button that nobody used is not named."""
        [rows] = await self._unit.fetch(Call(SQL["counts"], {"broadcast_id": broadcast_id}))
        return {row["button"]: int(row["people"]) for row in rows}

    async def forget(self, before: int, most: int) -> bool:
        """Make a page of the taps of what was over before then nobody's; whether there was one."""
        [rows] = await self._unit.fetch(Call(SQL["old"], {"before": before, "most": most}))
        self._unit.write(*(Call(SQL["forget"], {**row, "nobody": -new_key()}) for row in rows))
        return bool(rows)

    def erase(self, chat_id: int) -> None:
        """Make her taps nobody's; the numbers stay exact."""
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id, "nobody": -new_key()}))
