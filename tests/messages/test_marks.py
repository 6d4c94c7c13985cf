import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.bidi import clean
from messages.marks import Mark, as_html, as_plain
from messages.markup import without_tags
from simulator.html import parse_html

ADDRESS = "https://example.org/?a=1&b=2"


def test_bold_italic_and_links_are_kept_and_everything_else_is_escaped() -> None:
    text = "Réunion <demain> à lire"
    marks = [Mark("bold", 0, 7), Mark("italic", 0, 16), Mark("text_link", 19, 23, ADDRESS), Mark("mention", 8, 16)]
    assert as_html(text, marks) == (
        '<i><b>Réunion</b> &lt;demain&gt;</i> à <a href="https://example.org/?a=1&amp;b=2">lire</a>'
    )


def test_marks_that_cross_are_nested() -> None:
    assert as_html("abcd", [Mark("bold", 0, 3), Mark("italic", 1, 4)]) == "<b>a<i>bc</i></b><i>d</i>"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", None, "tel:+212"])
def test_only_addresses_that_telegram_opens_become_links(url: str | None) -> None:
    assert as_html("ici", [Mark("text_link", 0, 3, url)]) == "ici"


def test_plain_text_tells_where_a_link_leads() -> None:
    marked = as_html("اقرأ هنا", [Mark("bold", 0, 8), Mark("text_link", 5, 8, ADDRESS)])
    assert as_plain(marked) == f"اقرأ هنا ({ADDRESS})"


def test_an_address_that_is_written_out_is_told_once() -> None:
    assert as_plain(as_html(ADDRESS, [Mark("text_link", 0, len(ADDRESS), ADDRESS)])) == ADDRESS


kinds = st.sampled_from(["bold", "italic", "underline", "strikethrough", "code", "blockquote", "text_link", "spoiler"])
marks = st.builds(Mark, kinds, st.integers(-2, 30), st.integers(-2, 30), st.sampled_from([None, ADDRESS, "x:y"]))


@settings(max_examples=200)
@given(st.text(max_size=30), st.lists(marks, max_size=6))
def test_whatever_is_marked_telegram_can_read_it_and_no_word_is_lost(text: str, found: list[Mark]) -> None:
    marked = as_html(text, found)
    parsed, _ = parse_html(marked)
    assert parsed.strip() == without_tags(marked).strip() == clean(text).strip()
    assert not re.search(r"<(?!/?(?:b|i|u|s|code|blockquote|a)\b)", marked)
