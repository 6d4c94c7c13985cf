"""Eligibility checks that their person asked us to keep."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("saved_checks")


@dataclass(frozen=True, slots=True)
class SavedCheck:
    """The answers, the hashes of the rules applied to them by call, and when (milliseconds, UTC)."""

    facts: Mapping[str, Any]
    rules: Mapping[str, str]
    consent: str
    saved_at: int


class SavedChecks:
    """Kept checks, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def save(self, chat_id: int, check: SavedCheck) -> None:
        """Keep `check` in place of an older one: a person has one answer, the newest."""
        self.erase(chat_id)
        values = {"id": new_key(), "chat_id": chat_id, "consent": check.consent, "saved_at": check.saved_at}
        values |= {"facts": json.dumps(check.facts, ensure_ascii=False), "rules": json.dumps(check.rules)}
        self._unit.write(Call(SQL["save"], values))

    async def newest(self, chat_id: int) -> SavedCheck | None:
        [rows] = await self._unit.fetch(Call(SQL["newest"], {"chat_id": chat_id}))
        if not rows:
            return None
        row = rows[0]
        return SavedCheck(json.loads(row["facts"]), json.loads(row["rules"]), row["consent"], row["saved_at"])

    def erase(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))
