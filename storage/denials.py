"""Attempts to reach a request that is not one's own, by a guessed reference or a forged button."""

from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("denials")


class Denials:
    """Denied attempts, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def note(self, chat_id: int, reference: str, now: int) -> None:
        """Note an attempt at a request that there is; a reference that nobody has is a slip of the finger."""
        values = {"id": new_key(), "chat_id": chat_id, "reference": reference, "now": now}
        self._unit.write(Call(SQL["note"], values))

    def forget(self, before: int) -> None:
        self._unit.write(Call(SQL["forget"], {"before": before}))

    def erase(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))
