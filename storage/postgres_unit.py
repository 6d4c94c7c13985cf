"""Work on PostgreSQL with few round trips: a transaction, and a view of everything as of one instant."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from itertools import groupby
from typing import Any

import asyncpg

from storage.connection import Connection
from storage.placeholders import for_each, numbered, written_out
from storage.postgres_trouble import CLEAN_UP_SECONDS, TROUBLE, trouble_is_unavailable
from storage.replicas import SQL, Replicas
from storage.unit import READING, Call, Row

BEGIN = "begin"
BEGIN_HURRIED = "begin; set local synchronous_commit to off"  # the commit does not wait for the disk
MANY = 8
"""From so many equal statements on it is cheaper to have the server parse them once."""
TYPES: dict[str, tuple[str, ...]] = {}
"""Of the parameters of a statement, as the server understands them; the same on every connection."""


class PostgresUnit:
    """A `Unit` whose transaction begins with its first round trip."""

    def __init__(self, connection: Connection, replicas: Replicas) -> None:
        self.replica = replicas.id
        self.durable = True
        self._asked: set[int] = set()
        self._mine: set[int] = set()
        self.quiet: set[int] = set()  # claimed, with nothing in the database that another replica queued
        self._replicas = replicas
        self._connection = connection
        self._writes: list[Call] = []
        self._begun = False

    async def fetch(self, *calls: Call) -> Sequence[Sequence[Row]]:
        with trouble_is_unavailable(self._connection):
            await self._say(end="")
            return await _fetch(self._connection, calls)

    def write(self, *calls: Call) -> None:
        self._writes.extend(calls)

    async def claim(self, chats: Collection[int]) -> Collection[int]:
        if fresh := set(chats) - self._asked:
            self._asked |= fresh
            self._mine |= await self._claim(fresh)
        return self._mine & set(chats)

    async def _claim(self, chats: set[int]) -> set[int]:
        locked = await self._lock(chats)
        if unknown := chats - locked.keys():
            # Outside this transaction, so that no replica ever waits for another's.
            await self._replicas.meet(unknown)
            locked |= await self._lock(unknown)
        foreign = [chat for chat, sender in locked.items() if sender != self.replica]
        mine, loud = locked.keys() - set(foreign), set[int]()
        if foreign:
            # Only now, with the rows locked, can be seen what else was queued there.
            [rows] = await self.fetch(Call(SQL["take_over"], {"chats": foreign, "me": self.replica}))
            mine |= {row["chat_id"] for row in rows}
            # What a dead replica left unsaid there comes first, and is only in the database.
            loud = {row["chat_id"] for row in rows if not row["quiet"]}
        self.quiet |= mine - loud
        return mine

    async def _lock(self, chats: Collection[int]) -> dict[int, int]:
        [rows] = await self.fetch(Call(SQL["lock"], {"chats": list(chats)}))
        return {row["chat_id"]: row["sender"] for row in rows}

    async def commit(self) -> None:
        if self._begun or self._writes:
            with trouble_is_unavailable(self._connection):
                await self._say(end="commit")
                self._begun = False

    async def rollback(self) -> None:
        """Undo everything; where that cannot be said to the server any more, by leaving it."""
        if not self._begun or self._connection.is_closed():
            return
        try:
            await self._connection.execute("rollback", timeout=CLEAN_UP_SECONDS)
        except (*TROUBLE, asyncpg.InterfaceError):
            self._connection.terminate()

    async def _say(self, end: str) -> None:
        """Begin, write and end, as far as there is something to do, in as few texts as possible."""
        writes, self._writes = self._writes, []
        alone = len(writes) == 1 and not self._begun and end and self.durable
        words = [] if self._begun or alone else [BEGIN if self.durable else BEGIN_HURRIED]
        self._begun = True
        for sql, same in groupby(writes, key=_sql_of):
            calls = list(same)
            if len(calls) < MANY:
                words += [written_out(sql, call.values) for call in calls]
            else:
                await self._execute(words)
                words = []
                statement, names = numbered(sql)
                await self._connection.executemany(statement, [_values(call.values, names) for call in calls])
        await self._execute([*words, end] if end and not alone else words)

    async def _execute(self, words: Sequence[str]) -> None:
        if words:
            await self._connection.execute(";\n".join(words))


class PostgresSnapshot:
    """A `Snapshot` in a transaction and on a connection of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def fetch(self, *calls: Call) -> Sequence[Sequence[Row]]:
        with trouble_is_unavailable(self._connection):
            return await _fetch(self._connection, calls)

    async def pages(self, call: Call, most: int) -> AsyncIterator[Sequence[Row]]:
        statement, names = numbered(call.sql)
        with trouble_is_unavailable(self._connection):
            cursor = await self._connection.cursor(statement, *_values(call.values, names))
            while rows := await cursor.fetch(most):
                yield [dict(row) for row in rows]


async def _fetch(connection: Connection, calls: Sequence[Call]) -> list[list[Row]]:
    if not all(call.sql.startswith(READING) for call in calls):
        # One after the other: what one writes the next may read.
        return [rows for call in calls for rows in await _ask(connection, call.sql, [call.values])]
    found: dict[int, list[Row]] = {}
    for sql, places in _alike(calls).items():
        answers = await _ask(connection, sql, [calls[place].values for place in places])
        found.update(zip(places, answers, strict=True))
    return [found[place] for place in range(len(calls))]


async def _ask(connection: Connection, sql: str, asked: Sequence[Mapping[str, Any]]) -> list[list[Row]]:
    """The rows for each of these values, in one round trip."""
    statement, names = numbered(sql)
    if len(asked) == 1 or not names:
        rows = await connection.fetch(statement, *_values(asked[0], names))
        return [[dict(row) for row in rows] for _ in asked]
    types = await _types_of(connection, statement)
    lists = zip(*(_values(values, names) for values in asked), strict=True)
    answers: list[list[Row]] = [[] for _ in asked]
    for row in await connection.fetch(for_each(sql, types), *map(list, lists)):
        answer = dict(row)
        del answer["at_"]
        answers[answer.pop("asked") - 1].append(answer)
    return answers


async def _types_of(connection: Connection, statement: str) -> tuple[str, ...]:
    if statement not in TYPES:
        prepared = await connection.prepare(statement)
        TYPES[statement] = tuple(each.name for each in prepared.get_parameters())
    return TYPES[statement]


def _sql_of(call: Call) -> str:
    return call.sql


def _alike(calls: Sequence[Call]) -> dict[str, list[int]]:
    """Where each statement stands among the calls."""
    places: dict[str, list[int]] = {}
    for place, call in enumerate(calls):
        places.setdefault(call.sql, []).append(place)
    return places


def _values(values: Mapping[str, Any], names: Sequence[str]) -> list[Any]:
    return [clean(values[name]) for name in names]


def clean(value: Any) -> Any:
    """A text may hold the character 0 in SQLite and in JSON, but not in PostgreSQL; nobody misses it."""
    return value.replace("\0", "") if isinstance(value, str) and "\0" in value else value
