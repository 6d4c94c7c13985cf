import pytest

from domain.broadcasts.body import Body
from domain.broadcasts.content import Content, Kind
from domain.broadcasts.topic import Topic
from storage.broadcast_taps import Taps
from storage.broadcasts import Broadcasts
from storage.unit import Database
from tests.storage.examples import HASSAN, KHENIFRA, NOW, employ


@pytest.fixture
async def broadcast(database: Database) -> int:
    await employ(database)
    async with database.unit() as unit:
        key = await Broadcasts(unit).create(HASSAN, KHENIFRA, Body(Topic.NEWS, {"ar": Content(Kind.TEXT, "a")}), NOW)
    assert key is not None
    return key


async def test_each_person_counts_once_for_each_button(database: Database, broadcast: int) -> None:
    async with database.unit() as unit:
        taps = Taps(unit)
        for button, chat_id in (("l0", 700), ("l0", 700), ("l0", 800), ("v1", 700)):
            taps.add(broadcast, button, chat_id, NOW)
        assert await taps.counts(broadcast) == {"l0": 2, "v1": 1}
        assert await taps.of(broadcast, 700) == ["l0", "v1"]


async def test_a_vote_is_taken_back_and_links_are_not(database: Database, broadcast: int) -> None:
    async with database.unit() as unit:
        taps = Taps(unit)
        for button in ("v0", "v1", "l0"):
            taps.add(broadcast, button, 700, NOW)
        taps.clear(broadcast, 700, "v")
        assert await taps.counts(broadcast) == {"l0": 1}


async def test_who_erases_herself_and_who_tapped_long_ago_still_count_and_are_nobody(
    database: Database, broadcast: int
) -> None:
    async with database.unit() as unit:
        taps, broadcasts = Taps(unit), Broadcasts(unit)
        for chat_id in (700, 800, 900):
            taps.add(broadcast, "v0", chat_id, NOW)
        taps.erase(700)
        assert await taps.of(broadcast, 700) == []
        assert not await taps.forget(NOW + 1, 1), "it is not over"
        stored = await broadcasts.of(broadcast)
        assert stored is not None
        await broadcasts.finish(stored, stored.life, NOW)
        pages = [await taps.forget(NOW + 1, 1) for _ in range(3)]
        assert pages == [True, True, False]
        assert await taps.of(broadcast, 800) == []
        assert await taps.counts(broadcast) == {"v0": 3}
