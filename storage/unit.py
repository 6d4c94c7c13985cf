"""What a repository needs of a database: one transaction, with few round trips.

Reads are awaited; writes are only noted, and go out together with the next read or with the commit. So a usual
update costs one round trip to begin and read, and one to write and commit, on any database.
"""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, NamedTuple, Protocol

from storage.replicas import Replicas

Row = Mapping[str, Any]
READING = ("select", "with")
"""How a statement begins that only reads; `insert … returning` is fetched, and writes."""


class Call(NamedTuple):
    """A statement with its parameters."""

    sql: str
    values: Mapping[str, Any]


class Unit(Protocol):
    """One transaction. It commits when its `async with` ends well and leaves no trace when it does not."""

    replica: int
    """Which of the programs that share the database this is; 0 where there is only one."""

    async def fetch(self, *calls: Call) -> Sequence[Sequence[Row]]:
        """Rows of each call, in one round trip, after all that was written so far."""
        ...

    def write(self, *calls: Call) -> None:
        """Note statements that are carried out, in order, before the next `fetch` or the commit."""
        ...

    async def claim(self, chats: Collection[int]) -> Collection[int]:
        """Those of the chats that no other program works on, nor speaks to; nobody else gets them till the end.

        Where there is one program these are all, and nothing is asked.
        """
        ...


class Transaction(Unit, Protocol):
    """A unit that is not yet begun, with a choice: whether its commit waits for the disk."""

    durable: bool


class Part:
    """A unit inside another, so that several pieces of work share one transaction and can fail one by one.

    Its writes join the whole with `join`. Until it has fetched after a write, or while a fetch is on its way, it has
    left no trace; after that it is `entangled`, and the whole has to be given up with it.
    """

    def __init__(self, whole: Unit) -> None:
        self._whole = whole
        self.replica = whole.replica
        self._joined = 0
        self.written: list[Call] = []
        self.entangled = False

    async def fetch(self, *calls: Call) -> Sequence[Sequence[Row]]:
        self.join()
        traceless, self.entangled = self._leaves_no_trace(calls), True
        rows = await self._whole.fetch(*calls)
        self.entangled = not traceless
        return rows

    def _leaves_no_trace(self, calls: Sequence[Call]) -> bool:
        only_reads = all(call.sql.startswith(READING) for call in calls)
        return only_reads and not self.written and not self.entangled

    def write(self, *calls: Call) -> None:
        self.written.extend(calls)

    async def claim(self, chats: Collection[int]) -> Collection[int]:
        return await self._whole.claim(chats)

    def join(self) -> None:
        """Hand what was written on to the whole."""
        self._whole.write(*self.written[self._joined :])
        self._joined = len(self.written)


class Beside:
    """A unit that reads from a snapshot, and so holds up nobody who writes; for what reads much.

    What it is to write is only noted, as in a `Part`: whoever made it carries `written` out in a unit of its own.
    """

    replica = 0

    def __init__(self, snapshot: "Snapshot") -> None:
        self._snapshot = snapshot
        self.written: list[Call] = []

    async def fetch(self, *calls: Call) -> Sequence[Sequence[Row]]:
        """Raises ValueError for a statement that does not only read."""
        if changing := [call.sql for call in calls if not call.sql.startswith(READING)]:
            raise ValueError(changing)
        return await self._snapshot.fetch(*calls)

    def write(self, *calls: Call) -> None:
        self.written.extend(calls)

    async def claim(self, chats: Collection[int]) -> Collection[int]:
        """Raises ValueError: to claim is to write."""
        raise ValueError(chats)


class Unavailable(Exception):
    """The database cannot work now: another program holds it, its disk is full, or it is not there. Try later."""


class Snapshot(Protocol):
    """The database as of one instant, to read much of it without holding up those who write."""

    async def fetch(self, *calls: Call) -> Sequence[Sequence[Row]]:
        """Rows of each call."""
        ...

    def pages(self, call: Call, most: int) -> AsyncIterator[Sequence[Row]]:
        """The rows of one call, however many there are, at most so many at a time in memory."""
        ...


class Database(Protocol):
    """A database of Tiwizi, opened."""

    @property
    def replicas(self) -> Replicas | None:
        """What programs that share the database need of it; None where there is one."""
        ...

    def unit(self) -> AbstractAsyncContextManager[Unit]:
        """A write transaction; units of one process follow each other in the order they were asked for.

        What is committed outlives the process and a power cut.

        Raises:
            Unavailable: while it begins, reads or commits; nothing was written then.
        """
        ...

    def errand(self, *, durable: bool = True) -> AbstractAsyncContextManager[Unit]:
        """A unit that only writes, in a transaction that it may share; when the block has ended, it is committed.

        Not inside a unit, for whose end it would wait. It may be committed twice where the program stops meanwhile.
        A power cut may cost what is not `durable`, for then the commit need not wait for the disk.

        Raises:
            Unavailable: it was perhaps not written.
        """
        ...

    def speaks_to(self, chat_id: int) -> bool:
        """Whether what the last unit queued for this chat may be said without looking: nobody else speaks there."""
        ...

    def snapshot(self) -> AbstractAsyncContextManager[Snapshot]:
        """What was committed when it is first read, whatever is written until it is closed.

        Raises:
            Unavailable: while it is opened or read.
        """
        ...

    async def settle(self) -> None:
        """See to it that what was erased is in no file any more; done now and then."""
        ...

    async def close(self) -> None: ...
