"""Writes that need no answer share a transaction: with each other, and with whoever commits next.

A transaction costs more than what is written in it: a wait for the disk, and two visits to the database. Updates that
come in and marks of what was sent need one each otherwise, and keep the others from the database meanwhile.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import NoReturn

from storage.unit import Call, Transaction, Unavailable, Unit

PATIENCE = 0.01  # seconds; a crash meanwhile repeats what is marked too late
SETTLE_SECONDS = 1.0  # a database that works needs milliseconds; one that does not must not hold up the end


class Errand:
    """A unit that only writes. `ended` becomes known when what it wrote is committed, or cannot be."""

    replica = 0

    def __init__(self, *, durable: bool) -> None:
        self.durable = durable
        self.written: list[Call] = []
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def fetch(self, *calls: Call) -> NoReturn:
        """Raises TypeError: nobody would wait for the answer."""
        raise TypeError(calls)

    def write(self, *calls: Call) -> None:
        self.written.extend(calls)

    async def claim(self, chats: Collection[int]) -> NoReturn:
        """Raises TypeError: to claim is to ask."""
        raise TypeError(chats)

    def end(self, error: Exception | None = None) -> None:
        """Tell whoever waits how it ended, if somebody still does."""
        if self.ended.done():
            return
        if error is None:
            self.ended.set_result(None)
        else:
            self.ended.set_exception(error)


class Errands:
    """The errands of one database, of which `unit` is a transaction."""

    def __init__(self, unit: Callable[[], AbstractAsyncContextManager[Transaction]]) -> None:
        self._unit = unit
        self._waiting: list[Errand] = []
        self._running: asyncio.Task[None] | None = None
        self._pressing = asyncio.Event()

    @asynccontextmanager
    async def errand(self, *, durable: bool = True) -> AsyncGenerator[Unit]:
        """See `Database.errand`."""
        errand = Errand(durable=durable)
        yield errand
        if errand.written:
            self._waiting.append(errand)
            if durable:
                self._pressing.set()
            self._run_soon()
            await errand.ended

    async def go_along(self, commit: Callable[[Sequence[Call]], Awaitable[bool]]) -> None:
        """Commit a unit, with what waits. What `commit` says it could not take waits for a transaction of its own."""
        errands, taken = self._take(), False
        try:
            taken = await commit([call for errand in errands for call in errand.written])
        finally:
            if taken:
                _end(errands)
            elif errands:
                self._waiting[:0] = errands
                self._run_soon()

    async def settle(self) -> None:
        """Wait until nothing waits any more; what the database does not take in time is given up."""
        if self._running is not None:
            await asyncio.wait({self._running}, timeout=SETTLE_SECONDS)
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        _end(self._take(), Unavailable("it is closed"))

    def _run_soon(self) -> None:
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())

    async def _run(self) -> None:
        """When the database is free: a transaction for what nobody has taken along meanwhile."""
        while await self._wait_for_company():
            errands: list[Errand] = []
            try:
                async with self._unit() as unit:
                    errands = self._take()
                    unit.durable = any(each.durable for each in errands)
                    for errand in errands:
                        unit.write(*errand.written)
            except Exception as error:  # noqa: BLE001 -- whoever waits is told
                errands = errands or self._take()
                await self._failed(errands, error)
            else:
                _end(errands)
            finally:
                _end(errands, Unavailable("it is closed"))  # who has been told otherwise knows better

    async def _wait_for_company(self) -> bool:
        """Whether something still waits. What need not be durable waits a moment for somebody with whom to go along."""
        if self._waiting and not any(each.durable for each in self._waiting):
            self._pressing.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._pressing.wait()
        return bool(self._waiting)

    async def _failed(self, errands: Sequence[Errand], error: Exception) -> None:
        """When it is not the database's fault, nobody knows whose it was: each is tried by itself."""
        if isinstance(error, Unavailable) or len(errands) == 1:
            _end(errands, error)
            return
        for errand in errands:
            try:
                async with self._unit() as unit:
                    unit.write(*errand.written)
            except Exception as own:  # noqa: BLE001 -- as above
                errand.end(own)
            else:
                errand.end()

    def _take(self) -> list[Errand]:
        errands, self._waiting = self._waiting, []
        return errands


def _end(errands: Sequence[Errand], error: Exception | None = None) -> None:
    for errand in errands:
        errand.end(error)
