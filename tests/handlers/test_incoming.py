from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Message

from conversations.given import Asking, Attached, Contact, File, Given, Placed, Typed
from handlers.incoming import given
from messages.marks import Mark

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
        ({"document": FILE}, Attached("document", File("a", "b"))),
        ({"voice": {**FILE, "duration": 2}}, Attached("voice", File("a", "b"))),
        ({"contact": {"phone_number": "2126", "first_name": "ز"}}, Contact("2126")),
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


def test_of_a_photo_the_largest_size_is_kept_with_its_caption() -> None:
    sizes = [{**FILE, "file_id": "small", "width": 1, "height": 1}, {**FILE, "width": 9, "height": 9, "file_size": 7}]
    read = given(message(photo=sizes, caption="محل التعاونية", media_group_id="55"))
    assert read == Attached("photo", File("a", "b", size=7), "محل التعاونية", album="55")


def test_of_a_document_all_that_telegram_tells_is_kept() -> None:
    told = {**FILE, "file_name": "النظام.pdf", "mime_type": "application/pdf", "file_size": 1000}
    assert given(message(document=told)) == Attached("document", File("a", "b", "النظام.pdf", "application/pdf", 1000))


def test_an_animation_is_no_document_although_telegram_says_both() -> None:
    told = {**FILE, "width": 1, "height": 1, "duration": 1}
    assert given(message(animation=told, document=FILE)) == Attached("animation", File("a", "b"))


def test_what_is_marked_is_counted_in_characters() -> None:
    bold = {"type": "bold", "offset": 3, "length": 2}
    link = {"type": "text_link", "offset": 6, "length": 3, "url": "https://example.org/"}
    marks = (Mark("bold", 2, 4), Mark("text_link", 5, 8, "https://example.org/"))
    assert given(message(text="🌿 نص هنا", entities=[bold, link])) == Typed("🌿 نص هنا", marks)
    voice = {**FILE, "duration": 2}
    read = given(message(voice=voice, caption="🌿 نص هنا", caption_entities=[bold, link]))
    assert read == Attached("voice", File("a", "b"), "🌿 نص هنا", marks)


def test_of_a_poll_the_question_and_the_answers_are_read() -> None:
    options = [{"text": text, "voter_count": 0, "persistent_id": text} for text in ("السبت", "الأحد")]
    poll = {"id": "1", "question": "متى؟", "options": options, "total_voter_count": 0, "type": "regular"}
    flags = dict.fromkeys(("is_anonymous", "allows_multiple_answers", "allows_revoting"), True)
    flags |= {"is_closed": False, "members_only": False}
    read = given(message(poll={**poll, **flags}))
    assert read == Attached("poll", poll=Asking("متى؟", ("السبت", "الأحد"), several=True))
