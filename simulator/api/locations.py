"""Places and people: locations (also live ones), venues, contacts, dice."""

import random
from dataclasses import dataclass
from typing import Any

from simulator.api.edits import EditOptions, apply_edit, editable
from simulator.api.registry import method
from simulator.api.sending import Envelope, SendOptions
from simulator.errors import bad_request
from simulator.messages import Json
from simulator.world import World

# https://core.telegram.org/bots/api#senddice
DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
FARTHEST_NORTH, FARTHEST_EAST = 90, 180
LIVE_FOREVER = 0x7FFFFFFF
LIVE_PERIODS = range(60, 86_401)


@dataclass(slots=True)
class Location:
    """Where something is, as the two methods that take it name its parts."""

    latitude: float | None = None
    longitude: float | None = None
    horizontal_accuracy: float | None = None
    live_period: int | None = None
    heading: int | None = None
    proximity_alert_radius: int | None = None

    def json(self) -> Json:
        extras = {
            "horizontal_accuracy": self.horizontal_accuracy,
            "live_period": self.live_period,
            "heading": self.heading,
            "proximity_alert_radius": self.proximity_alert_radius,
        }
        return _point(self.latitude, self.longitude) | {name: value for name, value in extras.items() if value}


def _point(latitude: float | None, longitude: float | None) -> Json:
    if latitude is None:
        raise bad_request("latitude is empty")
    if longitude is None:
        raise bad_request("longitude is empty")
    if abs(latitude) > FARTHEST_NORTH or abs(longitude) > FARTHEST_EAST:
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}


@method("sendLocation")
def send_location(world: World, *, options: SendOptions, location: Location) -> Json:
    period = location.live_period
    if period and period != LIVE_FOREVER and period not in LIVE_PERIODS:
        raise bad_request("LIVE_PERIOD_INVALID")
    return Envelope(world, options).post({"location": location.json()}).body


@method("editMessageLiveLocation")
def edit_message_live_location(world: World, *, options: EditOptions, location: Location) -> Json:
    chat, message = editable(world, options)
    before = message.body.get("location", {})
    if "live_period" not in before:
        raise bad_request("message can't be edited")
    location.live_period = location.live_period or before["live_period"]
    return apply_edit(world, options, chat, message, {"location": location.json()})


@method("stopMessageLiveLocation")
def stop_message_live_location(world: World, *, options: EditOptions) -> Json:
    chat, message = editable(world, options)
    location = dict(message.body.get("location", {}))
    if location.pop("live_period", None) is None:
        raise bad_request("message can't be edited")
    return apply_edit(world, options, chat, message, {"location": location})


@method("sendVenue")
def send_venue(
    world: World,
    *,
    options: SendOptions,
    latitude: float | None = None,
    longitude: float | None = None,
    title: str = "",
    address: str = "",
    foursquare_id: str = "",
    foursquare_type: str = "",
    google_place_id: str = "",
    google_place_type: str = "",
) -> Json:
    if not title:
        raise bad_request("title is empty")
    if not address:
        raise bad_request("address is empty")
    point = _point(latitude, longitude)
    codes = {
        "foursquare_id": foursquare_id,
        "foursquare_type": foursquare_type,
        "google_place_id": google_place_id,
        "google_place_type": google_place_type,
    }
    known = {name: code for name, code in codes.items() if code}
    venue = {"location": point, "title": title, "address": address, **known}
    return Envelope(world, options).post({"venue": venue, "location": point}).body


@method("sendContact")
def send_contact(
    world: World,
    *,
    options: SendOptions,
    phone_number: str = "",
    first_name: str = "",
    last_name: str = "",
    vcard: str = "",
) -> Json:
    if not phone_number:
        raise bad_request("phone number is empty")
    if not first_name:
        raise bad_request("first name is empty")
    contact: dict[str, Any] = {"phone_number": phone_number, "first_name": first_name}
    contact |= {name: text for name, text in (("last_name", last_name), ("vcard", vcard)) if text}
    return Envelope(world, options).post({"contact": contact}).body


@method("sendDice")
def send_dice(world: World, *, options: SendOptions, emoji: str = "🎲") -> Json:
    if emoji not in DICE:
        raise bad_request("wrong dice emoji specified")
    value = random.randint(1, DICE[emoji])  # noqa: S311 - a die, not a secret
    return Envelope(world, options).post({"dice": {"emoji": emoji, "value": value}}).body
