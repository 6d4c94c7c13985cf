"""Eligibility checks that their person asked us to keep, and of whose news she may have asked to be told."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, json

from domain.broadcasts.traits import Traits
from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("saved_checks")


class SavedCheck(Struct, frozen=True):
    """The answers, and when they were kept (milliseconds, UTC), with the consent to it.

    By call: the hashes of the rules that were applied, and the results. `telling` is the consent to be told of news,
    None where there is none; `seen` is then what the person knows already, as `domain.news.glance` makes it.
    """

    facts: Mapping[str, Any]
    rules: Mapping[str, str]
    consent: str
    saved_at: int
    results: Mapping[str, str] = {}
    telling: str | None = None
    seen: Mapping[str, Any] = {}


class Awaited(Struct, frozen=True):
    """A kept check whose person waits for news, and the language to tell them in."""

    chat_id: int
    language: str
    check: SavedCheck


class SavedChecks:
    """Kept checks, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def save(self, chat_id: int, check: SavedCheck, traits: Traits = frozenset()) -> None:
        """Keep `check` in place of an older one: a person has one answer, the newest.

        `traits` are kept of those only who asked to be told of news, for that is what staff may use them for.
        """
        self.erase(chat_id)
        if check.telling is not None:
            self._add(chat_id, traits)
        values = {"id": new_key(), "chat_id": chat_id, "consent": check.consent, "saved_at": check.saved_at}
        values |= {"facts": json.encode(check.facts).decode(), "rules": json.encode(check.rules).decode()}
        values |= {
            "results": json.encode(check.results).decode(),
            "telling": check.telling,
            "seen": json.encode(check.seen).decode(),
        }
        self._unit.write(Call(SQL["save"], values))

    async def newest(self, chat_id: int) -> SavedCheck | None:
        [rows] = await self._unit.fetch(Call(SQL["newest"], {"chat_id": chat_id}))
        return _read(rows[0]) if rows else None

    def erase(self, chat_id: int) -> None:
        self._unit.write(*(Call(SQL[name], {"chat_id": chat_id}) for name in ("erase", "erase_traits")))

    def hush(self, chat_id: int) -> None:
        """No more news; the result stays kept."""
        self._unit.write(*(Call(SQL[name], {"chat_id": chat_id}) for name in ("hush", "erase_traits")))

    async def due(self, before: int, most: int) -> list[Awaited]:
        """Whose news was last looked for before that moment, the longest ago first; nobody who blocked the bot."""
        [rows] = await self._unit.fetch(Call(SQL["due"], {"before": before, "most": most}))
        return [Awaited(row["chat_id"], row["language"], _read(row)) for row in rows]

    def looked(self, chat_id: int, seen: Mapping[str, Any], now: int, traits: Traits = frozenset()) -> None:
        """Her news were looked for now, and this is what she knows, and how she stands, from now on."""
        self._unit.write(Call(SQL["looked"], {"chat_id": chat_id, "seen": json.encode(seen).decode(), "now": now}))
        self._unit.write(Call(SQL["erase_traits"], {"chat_id": chat_id}))
        self._add(chat_id, traits)

    def _add(self, chat_id: int, traits: Traits) -> None:
        for kind, code in sorted(traits):
            self._unit.write(Call(SQL["add_trait"], {"chat_id": chat_id, "kind": kind, "code": code}))


def _read(row: Row) -> SavedCheck:
    facts, rules, results, seen = (json.decode(row[name]) for name in ("facts", "rules", "results", "seen"))
    return SavedCheck(facts, rules, row["consent"], row["saved_at"], results, row["telling"], seen)
