from domain.broadcasts.audience import Audience, Invited, Reply
from storage.saved_audiences import SavedAudience, SavedAudiences
from storage.staff import EVERYWHERE
from storage.unit import Database
from tests.storage.examples import HASSAN, KARIM, KHENIFRA, NADIA, NOW, employ

WOMEN = Audience(places=frozenset({KHENIFRA}), invited=Invited(5, frozenset({Reply.CAME, Reply.MAYBE})))


async def test_an_audience_is_kept_under_a_name_for_all_staff_of_its_province(database: Database) -> None:
    await employ(database)
    async with database.unit() as unit:
        saved = SavedAudiences(unit)
        key = await saved.save(HASSAN, KHENIFRA, "النساء", WOMEN, NOW)
        assert key is not None
        assert await saved.save(HASSAN, EVERYWHERE, "الكل", WOMEN, NOW) is None
        kept = SavedAudience(key, "النساء", KHENIFRA, WOMEN)
        assert await saved.page(NADIA) == [kept]
        assert await saved.get(key, NADIA) == kept
        assert (await saved.page(KARIM), await saved.get(key, KARIM), await saved.remove(key, KARIM)) == (
            [],
            None,
            False,
        )
        assert await saved.remove(key, NADIA)
        assert await saved.page(NADIA) == []
