import asyncio
from pathlib import Path

from click.testing import CliRunner

from bot.__main__ import main
from storage.opening import open_database
from storage.people import People, Person


async def _fill(address: str) -> None:
    database = await open_database(address)
    async with database.unit() as unit:
        People(unit).put(Person(700, "ar"))
    await database.close()


def test_a_database_moves_by_one_command(tmp_path: Path, address: str) -> None:
    source = f"sqlite:///{tmp_path}/tiwizi.db"
    asyncio.run(_fill(source))
    result = CliRunner().invoke(main, ["copy-database", source, address])
    assert result.exit_code == 0, result.output
    assert "           1  person\n" in result.output
    assert "1 rows are there" in result.output


def test_the_commands_of_staff_work_on_a_server_too(address: str) -> None:
    for words in (["migrate"], ["words"]):
        result = CliRunner().invoke(main, words, env={"TIWIZI_DATABASE_URL": address})
        assert result.exit_code == 0, result.output
