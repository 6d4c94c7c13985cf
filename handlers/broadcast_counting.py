"""Counting an audience beside the work of the bot, where it is too large to be counted while everybody waits."""

from collections.abc import Iterable

from msgspec import json

from domain.broadcasts import audience
from domain.broadcasts.audience import Audience
from domain.broadcasts.reach import Reach
from domain.broadcasts.topic import Topic
from handlers.after import COUNT
from handlers.letters import messages
from handlers.making import Order
from handlers.turn import Turn
from messages.cards.broadcast_reach import reach_card
from messages.screen import Screen, render
from messages.voice import Voice
from storage.audiences import Addressed
from storage.outbox import Outbox, Priority
from storage.unit import Unit


def count_later(turn: Turn, province: str, topic: Topic, languages: Iterable[str], wanted: Audience) -> None:
    """Have the number said in a message, soon."""
    asked = {"province": province, "topic": topic.value, "languages": sorted(languages)}
    turn.do_after(COUNT, json.encode(asked | {"audience": audience.dump(wanted)}).decode(), instead_of="audience")


def asked_for(order: Order) -> Addressed:
    """Whom that was about."""
    asked = json.decode(order.what)
    wanted, languages = audience.load(asked["audience"]), frozenset(asked["languages"])
    return Addressed(order.chat_id, asked["province"], asked["topic"], languages, wanted)


def say(unit: Unit, order: Order, reach: Reach) -> None:
    """The number, in place of an earlier one that has not left yet."""
    [message, *_] = messages(render(Screen(reach_card(reach)), Voice.of(order.language)))
    parameters = {"chat_id": order.chat_id, **message}
    key = f"count:{order.chat_id}"
    Outbox(unit).replace(key, order.chat_id, "sendMessage", parameters, Priority.REPLY, not_before=0)
