"""What a notice is for Telegram: every kind, in both languages, and what corrects or deletes it."""

import itertools
from datetime import UTC, datetime
from typing import Any

import pytest

from catalogue.local import Local
from domain.broadcasts.body import Body
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.content import Content, Kind, Link, Poll
from domain.broadcasts.life import Life
from domain.broadcasts.topic import Topic
from domain.replacing import replace
from handlers.broadcast_message import correction, message_for, notice

LINKS = (Link("check"), Link("https://example.org/a", Local("الموقع", "Le site")))
POLL = Content(Kind.POLL, poll=Poll("متى <نلتقي>؟", ("صباحا", "مساء")))
KINDS = {
    Kind.TEXT: ("sendMessage", "editMessageText", Content(Kind.TEXT, "<b>سلام</b>")),
    Kind.PHOTO: ("sendPhoto", "editMessageCaption", Content(Kind.PHOTO, "صورة", "file-1")),
    Kind.DOCUMENT: ("sendDocument", "editMessageCaption", Content(Kind.DOCUMENT, "ورقة", "file-2")),
    Kind.VOICE: ("sendVoice", "editMessageCaption", Content(Kind.VOICE, "", "file-3")),
    Kind.VIDEO: ("sendVideo", "editMessageCaption", Content(Kind.VIDEO, "شريط", "file-4")),
    Kind.POLL: ("sendMessage", "editMessageText", POLL),
}


def body(content: Content) -> Body:
    return Body(Topic.NEWS, {"ar": content, "fr": content}, LINKS)


def data(parameters: dict[str, Any]) -> list[str]:
    rows = parameters["reply_markup"]["inline_keyboard"]
    return [button["callback_data"] for button in itertools.chain.from_iterable(rows)]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_sent_and_corrected_by_its_own_method_with_the_same_buttons(kind: Kind) -> None:
    sends, edits, content = KINDS[kind]
    method, parameters = notice(body(content), "ar", 700)
    assert method == sends
    assert content.file_id is None or parameters[kind.value] == content.file_id
    again, corrected = correction(body(content), "ar", 700)
    assert again == edits
    assert corrected["reply_markup"] == parameters["reply_markup"]
    assert kind.value not in corrected or kind is Kind.TEXT


def test_the_last_button_ends_the_topic_and_taps_on_the_others_can_be_counted() -> None:
    _, parameters = notice(body(KINDS[Kind.TEXT][2]), "fr", 36)
    assert data(parameters) == ["bc:to:10:0", "bc:to:10:1", "bc:off:news:10"]


def test_a_poll_is_a_text_whose_answers_are_buttons_and_whose_words_are_no_tags() -> None:
    _, parameters = notice(body(POLL), "ar", 36)
    assert data(parameters)[:2] == ["bc:vote:10:0", "bc:vote:10:1"]
    assert "&lt;نلتقي&gt;" in parameters["text"]
    several = replace(POLL, poll=Poll("متى؟", ("أ", "ب"), several=True))
    assert notice(body(several), "ar", 36)[1]["text"] != notice(body(POLL), "ar", 36)[1]["text"]


def test_a_language_in_which_it_is_not_said_is_not_sent() -> None:
    with pytest.raises(KeyError):
        notice(Body(Topic.NEWS, {"ar": POLL}), "fr", 1)


def test_a_correction_keeps_the_buttons_of_what_it_corrects_and_a_deletion_says_nothing() -> None:
    kept = Broadcast(99, Life.RUNNING, Work.CORRECT, "*", 1, datetime(2026, 1, 1, tzinfo=UTC), body(POLL), original=36)
    assert message_for(kept, "ar") == correction(kept.body, "ar", 36)
    assert message_for(replace(kept, work=Work.DELETE), "ar") == ("deleteMessage", {})
    assert message_for(replace(kept, work=Work.SEND, original=None), "ar") == notice(kept.body, "ar", 99)
