"""Files that Telegram no longer gives, whoever's request they belong to."""

from msgspec import Struct

from domain.requests.life import Action, Actor, State
from domain.requests.request import Event
from storage import request_steps
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("request_files")


class Lost(Struct, frozen=True):
    """A file that is gone: of which request, in which province, which document, and who may send it again, if any."""

    reference: str
    province: str
    document: str
    chat_id: int | None


class RequestFiles:
    """Files of requests, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def lose(self, file_id: str, now: int) -> list[Lost]:
        """Mark a file that Telegram refuses to give, with a line in the history of each request that has it.

        Marked before, it is not told again.
        """
        [rows] = await self._unit.fetch(Call(SQL["lose"], {"file_id": file_id, "now": now}))
        for row in rows:
            data = {"document": row["document"], "file": row["key"]}
            noticed = Event(now, Action.LOSE_FILE, Actor.SYSTEM, State(row["state"]), "", data)
            self._unit.write(request_steps.event(row["request_id"], noticed))
        return [Lost(row["reference"], row["province"], row["document"], row["chat_id"]) for row in rows]
