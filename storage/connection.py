"""What we use of asyncpg's connection, which ships without types."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

Heard = Callable[["Connection", int, str, str], None]
"""Called with the connection, the server's process, the channel and what was said."""


class Connection(Protocol):
    """https://magicstack.github.io/asyncpg/current/api/index.html#connection."""

    async def execute(self, query: str, *args: Any, timeout: float | None = None) -> str: ...  # noqa: ASYNC109 -- asyncpg's

    async def executemany(self, command: str, args: Iterable[Sequence[Any]]) -> None: ...

    async def fetch(self, query: str, *args: Any) -> list[Mapping[str, Any]]: ...

    async def prepare(self, query: str) -> Any: ...

    async def fetchval(self, query: str, *args: Any) -> Any: ...

    def transaction(
        self, *, isolation: str | None = None, readonly: bool = False
    ) -> AbstractAsyncContextManager[Any]: ...

    def cursor(self, query: str, *args: Any) -> Awaitable[Any]: ...

    async def add_listener(self, channel: str, callback: Heard) -> None: ...

    async def copy_records_to_table(
        self, table_name: str, *, records: Iterable[Sequence[Any]], columns: Sequence[str]
    ) -> str: ...

    def is_closed(self) -> bool: ...

    async def close(self, *, timeout: float | None = None) -> None: ...  # noqa: ASYNC109 -- asyncpg's

    def terminate(self) -> None: ...
