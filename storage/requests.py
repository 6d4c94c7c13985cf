"""Requests, as the person sees them who sent them. What is hers is decided in the SQL (storage/sql/requests.sql)."""

import secrets
from collections.abc import Mapping
from typing import Any

from domain.places import province_of
from domain.replacing import replace
from domain.requests import reference
from domain.requests.amounts import check_share
from domain.requests.change import Change
from domain.requests.life import Action, Actor, NotAllowed, State, after
from domain.requests.limits import OPEN_QUESTIONS, OPEN_REQUESTS, TooMany
from domain.requests.request import Event, NewRequest, Rating, Request
from domain.service.clocks import STOPPED, started
from storage import request_steps
from storage.denials import Denials
from storage.keys import new_key
from storage.receiving import receiving
from storage.request_rows import read_request
from storage.request_scope import ScopedRequests
from storage.statements import statements
from storage.unit import Call, Row

SQL = statements("requests")


class OwnRequests(ScopedRequests):
    """The requests of one person, and of the cooperatives that she acts for, inside one unit."""

    async def submit(self, new: NewRequest, now: int) -> str:
        """Store a request with its files and return its reference.

        Raises:
            ShareAboveTotal: it asks for more than the project costs.
            TooMany: so many are open already.
            NotAllowed: she does not act for that cooperative, or may not help others in that province.
            ValueError: the place lies in no province.
        """
        check_share(new.amount, new.total_cost)
        province = province_of(new.place)
        if province is None:
            raise ValueError(new.place)
        row = await self._insert(new, province, now)
        data = {"documents": [file.document for file in new.files]} if new.files else {}
        sent = Event(now, Action.SUBMIT, Actor.MEMBER, State.SUBMITTED, "", data, by=self._chat_id)
        self._unit.write(*request_steps.files(row["id"], new.files, self._chat_id, now))
        self._unit.write(request_steps.event(row["id"], sent))
        return str(row["reference"])

    async def all(self) -> list[Request]:
        """All of them, the newest first."""
        return await self._read(self._call("all"))

    async def has_room(self, cooperative: int | None = None) -> bool:
        """Whether she may send another request in her own name, or in that of the cooperative."""
        [[open_]] = await self._unit.fetch(self._open_ones(cooperative))
        return int(open_["requests"]) < OPEN_REQUESTS

    async def may_ask(self) -> bool:
        """Whether she may ask another question before one of hers is answered."""
        [[open_]] = await self._unit.fetch(self._call("open_questions"))
        return int(open_["questions"]) < OPEN_QUESTIONS

    async def change(self, request: Request, change: Change, now: int, seen: int | None = None) -> Request:
        """As for everybody (`ScopedRequests.change`).

        Raises:
            TooMany: so many requests, or questions, of hers are open already.
        """
        if change.action is Action.ASK and not await self.may_ask():
            raise TooMany(OPEN_QUESTIONS)
        if change.action is not Action.REOPEN:
            return await super().change(request, change, now, seen)
        if request.helped is None and not await self.has_room(request.cooperative_id):
            raise TooMany(OPEN_REQUESTS)
        return await self._wait(await super().change(request, change, now, seen))

    async def _wait(self, reopened: Request) -> Request:
        """Let the clocks of a reopened request wait where nobody receives any."""
        [received] = await self._unit.fetch(receiving(reopened.province))
        if received:
            return reopened
        self._unit.write(self._call("wait", request=reopened.id))
        return replace(reopened, deadline=None, decision_due=None)

    async def rate(self, request: Request, rating: Rating, now: int) -> None:
        """Keep how content she is, in place of an earlier answer.

        Raises:
            Gone, NotAllowed: as for `change`.
        """
        await self.change(request, Change(Action.RATE), now)
        values = {"request": request.id, "score": rating.score, "text": rating.text, "voice": rating.voice, "now": now}
        self._unit.write(Call(SQL["rate"], values))

    async def erase(self, now: int) -> None:
        """Take the person out of all requests; docs/requests.md says what stays, and why.

        Her own, and those of a cooperative that has nobody but her, lose every word, file and number that could tell
        of her, and end where they were open. Those of other cooperatives, and those that she filled in for others,
        belong to somebody else: only her traces leave them. To be done before she leaves her cooperatives.
        """
        for request in await self._read(self._call("erasable")):
            state = after(request.state, Action.ERASE, Actor.MEMBER)
            values = {"request": request.id, "state": state.value, "now": now}
            emptying = ("empty_request", "empty_events", "empty_corrections", "drop_files", "empty_rating")
            self._unit.write(*(self._call(name, **values) for name in emptying))
            erased = Event(now, Action.ERASE, Actor.MEMBER, state, "", {})
            self._unit.write(request_steps.event(request.id, erased))
        leaving = ("leave_requests", "leave_events", "leave_files", "leave_invitations")
        self._unit.write(*(self._call(name) for name in leaving))
        Denials(self._unit).erase(self._chat_id)

    async def _insert(self, new: NewRequest, province: str, now: int) -> Row:
        """The row, under a reference that chance has drawn and nobody has."""
        standing = {"cooperative": new.cooperative_id, "province": province, "helping": int(new.helped is not None)}
        asked = self._call("may_submit", **standing), self._open_ones(new.cooperative_id), receiving(province)
        may, [open_], received = await self._unit.fetch(*asked)
        if not may:
            raise NotAllowed(None, Action.SUBMIT)
        if new.helped is None and open_["requests"] >= OPEN_REQUESTS:
            raise TooMany(OPEN_REQUESTS)
        clocks = started(new.kind, now) if received else STOPPED
        values = _columns(new) | {"province": province, "now": now}
        values |= {"deadline": clocks.deadline, "decision_due": clocks.decision_due}
        while True:
            drawn = {"id": new_key(), "reference": reference.make(secrets.randbelow(reference.CAPACITY))}
            [rows] = await self._unit.fetch(self._call("submit", **drawn, **values))
            if rows:
                return rows[0]

    def _open_ones(self, cooperative: int | None) -> Call:
        return self._call("open_requests", cooperative=cooperative)

    def _statements(self) -> Mapping[str, str]:
        return SQL

    async def _read(self, call: Call) -> list[Request]:
        [rows] = await self._unit.fetch(call)
        return [read_request(row, (Actor.MEMBER,)) for row in rows]


def _columns(new: NewRequest) -> dict[str, Any]:
    return {
        "cooperative": new.cooperative_id,
        "kind": new.kind.value,
        "call_id": new.call_id,
        "project": new.project,
        "sector": new.sector,
        "place": new.place,
        "douar": new.douar,
        "amount": new.amount,
        "total_cost": new.total_cost,
        "description": new.description,
        "phone": new.phone,
        "language": new.language,
        "consent": new.consent,
        "helped_name": new.helped.name if new.helped else None,
        "helped_consent": new.helped.consent if new.helped else None,
    }
