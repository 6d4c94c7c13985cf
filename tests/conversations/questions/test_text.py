from typing import Any

import pytest

from conversations.given import Given, Placed, Pressed, Typed
from conversations.question import Stale
from conversations.questions.text import Said, TextQuestion
from conversations.request import DESCRIPTION, DOUAR, PROJECT
from domain.requests.request import NewFile
from tests.conversations.asking import answer, plain, refused, sent

VOICE = {"document": "other", "kind": "voice", "file_id": "file1", "unique_id": "unique1", "size": 1000}


def test_words_are_kept_as_they_were_written_without_what_disturbs_the_text_around_them() -> None:
    assert answer(PROJECT, "  تعاونية <b>أركان</b> & Cie\u202e\n") == "تعاونية <b>أركان</b> & Cie"
    assert answer(DESCRIPTION, "سطر\n\nسطر آخر") == "سطر\n\nسطر آخر"


@pytest.mark.parametrize("given", [Typed(""), Typed(" \n\u202e"), Placed(30, -9), Pressed("?"), sent(), sent("voice")])
def test_what_is_no_words_is_refused(given: Given) -> None:
    assert "بضع كلمات" in refused(PROJECT, given)


def test_a_text_that_is_too_long_is_told_how_long_it_may_be() -> None:
    assert answer(DESCRIPTION, "ط" * 2000)
    said = refused(DESCRIPTION, Typed("ط" * 4096))
    assert "4.096" in said
    assert "2.000" in said


@pytest.mark.parametrize("text", ["بطاقتي BK123456", "jb 123456", "رقم البطاقة الوطنية: JE٢٣٤٥٦٧"])
@pytest.mark.parametrize("question", [PROJECT, DOUAR, DESCRIPTION])
def test_what_looks_like_an_identity_card_is_explained_and_not_taken(question: TextQuestion, text: str) -> None:
    assert "رقم بطاقة وطنية" in refused(question, Typed(text))


def test_a_voice_note_will_do_where_it_is_offered() -> None:
    assert answer(DESCRIPTION, sent("voice")) == VOICE
    assert DESCRIPTION.load(VOICE) == Said(voice=NewFile("other", "voice", "file1", "unique1", size=1000))
    assert plain(DESCRIPTION.tell(VOICE)) == "\u200f🎤 رسالة صوتية"


def test_a_photo_is_no_description() -> None:
    assert "لا يمكنني أخذ هذا النوع" in refused(DESCRIPTION, sent("photo"))


def test_what_is_optional_may_be_left_out() -> None:
    assert answer(DOUAR, Pressed("empty")) == ""
    assert DOUAR.load("") == Said()
    refused(PROJECT, Pressed("empty"))


@pytest.mark.parametrize("stored", ["", 5, None, "ط" * 5000, {"kind": "voice"}, {**VOICE, "strange": 1}, []])
def test_what_was_stored_by_other_rules_is_asked_again(stored: Any) -> None:
    with pytest.raises(Stale):
        DESCRIPTION.load(stored)


def test_the_summary_shows_only_the_beginning_of_a_long_text() -> None:
    assert len(plain(DESCRIPTION.tell("ط" * 2000))) < 320


def test_a_name_is_one_line_so_that_nobody_writes_lines_of_ours() -> None:
    assert answer(PROJECT, "النور\n\n✅ مقبول:\t80.000 درهم") == "النور ✅ مقبول: 80.000 درهم"
    assert answer(DOUAR, "أيت\r\nعلي") == "أيت علي"
