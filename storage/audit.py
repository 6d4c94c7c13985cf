"""The register of actions: who did what, and when; for coordinators and administrators to read."""

from typing import Any

from msgspec import Struct, json

from domain.audit import Deed, Line
from domain.requests.life import Action, Actor
from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("audit")


class Period(Struct, frozen=True):
    """What staff did from `since` up to `until`, in milliseconds; with `staff`, what one did or what concerns her."""

    since: int
    until: int
    staff: int | None = None


class Whole(Struct, frozen=True):
    """All that was done to a request; with `person`, to all requests of whoever sent it."""

    reference: str
    person: bool = False


Search = Period | Whole


class Known(Struct, frozen=True):
    """Somebody of the staff; `held`: she holds a role now."""

    chat_id: int
    role: Actor
    held: bool


class Audit:
    """The register, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def note(
        self,
        by: int | None,
        deed: Deed,
        now: int,
        *,
        province: str | None = None,
        request: int | None = None,
        about: int | None = None,
        **data: Any,
    ) -> None:
        """Note a deed of the chat `by` (None: of the command line) at `now`, in milliseconds.

        `province` is where it counts: a code, or `EVERYWHERE`; of a request with an id it is known. `about` is the
        chat of whom it concerns. `data` are figures and names of files, never words of a person.
        """
        values = {"id": new_key(), "by": by, "deed": deed.value, "now": now, "province": province}
        values |= {"request": request, "about": about, "data": json.encode(data).decode()}
        self._unit.write(Call(SQL["note"], values))

    async def may_read(self, chat_id: int) -> bool:
        """Whether somebody reads the register at all."""
        [rows] = await self._unit.fetch(Call(SQL["may_read"], {"chat_id": chat_id}))
        return bool(rows)

    async def search(self, chat_id: int, wanted: Search, most: int, skip: int = 0) -> list[Line]:
        """What this coordinator or administrator may read of it, the newest first; empty for anybody else."""
        if isinstance(wanted, Period):
            return await self._of_period(chat_id, wanted, most, skip)
        values: dict[str, Any] = {"chat_id": chat_id, "most": most, "skip": skip}
        values |= {"reference": wanted.reference, "person": int(wanted.person)}
        [rows] = await self._unit.fetch(Call(SQL["requests"], values))
        return [_line(row) for row in rows]

    async def _of_period(self, chat_id: int, wanted: Period, most: int, skip: int) -> list[Line]:
        """Both sources are read from the newest on and put together here, so that neither is read to its end."""
        values: dict[str, Any] = {"chat_id": chat_id, "since": wanted.since, "until": wanted.until}
        values |= {"staff": wanted.staff, "most": skip + most}
        deeds, steps = await self._unit.fetch(Call(SQL["deeds"], values), Call(SQL["steps"], values))
        both = sorted((*deeds, *steps), key=lambda row: (row["at"], row["id"]), reverse=True)
        return [_line(row) for row in both[skip : skip + most]]

    async def staff(self, chat_id: int, most: int, skip: int = 0) -> list[Known]:
        """Who holds or held a role where this coordinator or administrator reads the register."""
        values = {"chat_id": chat_id, "most": most, "skip": skip}
        [rows] = await self._unit.fetch(Call(SQL["staff"], values))
        return [Known(row["chat_id"], Actor(row["role"]), bool(row["held"])) for row in rows]

    def leave(self, chat_id: int) -> None:
        """Somebody erases everything: no line is about her any more. That staff did something stays."""
        self._unit.write(Call(SQL["leave"], {"chat_id": chat_id}))


def _line(row: Row) -> Line:
    role = None if row["role"] is None else Actor(row["role"])
    deed = Deed(row["deed"]) if role is None else Action(row["deed"])
    data = json.decode(row["data"])
    return Line(row["at"], deed, role, row["by_chat"], row["province"], row["reference"], row["about"], data)
