"""An update is what python-telegram-bot makes of it, whatever is asked of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import TelegramObject, Update

from bot.api import Api
from bot.parsing import read_update

BOT = Api("1:secret", "http://localhost")
FATIMA = {"id": 7, "is_bot": False, "first_name": "فاطمة", "language_code": "ar", "is_premium": True}
CHAT = {"id": 7, "type": "private", "first_name": "فاطمة"}
GROUP = {"id": -100, "type": "supergroup", "title": "المكتب", "is_forum": True}
ENTITIES = [
    {"type": "bot_command", "offset": 0, "length": 6},
    {"type": "text_link", "offset": 7, "length": 2, "url": "u"},
]
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 9}
BUTTONS = {"inline_keyboard": [[{"text": "نعم", "callback_data": "a:b"}]]}
TOLD: dict[str, Any] = {"message_id": 5, "date": 1_790_000_000, "chat": CHAT}
FIELDS: dict[str, Any] = {
    "from": FATIMA,
    "sender_chat": GROUP,
    "text": "/start مرحبا",
    "caption": "هنا",
    "entities": ENTITIES,
    "caption_entities": ENTITIES,
    "edit_date": 1_790_000_060,
    "reply_to_message": {**TOLD, "message_id": 4, "text": "قبل", "reply_markup": BUTTONS},
    "reply_markup": BUTTONS,
    "photo": [{**FILE, "width": 1, "height": 1}, {**FILE, "width": 9, "height": 9}],
    "document": {**FILE, "file_name": "a.pdf", "mime_type": "application/pdf"},
    "voice": {**FILE, "duration": 3},
    "location": {"latitude": 33.5, "longitude": -7.6},
    "contact": {"phone_number": "+212600000000", "first_name": "فاطمة"},
    "poll": {
        "id": "1",
        "question": "متى؟",
        "options": [],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    },
    "media_group_id": "m",
    "message_thread_id": 3,
    "is_topic_message": True,
    "forward_origin": {"type": "user", "date": 1, "sender_user": FATIMA},
    "migrate_to_chat_id": -1000,
    "new_chat_members": [FATIMA],
    "forum_topic_closed": {},
    "group_chat_created": True,
    "something_new": {"of": "next year"},
}


def public(thing: object) -> object:
    """All that can be asked of an object, as far down as there is something to ask."""
    if isinstance(thing, tuple | list):
        return [public(each) for each in thing]
    if not isinstance(thing, TelegramObject):
        return thing
    kinds = [kind for kind in type(thing).__mro__ if kind.__module__.startswith("telegram.")]
    names = {name for kind in kinds for name in vars(kind)["__slots__"] if not name.startswith("_")}
    return {name: public(getattr(thing, name)) for name in names - {"api_kwargs"}}


def same(raw: dict[str, Any]) -> None:
    ours, theirs = read_update(raw, BOT), Update.de_json(raw, BOT)
    assert public(ours) == public(theirs)
    for name in ("effective_chat", "effective_message", "effective_sender", "effective_user"):
        assert public(getattr(ours, name)) == public(getattr(theirs, name))
    assert ours == theirs
    assert isinstance(ours, Update)


@given(st.sets(st.sampled_from(sorted(FIELDS))), st.sampled_from(["message", "edited_message", "channel_post"]))
def test_a_message_is_the_same_whatever_it_holds(names: set[str], kind: str) -> None:
    same({"update_id": 1, kind: TOLD | {name: FIELDS[name] for name in names}})


@pytest.mark.parametrize(
    "more",
    [
        {"message": {**TOLD, "text": "؟", "reply_markup": BUTTONS, "entities": ENTITIES}, "data": "a:b"},
        {"message": {**TOLD, "date": 0}, "data": "a:b"},
        {"inline_message_id": "i", "game_short_name": "g"},
    ],
)
def test_a_tap_is_the_same(more: dict[str, Any]) -> None:
    same({"update_id": 1, "callback_query": {"id": "q", "from": FATIMA, "chat_instance": "c", **more}})


def test_what_is_not_a_message_is_the_same() -> None:
    member = {"user": FATIMA, "status": "member"}
    change = {"chat": CHAT, "from": FATIMA, "date": 1, "old_chat_member": member, "new_chat_member": member}
    same({"update_id": 1, "my_chat_member": change})
    same({"update_id": 1, "poll": FIELDS["poll"]})
    same({"update_id": 1})


@pytest.mark.parametrize("name", sorted({*FIELDS, "text", "message"}))
def test_what_is_null_is_not_there(name: str) -> None:
    same({"update_id": 1, "message": {**TOLD, name: None}, "edited_message": None, "callback_query": None})


@pytest.mark.parametrize(
    "name", ["message", "from", "chat", "date", "entities", "_bot", "_raw", "_frozen", "from_user"]
)
def test_a_field_that_this_kind_does_not_have_is_left_aside(name: str) -> None:
    new = {"of": "next year"}
    same({"update_id": 1, name: new, "edited_message": {**TOLD, "from": {**FATIMA, name: new}}} | {"message": TOLD})
    same({"update_id": 1, "message": {**TOLD, "chat": {**CHAT, name: new}}})


@pytest.mark.parametrize("missing", ["message_id", "date"])
def test_what_telegram_promises_is_not_made_up(missing: str) -> None:
    update = read_update({"update_id": 1, "message": {k: v for k, v in TOLD.items() if k != missing}}, BOT)
    with pytest.raises((TypeError, KeyError)):
        getattr(update.message, missing)


def test_a_finished_object_stays_as_it_is() -> None:
    update = read_update({"update_id": 1, "message": TOLD}, BOT)
    with pytest.raises(AttributeError):
        update.message = None
