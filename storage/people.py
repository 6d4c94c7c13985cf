"""People, as little of them as the bot needs: where to write, in which language, and whether they blocked it."""

from collections.abc import Sequence

from msgspec import Struct

from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("people")


class Person(Struct, frozen=True):
    """A private chat. `language` is None until it is known; `staff`: she holds a role now (storage/staff.py).

    Until `talks_until`, in milliseconds, what she writes goes to staff (storage/talks.py).
    """

    chat_id: int
    language: str | None = None
    blocked_at: int | None = None
    staff: bool = False
    talks_until: int = 0


class People:
    """People, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    @staticmethod
    def who_is(chat_id: int) -> Call:
        """The query for one person, to be sent along with others; see `read`."""
        return Call(SQL["get"], {"chat_id": chat_id})

    @staticmethod
    def read(rows: Sequence[Row]) -> Person | None:
        return Person(**{**rows[0], "staff": bool(rows[0]["staff"])}) if rows else None

    def put(self, person: Person) -> None:
        values = {"chat_id": person.chat_id, "language": person.language, "blocked_at": person.blocked_at}
        self._unit.write(Call(SQL["put"], values))

    def block(self, chat_id: int, now: int) -> None:
        self._unit.write(Call(SQL["block"], {"chat_id": chat_id, "now": now}))

    def erase(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))
