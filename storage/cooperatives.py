"""Cooperatives, and who acts for them. A request of a cooperative belongs to it, not to whoever sent it."""

from enum import StrEnum

from msgspec import Struct

from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("cooperatives")


class MemberRole(StrEnum):
    """The president and the managers act for the cooperative."""

    PRESIDENT = "president"
    MANAGER = "manager"
    MEMBER = "member"


class Cooperative(Struct, frozen=True):
    """A cooperative, and the role in it of the person who asked."""

    id: int
    name: str
    place: str
    role: MemberRole


class Membership(Struct, frozen=True):
    cooperative_id: int
    chat_id: int
    role: MemberRole
    since: int


class Cooperatives:
    """Cooperatives and their members, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def create(self, name: str, place: str, president: int, now: int) -> int:
        """Note a cooperative with its president, and return its id."""
        key = new_key()
        self._unit.write(Call(SQL["create"], {"id": key, "name": name, "place": place, "now": now}))
        self.join(key, president, MemberRole.PRESIDENT, now)
        return key

    async def of(self, chat_id: int) -> list[Cooperative]:
        """The cooperatives that somebody belongs to, with her role in each."""
        [rows] = await self._unit.fetch(Call(SQL["of"], {"chat_id": chat_id}))
        return [Cooperative(**{**row, "role": MemberRole(row["role"])}) for row in rows]

    async def members(self, cooperative_id: int, chat_id: int) -> list[Membership]:
        """Who belongs to it, the president first; empty for somebody who does not."""
        [rows] = await self._unit.fetch(Call(SQL["members"], {"cooperative_id": cooperative_id, "chat_id": chat_id}))
        return [_membership(row) for row in rows]

    def join(self, cooperative_id: int, chat_id: int, role: MemberRole, now: int) -> None:
        """Let somebody in; whoever is in already keeps her role. A president comes by `hand_over`."""
        values = {"id": new_key(), "cooperative_id": cooperative_id, "chat_id": chat_id}
        self._unit.write(Call(SQL["join"], values | {"role": role.value, "now": now}))

    async def hand_over(self, cooperative_id: int, president: int, successor: int, now: int) -> bool:
        """Let the president make a member her successor; she stays as a member. False: not hers to give, or no member.

        The cooperative's requests are then before the new president, and no longer before the old one.
        """
        values = {"cooperative_id": cooperative_id, "president": president, "successor": successor, "now": now}
        [rows] = await self._unit.fetch(Call(SQL["may_hand_over"], values))
        if not rows:
            return False
        for chat_id, role in ((president, MemberRole.MEMBER), (successor, MemberRole.PRESIDENT)):
            self._unit.write(Call(SQL["end"], values | {"chat_id": chat_id}))
            self.join(cooperative_id, chat_id, role, now)
        return True

    async def leave(self, cooperative_id: int, chat_id: int, by: int, now: int) -> bool:
        """End a membership: one's own, or, for the president, another's. False: it was not, or not theirs to end.

        A president does not leave before she has handed over.
        """
        values = {"cooperative_id": cooperative_id, "chat_id": chat_id, "by": by, "now": now}
        [rows] = await self._unit.fetch(Call(SQL["leave"], values))
        return bool(rows)

    def erase(self, chat_id: int) -> None:
        """Delete the memberships of somebody who erases everything, and the cooperatives nobody belonged to but her.

        Where she presided, the manager of longest standing succeeds her; where there is none, the member.
        """
        self._unit.write(
            Call(SQL["erase"], {"chat_id": chat_id}),
            Call(SQL["succeed"], {"role": MemberRole.MANAGER.value}),
            Call(SQL["succeed"], {"role": MemberRole.MEMBER.value}),
            Call(SQL["erase_empty"], {}),
        )


def _membership(row: Row) -> Membership:
    return Membership(**{**row, "role": MemberRole(row["role"])})
