import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from storage.migrate import SchemaTooNew, migrations
from storage.opening import open_database
from storage.postgres_schema import bring_up_to_date, translated
from tests import postgres


@pytest.fixture
async def without_tables(postgres_server: str) -> AsyncIterator[str]:
    """The address of a database in which there is nothing yet."""
    async with postgres.bare(postgres_server) as address:
        yield address


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("create table a (text   text not null)", 'create table a (text   text collate "C" not null)'),
        ("alter table a add column telling text;", 'alter table a add column telling text collate "C";'),
        ("create table a (b text) -- a text\n;", 'create table a (b text collate "C") \n;'),
        ("create index i on a (text, n)", "create index i on a (text, n)"),
        ("update a set b = cast(c as text)", "update a set b = cast(c as text)"),
    ],
)
def test_texts_are_compared_as_in_sqlite(sql: str, expected: str) -> None:
    assert translated(sql) == expected


async def test_no_text_of_the_schema_is_compared_in_a_language(postgres_address: str) -> None:
    query = """
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'
    and table_name <> 'schema_migration'
    """
    assert await _ask(postgres_address, query) == []


async def test_programs_that_start_together_apply_each_step_once(without_tables: str) -> None:
    connections = [await asyncpg.connect(without_tables) for _ in range(3)]
    applied = await asyncio.gather(*(bring_up_to_date(connection) for connection in connections))
    for connection in connections:
        await connection.close()
    assert sorted(name for names in applied for name in names) == [path.stem for path in migrations().values()]


async def test_a_newer_schema_is_refused_and_left_alone(without_tables: str) -> None:
    database = await open_database(without_tables)
    await database.close()
    await _ask(without_tables, "insert into schema_migration values (9999, '9999_future') returning 1")
    with pytest.raises(SchemaTooNew, match="9999"):
        await open_database(without_tables)


async def test_an_interrupted_step_leaves_nothing_behind(without_tables: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = ["create table first (a text)", "insert into nowhere values (1)"]
    with monkeypatch.context() as patch:
        patch.setattr("storage.postgres_schema.statements_of", lambda _path: broken)
        with pytest.raises(asyncpg.UndefinedTableError):
            await open_database(without_tables)
    assert await _ask(without_tables, "select tablename from pg_tables where schemaname = 'public'") == []
    database = await open_database(without_tables)
    await database.close()


async def _ask(address: str, query: str) -> list[tuple[object, ...]]:
    connection = await asyncpg.connect(address)
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()
