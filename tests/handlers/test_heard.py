"""A message of a talk, freed of Telegram."""

from typing import Any

import pytest
from telegram import Message

from domain.talk import Content, Medium
from handlers.heard import heard

FILE = {"file_id": "a", "file_unique_id": "b"}
SIZES = [{**FILE, "file_id": "small", "width": 1, "height": 1}, {**FILE, "width": 9, "height": 9}]


def message(**content: Any) -> Message:
    author = {"id": 7, "is_bot": False, "first_name": "مريم"}
    body = {"message_id": 10, "date": 1, "chat": {"id": -5, "type": "supergroup"}, "from": author, **content}
    read = Message.de_json(body)
    assert isinstance(read, Message)
    return read


def answered(message_id: int) -> dict[str, Any]:
    bot = {"id": 42, "is_bot": True, "first_name": "x"}
    return {"message_id": message_id, "date": 1, "chat": {"id": -5, "type": "supergroup"}, "from": bot}


@pytest.mark.parametrize(
    ("said", "content"),
    [
        ({"text": "أهلا"}, Content(Medium.TEXT, "أهلا")),
        ({"photo": SIZES, "caption": "الورشة"}, Content(Medium.PHOTO, "الورشة", "a")),
        ({"voice": {**FILE, "duration": 2}}, Content(Medium.VOICE, "", "a")),
        ({"location": {"latitude": 30.5, "longitude": -8.9}}, Content(Medium.LOCATION, latitude=30.5, longitude=-8.9)),
        ({"contact": {"phone_number": "2126", "first_name": "ز"}}, Content(Medium.TEXT, "2126")),
        ({"dice": {"emoji": "🎲", "value": 3}}, None),
    ],
)
def test_what_it_says(said: dict[str, Any], content: Content | None) -> None:
    assert heard(message(**said)).content == content


def test_the_number_of_a_contact_is_what_the_history_tells() -> None:
    number = heard(message(contact={"phone_number": "2126", "first_name": "ز"}))
    assert (number.words, number.medium) == ("2126", "")


def test_what_answers_nothing_in_a_topic_only_seems_to_answer_its_first_message() -> None:
    in_topic = {"message_thread_id": 3, "is_topic_message": True}
    assert heard(message(text="أهلا", **in_topic, reply_to_message=answered(3))).reply_to is None
    assert heard(message(text="أهلا", **in_topic, reply_to_message=answered(4))).reply_to == 4
    assert heard(message(text="أهلا", reply_to_message=answered(4))).reply_to == 4


def test_a_forwarded_message_is_known() -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "x"}
    assert heard(message(text="أهلا", forward_origin=origin)).forwarded
    assert not heard(message(text="أهلا")).forwarded
