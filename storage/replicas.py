"""The programs that share one PostgreSQL, as one of them sees it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any

from storage.connection import Connection
from storage.keys import new_key
from storage.placeholders import numbered
from storage.statements import statements

SQL = statements("postgres/replicas")
CHANNEL = "tiwizi"
POLLING = "polling"
"""The lease of whoever fetches the updates from Telegram."""
TICKING = "ticking"
"""The lease of whoever looks after what is due by the clock; see bot/ticks.py."""

LONGEST_PAUSE = 600_000  # milliseconds; then Telegram is asked again, and says if it is still too early


class TakenForDead(Exception):
    """This replica was out of touch with its database too long, and others went on with its work. Start it again."""


class Replicas:
    """What a replica says and asks beside its transactions, over a connection of its own.

    It has to be heard while a handler thinks, and what it writes stands at once. Any method may raise `Unavailable`.
    """

    def __init__(
        self, connect: Callable[[], Awaitable[Connection]], trouble: Callable[[Connection], Any], *, hears: bool
    ) -> None:
        self.id = new_key()
        self.hears = hears  # behind pgbouncer nothing is told; then all look by themselves, every second
        self._connect = connect
        self._trouble = trouble
        self._turn = asyncio.Lock()
        self._connection: Connection | None = None
        self._hear: Callable[[str], None] | None = None
        self._heard: Connection | None = None

    async def join(self) -> None:
        """Be one of the replicas from now on."""
        await self.ask("join", me=self.id)

    async def beat(self) -> dict[int, int]:
        """Show that this one lives; gives the number of beats of all that are taken for living.

        Raises:
            TakenForDead: it is not among them any more.
        """
        if not await self.ask("beat", me=self.id):
            raise TakenForDead
        return {row["id"]: row["beat"] for row in await self.ask("living")}

    async def bury(self, replica: int, beat: int) -> bool:
        """Take a replica for dead, unless it has shown meanwhile that it lives; whether it was this one that did."""
        return bool(await self.ask("bury", id=replica, beat=beat))

    async def leave(self) -> None:
        """Its chats and its leases are free from now on."""
        await self.ask("leave", me=self.id)

    async def hold(self, lease: str) -> bool:
        """Whether this one has the lease now."""
        return bool(await self.ask("hold", name=lease, me=self.id))

    async def meet(self, chats: Collection[int]) -> None:
        """Make the rows of chats of which nobody has heard yet."""
        await self.ask("meet", chats=sorted(chats))

    async def tell(self, words: str) -> None:
        """Say something to all replicas that hear us now."""
        if self.hears:
            await self.ask("tell", words=words)

    async def listen(self, hear: Callable[[str], None]) -> None:
        """Call `hear` with everything that is told, also by this one; with nothing when something may have got lost."""
        self._hear = hear
        async with self._turn:
            await self._connected()

    async def make_slots(self, slots: int) -> None:
        """There are so many slots for sending, see `reserve`."""
        await self.ask("make_slots", slots=slots)
        await self.ask("drop_slots", slots=slots)

    async def reserve(self, most: int, window: int, ahead: int) -> list[int]:
        """Take at most so many slots that are free within `ahead` milliseconds; each is free again `window` later.

        Gives how many milliseconds remain until each; none when all are taken, or when this replica is taken for dead.
        """
        rows = await self.ask("reserve", me=self.id, most=most, window=window, ahead=ahead, longest=LONGEST_PAUSE)
        return sorted(max(0, row["wait"]) for row in rows)

    async def pause(self, milliseconds: int) -> None:
        """No slot is free before so many milliseconds have passed, at most `LONGEST_PAUSE`."""
        await self.ask("pause", pause=min(milliseconds, LONGEST_PAUSE))

    async def ask(self, name: str, /, **values: Any) -> list[Mapping[str, Any]]:
        """Run one statement, which stands at once."""
        statement, names = numbered(SQL[name])
        async with self._turn:
            connection = await self._connected()
            given = [values[each] for each in names]
            with self._trouble(connection):
                if self.hears:
                    return await connection.fetch(statement, *given)
                return await _fetch_in_a_transaction(connection, statement, given)

    async def close(self) -> None:
        async with self._turn:
            if self._connection is not None:
                self._connection.terminate()

    @property
    def is_connected(self) -> bool:
        return self._connection is not None and not self._connection.is_closed()

    async def _connected(self) -> Connection:
        if self._connection is None or self._connection.is_closed():
            self._connection = await self._connect()
        with self._trouble(self._connection):
            await self._begin_to_hear(self._connection)
        return self._connection

    async def _begin_to_hear(self, connection: Connection) -> None:
        hear = self._hear
        if hear is not None and self.hears and connection is not self._heard:
            await connection.add_listener(CHANNEL, lambda *said: hear(said[-1]))
            self._heard = connection
            hear("")


async def _fetch_in_a_transaction(connection: Connection, statement: str, given: list[Any]) -> list[Mapping[str, Any]]:
    """Behind pgbouncer only a transaction keeps the steps of a statement on one connection."""
    try:
        async with connection.transaction():
            return await connection.fetch(statement, *given)
    except BaseException:
        # Whoever is cancelled in the middle may leave a transaction open, which would swallow all that is asked later.
        connection.terminate()
        raise
