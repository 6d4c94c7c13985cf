from conversations.given import Placed
from conversations.invitation import Invited, invitation
from domain.requests.life import Actor
from tests.conversations.player import Player


async def test_a_role_in_one_province_is_asked_for_in_three_taps_after_the_region() -> None:
    player = Player(invitation)
    await player.press("agent")
    await player.press("one")
    await player.press(">09")
    await player.press(">09.541")
    assert player.end is not None
    assert player.end.value == Invited(Actor.AGENT, "09.541")


async def test_a_role_in_all_provinces_asks_for_none() -> None:
    player = Player(invitation)
    await player.press("admin")
    await player.press("all")
    assert player.end is not None
    assert player.end.value == Invited(Actor.ADMIN, None)


async def test_a_commune_or_a_shared_place_leads_to_its_province() -> None:
    player = Player(invitation)
    await player.press("local")
    await player.press("one")
    await player.write("أكلموس")
    here = await player.look()
    await player.press(next(value for value in player.values(here) if value.startswith("=")))
    assert player.end is not None
    assert player.end.value == Invited(Actor.LOCAL, "05.301")
    other = Player(invitation)
    await other.press("coordinator")
    await other.press("one")
    await other.give(Placed(29.7, -9.73))
    await other.press("=09.581")
    assert other.end is not None
    assert other.end.value == Invited(Actor.COORDINATOR, "09.581")
