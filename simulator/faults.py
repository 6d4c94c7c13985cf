"""Trouble on request: what a network, and Telegram on a bad day, do to a bot."""

import asyncio
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal, get_args

from simulator.errors import ApiError, too_many

FaultKind = Literal["latency", "too_many", "server_error", "drop_before", "drop_after", "freeze"]
FAULT_KINDS: tuple[str, ...] = get_args(FaultKind)


class ConnectionDropped(Exception):
    """The connection is to be cut instead of answering."""


@dataclass
class Fault:
    """One kind of trouble for the calls that match.

    `method` is a pattern of method names (`send*`); `chat_id` narrows it to a chat; `times` is how often it happens
    (None: until it is removed); `seconds` is the latency, or the `retry_after` of a 429.
    """

    kind: FaultKind
    method: str = "*"
    chat_id: int | None = None
    times: int | None = None
    seconds: float = 1.0

    def matches(self, method: str, chat_id: str) -> bool:
        if self.times == 0 or not fnmatchcase(method.lower(), self.method.lower()):
            return False
        return self.chat_id is None or str(self.chat_id) == chat_id


class Faults:
    """The faults in force. `before` and `after` are called around every call of the bot."""

    def __init__(self) -> None:
        self.active: list[Fault] = []
        self._thawed = asyncio.Event()

    def add(self, fault: Fault) -> Fault:
        self.active.append(fault)
        self._thawed.clear()
        return fault

    def remove(self, fault: Fault) -> None:
        self.active.remove(fault)
        self._thaw()

    def clear(self) -> None:
        """Everything works again; frozen calls go on."""
        self.active.clear()
        self._thaw()

    def _thaw(self) -> None:
        self._thawed.set()
        self._thawed = asyncio.Event()

    async def before(self, method: str, chat_id: str) -> None:
        """What happens before a call has an effect.

        Raises:
            ApiError: 429 or 500.
            ConnectionDropped: the call is lost before it had an effect.
        """
        for fault in self._use(method, chat_id, after=False):
            if fault.kind == "latency":
                await asyncio.sleep(fault.seconds)
            elif fault.kind == "freeze":
                await self._frozen(fault)
            elif fault.kind == "too_many":
                raise too_many(max(1, round(fault.seconds)))
            elif fault.kind == "server_error":
                raise ApiError(500, "Internal Server Error")
            else:
                raise ConnectionDropped

    async def _frozen(self, fault: Fault) -> None:
        while fault in self.active:
            await self._thawed.wait()

    def after(self, method: str, chat_id: str) -> None:
        """Raise `ConnectionDropped` when the answer of a call that had its effect is to be lost."""
        for _ in self._use(method, chat_id, after=True):
            raise ConnectionDropped

    def _use(self, method: str, chat_id: str, *, after: bool) -> list[Fault]:
        used = [
            fault for fault in self.active if (fault.kind == "drop_after") is after and fault.matches(method, chat_id)
        ]
        for fault in used:
            if fault.times is not None:
                fault.times -= 1
        return used
