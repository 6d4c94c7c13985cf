import pytest

from simulator import Phone
from tests.simulator.client import Bot

POINT = {"latitude": 30.47, "longitude": -8.88}


async def test_locations_venues_contacts_and_dice_are_sent(bot: Bot, phone: Phone) -> None:
    location = await bot("sendLocation", chat_id=phone.id, **POINT, horizontal_accuracy=5)
    assert location["location"] == {**POINT, "horizontal_accuracy": 5.0}
    venue = await bot("sendVenue", chat_id=phone.id, **POINT, title="t", address="a", google_place_id="g")
    assert venue["venue"] == {"location": POINT, "title": "t", "address": "a", "google_place_id": "g"}
    contact = await bot("sendContact", chat_id=phone.id, phone_number="+2125", first_name="f", last_name="l")
    assert contact["contact"] == {"phone_number": "+2125", "first_name": "f", "last_name": "l"}
    dice = await bot("sendDice", chat_id=phone.id, emoji="🏀")
    assert dice["dice"]["value"] in range(1, 6)


async def test_a_live_location_moves_and_stops(bot: Bot, phone: Phone) -> None:
    sent = await bot("sendLocation", chat_id=phone.id, **POINT, live_period=60)
    where = {"chat_id": phone.id, "message_id": sent["message_id"]}
    moved = await bot("editMessageLiveLocation", **where, latitude=31, longitude=-8, heading=90)
    assert moved["location"] == {"latitude": 31.0, "longitude": -8.0, "live_period": 60, "heading": 90}
    stopped = await bot("stopMessageLiveLocation", **where)
    assert "live_period" not in stopped["location"]
    for method, values in (("editMessageLiveLocation", POINT), ("stopMessageLiveLocation", {})):
        assert await bot.refused(method, **where, **values) == "Bad Request: message can't be edited"


@pytest.mark.parametrize(
    ("method", "values", "expected"),
    [
        ("sendLocation", {"longitude": 1}, "latitude is empty"),
        ("sendLocation", {"latitude": 1}, "longitude is empty"),
        ("sendLocation", {"latitude": 91, "longitude": 1}, "wrong latitude or longitude specified"),
        ("sendLocation", {**POINT, "live_period": 5}, "LIVE_PERIOD_INVALID"),
        ("sendVenue", {**POINT, "address": "a"}, "title is empty"),
        ("sendVenue", {**POINT, "title": "t"}, "address is empty"),
        ("sendContact", {"first_name": "f"}, "phone number is empty"),
        ("sendContact", {"phone_number": "+2125"}, "first name is empty"),
        ("sendDice", {"emoji": "🌿"}, "wrong dice emoji specified"),
    ],
)
async def test_incomplete_ones_are_refused(
    bot: Bot, phone: Phone, method: str, values: dict[str, object], expected: str
) -> None:
    assert await bot.refused(method, chat_id=phone.id, **values) == f"Bad Request: {expected}"
