from typing import Any

import pytest

from simulator import Phone
from tests.simulator.client import Bot


async def test_the_bot_reacts_and_takes_it_back(bot: Bot, phone: Phone) -> None:
    where = {"chat_id": phone.id, "message_id": phone.messages[0].id}
    await bot("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}], is_big=True)
    assert phone.chat.reactions[phone.messages[0].id] == {123456: ["👍"]}
    await bot("setMessageReaction", **where)
    assert phone.chat.reactions[phone.messages[0].id] == {}


@pytest.mark.parametrize(
    ("reaction", "expected"),
    [
        ([{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "🔥"}], "REACTIONS_TOO_MANY"),
        ([{"type": "paid"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": "🌿"}], "REACTION_INVALID"),
        (["👍"], "REACTION_INVALID"),
    ],
)
async def test_reactions_that_bots_do_not_have_are_refused(
    bot: Bot, phone: Phone, reaction: list[Any], expected: str
) -> None:
    where = {"chat_id": phone.id, "message_id": phone.messages[0].id}
    assert await bot.refused("setMessageReaction", **where, reaction=reaction) == f"Bad Request: {expected}"


async def test_a_reaction_in_a_group_is_for_administrators_only(bot: Bot, phone: Phone) -> None:
    await bot("getUpdates", allowed_updates=["message_reaction"])
    group = phone.create_group("تعاونية")
    await group.react(group.messages[0].id, "👍")
    assert await bot.take() == []
    await group.react(group.messages[0].id, "👍")
    assert await bot.take() == []
