from pathlib import Path

import pytest

from storage.opening import UnknownDatabase, back_up, open_database
from storage.people import People, Person
from storage.unit import Call


async def test_an_address_of_another_kind_is_refused_without_repeating_it() -> None:
    with pytest.raises(UnknownDatabase) as refused:
        await open_database("mysql://root:secret@localhost/tiwizi")
    assert str(refused.value) == ""
    assert "sqlite:///" in str(UnknownDatabase.__doc__)


async def test_a_backup_is_a_copy_that_opens_with_everything_in_it(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/تيويزي ?#%.db")
    async with database.unit() as unit:
        People(unit).put(Person(700, "ar"))
    await back_up(f"sqlite:///{tmp_path}/تيويزي ?#%.db", tmp_path / "copy.db")
    await database.close()
    restored = await open_database(f"sqlite:///{tmp_path}/copy.db")
    async with restored.unit() as unit:
        [rows] = await unit.fetch(Call("select chat_id, language from person", {}))
    await restored.close()
    assert rows == [{"chat_id": 700, "language": "ar"}]
