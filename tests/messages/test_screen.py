from collections.abc import Callable
from gettext import GNUTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.local import Local
from messages.keyboard import Button, inline
from messages.languages import LANGUAGES
from messages.markup import without_tags
from messages.screen import MESSAGE_LIMIT, Screen, length, render
from messages.text import Text
from messages.values import Quote, Verbatim
from messages.voice import Voice

Speak = Callable[[str, dict[Text, str | tuple[str, ...]]], Voice]


@pytest.fixture(scope="module")
def voice() -> Voice:
    """A voice that needs no translation, because these screens hold only a person's own words."""
    return Voice(LANGUAGES["fr"], GNUTranslations())


def test_paragraphs_are_set_apart_by_an_empty_line(speak: Speak) -> None:
    screen = Screen((Local("أولاً", "Un"), Local("ثانياً", "Deux")))
    assert render(screen, speak("fr", {})).texts == ("Un\n\nDeux",)


def test_a_screen_without_buttons_has_no_markup(speak: Speak) -> None:
    assert render(Screen((Verbatim("x"),)), speak("fr", {})).markup is None


def test_a_screens_buttons_are_a_keyboard(speak: Speak) -> None:
    rows = ((Button(Verbatim("a"), "1"), Button(Verbatim("b"), "2")),)
    spoken = speak("ar", {})
    assert render(Screen((Verbatim("x"),), rows), spoken).markup == inline(rows, spoken)


def test_a_screen_that_just_fits_is_one_message(speak: Speak) -> None:
    paragraphs = (Verbatim("<" * 2000), Verbatim("x" * (MESSAGE_LIMIT - 2002)))
    (text,) = render(Screen(paragraphs), speak("fr", {})).texts
    assert length(text) == MESSAGE_LIMIT


def test_a_longer_screen_is_split_between_paragraphs(speak: Speak) -> None:
    paragraphs = (Verbatim("a" * 2000), Verbatim("b" * 2000), Verbatim("c" * 2000))
    assert render(Screen(paragraphs), speak("fr", {})).texts == ("a" * 2000 + "\n\n" + "b" * 2000, "c" * 2000)


def test_a_paragraph_too_long_alone_is_split_between_words_without_tags(speak: Speak) -> None:
    screen = Screen((Quote(Verbatim("argan & miel\n" * 400)),))
    texts = render(screen, speak("fr", {})).texts
    assert len(texts) == 2
    assert {line for text in texts for line in text.split("\n")} == {"argan &amp; miel"}


def test_emoji_count_as_telegram_counts_them() -> None:
    assert length("<b>🌱</b> &amp;") == 4


@given(
    st.lists(
        st.text(st.sampled_from(" \n<&🌱ع") | st.characters(codec="utf-8"), max_size=60).map(lambda text: text * 200),
        max_size=4,
    )
)
def test_no_word_is_lost_and_no_message_is_too_long(voice: Voice, words: list[str]) -> None:
    rendered = render(Screen(tuple(Verbatim(each) for each in words)), voice)
    assert all(0 < length(text) <= MESSAGE_LIMIT for text in rendered.texts)
    said = "".join(without_tags(text) for text in rendered.texts)
    expected = "".join(voice.plain(Verbatim(each)) for each in words)
    assert "".join(said.split()) == "".join(expected.split())
