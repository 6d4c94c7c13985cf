"""Invitations by link, each for one use: to a role of staff, or into a cooperative. The token itself is not stored."""

import hashlib
import secrets
from typing import Final, TypeVar

from msgspec import Struct

from domain.audit import Deed
from domain.requests.life import Actor
from storage.audit import Audit
from storage.cooperatives import Cooperatives, MemberRole
from storage.staff import Staff
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("invitations")
_BYTES = 16


class StaffInvitation(Struct, frozen=True):
    """To a role in a province, or `EVERYWHERE`. `by` is None when the command line made it."""

    role: Actor
    province: str
    by: int | None


class CooperativeInvitation(Struct, frozen=True):
    """Into a cooperative."""

    role: MemberRole
    cooperative_id: int
    by: int | None


Invitation = StaffInvitation | CooperativeInvitation
Promised = TypeVar("Promised", StaffInvitation, CooperativeInvitation)
_KINDS: Final[dict[type[Invitation], str]] = {StaffInvitation: "staff", CooperativeInvitation: "cooperative"}


class Invitations:
    """Invitations, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def make(self, invitation: Invitation, expires_at: int, now: int) -> str:
        """Note an invitation and return its token (22 letters, digits, - and _), which is shown once."""
        token = secrets.token_urlsafe(_BYTES)
        values = {"token_hash": _hash(token), "role": invitation.role.value, "by": invitation.by}
        values |= {"now": now, "expires_at": expires_at, "province": None, "cooperative_id": None}
        values |= {"kind": _KINDS[type(invitation)]}
        if isinstance(invitation, StaffInvitation):
            values |= {"province": invitation.province}
            register, role = Audit(self._unit), invitation.role.value
            register.note(invitation.by, Deed.INVITE, now, province=invitation.province, role=role)
        else:
            values |= {"cooperative_id": invitation.cooperative_id}
        self._unit.write(Call(SQL["make"], values))
        return token

    async def use(self, promised: type[Promised], token: str, chat_id: int, now: int) -> Promised | None:
        """Use an invitation of this kind up and give what it promises.

        None: unknown, of the other kind, expired, used, be it by the same person, or made by somebody who could not
        make it any more: an administrator whose role was taken back, a president who has handed over.
        """
        values = {"token_hash": _hash(token), "kind": _KINDS[promised], "chat_id": chat_id, "now": now}
        [rows] = await self._unit.fetch(Call(SQL["use"], values))
        if not rows:
            return None
        invitation = _invitation(rows[0])
        if isinstance(invitation, StaffInvitation):
            Staff(self._unit).grant(chat_id, invitation.role, invitation.province, invitation.by, now)
        else:
            Cooperatives(self._unit).join(invitation.cooperative_id, chat_id, invitation.role, now)
        return invitation if isinstance(invitation, promised) else None

    async def already_in(self, token: str, chat_id: int) -> int | None:
        """The cooperative into which this invitation leads, if somebody belongs to it already; used up or not."""
        [rows] = await self._unit.fetch(Call(SQL["already_in"], {"token_hash": _hash(token), "chat_id": chat_id}))
        return int(rows[0]["cooperative_id"]) if rows else None

    def forget(self, before: int) -> None:
        """Delete invitations that expired before then, used or not."""
        self._unit.write(Call(SQL["forget"], {"before": before}))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _invitation(row: Row) -> Invitation:
    if row["kind"] == "staff":
        return StaffInvitation(Actor(row["role"]), row["province"], row["made_by"])
    return CooperativeInvitation(MemberRole(row["role"]), row["cooperative_id"], row["made_by"])
