"""What was said becomes calls of the Bot API: every medium, words that are too long, and changes afterwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.talk import CAPTIONED, Content, Medium
from handlers.passing import ALBUM, CAPTION_LIMIT, change_in_album, change_of, letters, method
from messages.screen import MESSAGE_LIMIT, length
from messages.text import T
from messages.voice import Voice
from simulator.api import registry

HEADING = T("👥 <b>{reference}</b>: a colleague answered. {role}:", reference="TW-4827-1633", role="x")
VOICE = Voice.of("ar")


def said(medium: Medium, words: str = "") -> Content:
    place = medium is Medium.LOCATION
    return Content(
        medium,
        words,
        None if medium in {Medium.TEXT, Medium.LOCATION} else "file-1",
        30.4 if place else None,
        -8.8 if place else None,
    )


@pytest.mark.parametrize("medium", Medium)
def test_every_medium_has_a_method_of_telegram_and_stands_under_its_heading(medium: Medium) -> None:
    all_ = letters([(7, said(medium, "كلام"))], HEADING, VOICE)
    if medium is not Medium.TEXT:
        assert all_[-1].method == method(medium)
    assert all(registry.find(letter.method) for letter in all_)
    whole = str([letter.parameters for letter in all_])
    assert "TW-4827-1633" in whole
    assert "كلام" in whole
    assert [letter.parts for letter in all_] == [((7, part),) for part in range(len(all_))]


@given(st.text(min_size=1, max_size=1024), st.sampled_from(sorted(CAPTIONED)))
def test_no_caption_and_no_text_is_longer_than_telegram_takes(words: str, medium: Medium) -> None:
    for letter in letters([(7, said(Medium(medium), words))], HEADING, VOICE):
        assert length(letter.parameters.get("caption", "")) <= CAPTION_LIMIT
        assert length(letter.parameters.get("text", "")) <= MESSAGE_LIMIT


def test_an_album_is_one_call_under_a_heading_and_each_file_is_a_copy_of_its_own_message() -> None:
    photos = [(key, said(Medium.PHOTO, "الأولى" if key == 5 else "")) for key in (5, 6, 7)]
    heading, album = letters(photos, HEADING, VOICE)
    assert (heading.method, heading.parts) == ("sendMessage", ((5, 0),))
    assert (album.method, album.parts) == (ALBUM, ((5, 1), (6, 1), (7, 1)))
    assert [item["caption"] for item in album.parameters["media"]] == ["الأولى", "", ""]
    assert change_in_album(said(Medium.PHOTO, "الثانية"))[1]["media"]["caption"] == "الثانية"


@pytest.mark.parametrize(
    ("medium", "edit"),
    [
        (Medium.TEXT, "editMessageText"),
        (Medium.PHOTO, "editMessageMedia"),
        (Medium.DOCUMENT, "editMessageMedia"),
        (Medium.VOICE, "editMessageCaption"),
        (Medium.STICKER, None),
        (Medium.LOCATION, None),
    ],
)
def test_a_change_is_made_in_the_way_that_fits_what_was_sent(medium: Medium, edit: str | None) -> None:
    content = said(medium, "كلام جديد" if medium in {Medium.TEXT, *CAPTIONED} else "")
    change = change_of(content, letters([(7, content)], HEADING, VOICE)[-1])
    assert (None if change is None else change[0]) == edit
    assert change is None or "كلام جديد" in str(change[1])
