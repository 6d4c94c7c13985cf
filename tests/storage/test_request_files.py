import pytest

from domain.requests.change import Change
from domain.requests.life import Action, Actor
from storage.cooperatives import Cooperatives, MemberRole
from storage.request_files import Lost, RequestFiles
from storage.requests import OwnRequests
from storage.unit import Database
from tests.storage.examples import FATIMA, KHENIFRA, NOW, ZAHRA, employ, paper, sent


@pytest.fixture(autouse=True)
async def staff(database: Database) -> None:
    await employ(database)


async def test_a_file_that_telegram_no_longer_gives_is_marked_and_told_once(database: Database) -> None:
    async with database.unit() as unit:
        first = await sent(unit, files=(paper("a"), paper("b")))
        second = await sent(unit, ZAHRA, files=(paper("a"),))
        lost = await RequestFiles(unit).lose("file-a", NOW + 1)
        assert set(lost) == {
            Lost(first.reference, KHENIFRA, "statutes", FATIMA),
            Lost(second.reference, KHENIFRA, "statutes", ZAHRA),
        }
        assert await RequestFiles(unit).lose("file-a", NOW + 2) == []
        assert await RequestFiles(unit).lose("file-unknown", NOW + 2) == []
        own = OwnRequests(unit, FATIMA)
        assert [file.lost_at for file in await own.files(first)] == [NOW + 1, None]
        last = (await own.timeline(first))[-1]
        assert (last.action, last.role, last.data["document"]) == (Action.LOSE_FILE, Actor.SYSTEM, "statutes")


async def test_for_a_cooperative_its_present_president_is_told(database: Database) -> None:
    async with database.unit() as unit:
        cooperatives = Cooperatives(unit)
        key = cooperatives.create("تعاونية", KHENIFRA, FATIMA, NOW)
        request = await sent(unit, cooperative_id=key, files=(paper("a"),))
        cooperatives.join(key, ZAHRA, MemberRole.MEMBER, NOW)
        await cooperatives.hand_over(key, FATIMA, ZAHRA, NOW)
        assert await RequestFiles(unit).lose("file-a", NOW) == [Lost(request.reference, KHENIFRA, "statutes", ZAHRA)]


async def test_a_lost_file_that_is_sent_again_is_there_again(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit, files=(paper("a"),))
        await RequestFiles(unit).lose("file-a", NOW + 1)
        own = OwnRequests(unit, FATIMA)
        await own.change(request, Change(Action.ADD_FILE, files=(paper("a", "members"),)), NOW + 2)
        [file] = await own.files(request)
        assert (file.lost_at, file.document) == (None, "members")
