"""Each update finds its handler, whatever the order in which they are asked."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from telegram import Update, User
from telegram.ext import BaseHandler, MessageHandler

from bot.api import Api
from bot.dispatch import build
from handlers.routes import _Ordinary
from handlers.turn import Context

Handler = BaseHandler[Update, Context, Any]


class Named(Api):
    """A bot that knows its name without asking Telegram."""

    @property
    def bot(self) -> User:
        return User(1, "تيويزي", is_bot=True, username="tiwizi_bot")


BOT = Named("1:secret", "http://localhost")
PRIVATE = {"id": 7, "type": "private"}
TOLD: dict[str, Any] = {"message_id": 1, "date": 1, "from": {"id": 7, "is_bot": False, "first_name": "فاطمة"}}
HANDLERS: list[Handler] = build(BOT).handlers[0]


def takers(kind: str, message: dict[str, Any]) -> list[Handler]:
    """All handlers that would take it, if they were asked."""
    update = Update.de_json({"update_id": 1, kind: message}, BOT)
    return [each for each in HANDLERS if each.check_update(update) not in (None, False)]


def is_ordinary(handler: Handler) -> bool:
    return isinstance(handler, MessageHandler) and isinstance(handler.filters, _Ordinary)


PLAIN = takers("message", {**TOLD, "chat": PRIVATE, "text": "نعم"})

words = st.sampled_from(["/start", "/start a", "/MENU", "/desk@tiwizi_bot", "/desk@other_bot", "/sign x", "/no", "نعم"])
kinds = st.sampled_from(["bot_command", "bold"])
marks = st.lists(st.fixed_dictionaries({"type": kinds, "offset": st.sampled_from([0, 0, 1])}), max_size=2)
messages = st.fixed_dictionaries(
    {"chat": st.sampled_from([PRIVATE, {"id": -1, "type": "group", "title": "المكتب"}])},
    optional={
        "text": words,
        "entities": marks,
        "caption": words,
        "location": st.just({"latitude": 30.4, "longitude": -9.6}),
        "reply_to_message": st.just({"message_id": 2, "date": 1, "chat": PRIVATE}),
    },
)


@given(messages, st.sampled_from(["message", "message", "edited_message", "channel_post", "business_message"]))
def test_nobody_but_who_takes_everything_would_take_an_ordinary_message(said: dict[str, Any], kind: str) -> None:
    command = any(mark["type"] == "bot_command" and mark["offset"] == 0 for mark in said.get("entities", [])[:1])
    ordinary = kind == "message" and said["chat"] is PRIVATE and not command and "reply_to_message" not in said
    length = len(said.get("text", "").partition(" ")[0])
    entities = [{**mark, "length": length} for mark in said.get("entities", [])]
    found = takers(kind, {**TOLD, **said, "entities": entities})
    assert any(map(is_ordinary, found)) == ordinary
    assert (found == PLAIN) == ordinary
