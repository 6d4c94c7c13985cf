"""What is a note, in whatever clothes, and how what was said is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.talk import Content, Medium, is_command, note


@pytest.mark.parametrize(
    "written",
    [
        "/note نزوره غدا",
        "/NOTE@tiwizi_bot نزوره غدا",
        "  \n/note\nنزوره غدا",
        "\u200f/note نزوره غدا",
        "\u2068/note\u2069 نزوره غدا",
        "／note نزوره غدا",
        "⁄note نزوره غدا",
        "/ملاحظة نزوره غدا",
        "ملاحظه: نزوره غدا",
        "ملاحظة : نزوره غدا",
        "Note : نزوره غدا",
        "#note نزوره غدا",
        "//نزوره غدا",
    ],
)
def test_a_note_is_known_by_its_mark_however_it_is_dressed_up(written: str) -> None:
    assert note(written) == "نزوره غدا"


@pytest.mark.parametrize("written", ["نزوره غدا", "خذ ملاحظة", "notez bien", "/notes", "الملاحظات: لا شيء", ""])
def test_other_words_are_no_note(written: str) -> None:
    assert note(written) is None


@given(st.text(alphabet="\u200e\u200f\u2066\u2069\u061c \n\t\u00ad\ufeff", max_size=6), st.text(max_size=20))
def test_no_invisible_sign_before_it_hides_a_command(before: str, after: str) -> None:
    assert is_command(f"{before}/nte {after}")
    assert note(f"{before}/note {after}") is not None


@given(
    st.builds(
        Content,
        st.sampled_from(Medium),
        st.text(),
        st.none() | st.text(),
        st.none() | st.floats(-90, 90),
        st.none() | st.floats(-180, 180),
    )
)
def test_what_was_said_is_read_back_as_it_was_kept(content: Content) -> None:
    assert Content.load(content.dump()) == content
