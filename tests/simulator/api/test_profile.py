import asyncio

from tests.simulator.client import Bot


async def test_names_and_texts_have_a_language_each(bot: Bot) -> None:
    assert await bot("getMyName") == {"name": "تيويزي"}
    await bot("setMyName", name="Tiwizi", language_code="fr")
    await bot("setMyDescription", description="وصف")
    await bot("setMyShortDescription", short_description="قصير")
    await bot("setMyShortDescription", short_description="court", language_code="fr")
    assert await bot("getMyName", language_code="fr") == {"name": "Tiwizi"}
    assert await bot("getMyName", language_code="ar") == {"name": "تيويزي"}
    assert await bot("getMyDescription", language_code="fr") == {"description": "وصف"}
    assert await bot("getMyShortDescription", language_code="fr") == {"short_description": "court"}
    await bot("setMyShortDescription", language_code="fr")
    assert await bot("getMyShortDescription", language_code="fr") == {"short_description": "قصير"}


async def test_a_new_name_is_in_the_next_messages(bot: Bot) -> None:
    await bot("setMyName", name="جديد")
    me = await bot("getMe")
    assert me["first_name"] == "جديد"
    assert me["can_join_groups"] is True


async def test_long_texts_are_refused(bot: Bot) -> None:
    assert "at most 64 characters" in await bot.refused("setMyName", name="x" * 65)
    assert "at most 512 characters" in await bot.refused("setMyDescription", description="x" * 513)
    assert "at most 120 characters" in await bot.refused("setMyShortDescription", short_description="x" * 121)


async def test_default_rights_are_kept_for_groups_and_channels(bot: Bot) -> None:
    await bot("setMyDefaultAdministratorRights", rights={"can_manage_chat": True})
    assert (await bot("getMyDefaultAdministratorRights"))["can_manage_chat"] is True
    assert (await bot("getMyDefaultAdministratorRights", for_channels=True))["can_manage_chat"] is False


async def test_a_bot_that_closes_ends_its_poll(bot: Bot) -> None:
    for method in ("close", "logOut"):
        poll = asyncio.create_task(bot("getUpdates", timeout=30))
        await asyncio.sleep(0.05)
        assert await bot(method) is True
        assert await poll == []


async def test_there_are_stars_for_paid_broadcasts(bot: Bot) -> None:
    assert (await bot("getMyStarBalance"))["amount"] > 0
