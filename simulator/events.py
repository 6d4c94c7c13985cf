import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

Event = dict[str, Any]


class Events:
    """Tells whoever watches that something happened: the pages (each event) and waiting tests (only that)."""

    def __init__(self) -> None:
        self._watchers: set[asyncio.Queue[Event | None]] = set()
        self._waiting: list[asyncio.Future[None]] = []

    def publish(self, kind: str, make: Callable[[], Event]) -> None:
        """Publish an event; it is only made when somebody watches, for a benchmark must not pay for it."""
        if self._waiting:
            self.wake()
        if self._watchers:
            event = {"event": kind, **make()}
            for queue in self._watchers:
                queue.put_nowait(event)

    def wake(self) -> None:
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, condition: Callable[[], bool], within: float) -> bool:
        """Wait until the condition holds, looking again after every event; false when it never did in time."""
        try:
            async with asyncio.timeout(within):
                while not condition():
                    future = asyncio.get_running_loop().create_future()
                    self._waiting.append(future)
                    await future
        except TimeoutError:
            return condition()
        return True

    @contextmanager
    def watch(self) -> Iterator[AsyncIterator[Event]]:
        """Every event from now on, until `close`."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._watchers.add(queue)
        try:
            yield self._drain(queue)
        finally:
            self._watchers.discard(queue)

    async def _drain(self, queue: asyncio.Queue[Event | None]) -> AsyncIterator[Event]:
        while (event := await queue.get()) is not None:
            yield event

    def close(self) -> None:
        for queue in self._watchers:
            queue.put_nowait(None)
