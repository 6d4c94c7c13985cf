from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Message

from conversations.given import Attached, Given, Placed, Typed
from handlers.incoming import given

CHAT = {"id": 7, "type": "private"}
FILE = {"file_id": "a", "file_unique_id": "b"}


def message(**content: Any) -> Message:
    read = Message.de_json(
        {"message_id": 1, "date": int(datetime(2026, 3, 1, tzinfo=UTC).timestamp()), "chat": CHAT, **content}
    )
    assert isinstance(read, Message)
    return read


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        ({"text": "٣٥"}, Typed("٣٥")),
        ({"location": {"latitude": 30.5, "longitude": -8.9}}, Placed(30.5, -8.9)),
        ({"photo": [{**FILE, "width": 1, "height": 1}], "caption": "35"}, Attached("photo")),
        ({"document": FILE}, Attached("document")),
        ({"voice": {**FILE, "duration": 2}}, Attached("voice")),
        ({"contact": {"phone_number": "+2126", "first_name": "ز"}}, Attached("contact")),
        ({"dice": {"emoji": "🎲", "value": 3}}, Attached("dice")),
        ({}, Attached("other")),
        ({"new_chat_title": "x"}, Attached("other")),
    ],
)
def test_a_message_is_freed_of_telegram(content: dict[str, Any], meant: Given) -> None:
    assert given(message(**content)) == meant


def test_a_venue_is_the_place_where_it_is() -> None:
    there = {"latitude": 30.0, "longitude": -9.0}
    assert given(message(location=there, venue={"location": there, "title": "سوق", "address": "x"})) == Placed(
        30.0, -9.0
    )
