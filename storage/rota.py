"""Provinces that give new requests out in turn, and the giving."""

from domain.requests.life import Action, Actor
from domain.requests.request import Event, Request
from domain.service.receiving import Colleague, present, receivers
from domain.service.rota import Load, next_in_turn
from storage import request_steps
from storage.receiving import Receiving
from storage.request_rows import read_request
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("rota")


class Rota:
    """Requests given out in turn, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def most(self, province: str) -> int | None:
        """How many open requests an agent of the province may have; None: they are not given out in turn.

        What was set for all provinces counts where nothing is set for this one.
        """
        [rows] = await self._unit.fetch(Call(SQL["most"], {"province": province}))
        return int(rows[0]["most"]) if rows else None

    async def set(self, province: str, most: int | None, by: int) -> bool:
        """Begin, change or (None) stop it; False: only a coordinator of the province may."""
        [may] = await self._unit.fetch(Call(SQL["may_set"], {"chat_id": by, "province": province}))
        if may and most is None:
            self._unit.write(Call(SQL["stop"], {"province": province}))
        elif may:
            self._unit.write(Call(SQL["set"], {"province": province, "most": most}))
        return bool(may)

    async def give(self, request: Request, now: int) -> tuple[Request, Colleague] | None:
        """Give a new request to whoever's turn it is; None: nobody has room, or it is not given out in turn."""
        most = await self.most(request.province)
        if most is None:
            return None
        team = await Receiving(self._unit).team(request.id, now)
        [rows] = await self._unit.fetch(Call(SQL["loads"], {"province": request.province}))
        loads = {row["chat_id"]: Load(**row) for row in rows}
        there = [each for each in receivers(team) if each.chat_id in loads and present(each.chat_id, team) is each]
        chosen = next_in_turn((loads[each.chat_id] for each in there), most)
        given = None if chosen is None else await self._hand(request, chosen, now)
        return None if given is None or chosen is None else (given, team[chosen])

    async def waiting(self, most: int, after: int) -> list[Request]:
        """New requests of such provinces that were given to nobody who still works there: by id, `after` one."""
        [rows] = await self._unit.fetch(Call(SQL["waiting"], {"most": most, "after": after}))
        return [read_request(row, ()) for row in rows]

    def erase(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))

    async def _hand(self, request: Request, to: int, now: int) -> Request | None:
        """None: somebody was faster."""
        values = {"request": request.id, "revision": request.revision, "to": to, "now": now}
        [rows] = await self._unit.fetch(Call(SQL["give"], values))
        if not rows:
            return None
        given = Event(now, Action.GIVE, Actor.SYSTEM, request.state, "", {"to": to})
        self._unit.write(request_steps.event(request.id, given))
        self._unit.write(Call(SQL["turn"], {"province": request.province, "chat_id": to, "now": now}))
        return read_request(rows[0], request.acting)
