import html as standard_html
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import ApiError
from simulator.html import parse_html


def refusal(source: str) -> str:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    return caught.value.description.removeprefix("Bad Request: can't parse entities: ")


def test_every_tag_becomes_its_entity() -> None:
    tags = {
        "b": "bold",
        "strong": "bold",
        "i": "italic",
        "em": "italic",
        "u": "underline",
        "ins": "underline",
        "s": "strikethrough",
        "strike": "strikethrough",
        "del": "strikethrough",
        "tg-spoiler": "spoiler",
        "code": "code",
        "pre": "pre",
        "blockquote": "blockquote",
    }
    for tag, kind in tags.items():
        assert parse_html(f"<{tag}>x</{tag}>") == ("x", [{"type": kind, "offset": 0, "length": 1}])


def test_offsets_count_utf16_units() -> None:
    assert parse_html("🌿<b>نعم</b>") == ("🌿نعم", [{"type": "bold", "offset": 2, "length": 3}])


def test_nested_tags_come_outermost_first() -> None:
    _, entities = parse_html("<b>a<i>b</i></b>")
    assert [(each["type"], each["offset"], each["length"]) for each in entities] == [("bold", 0, 2), ("italic", 1, 1)]


def test_character_references_are_read_and_an_unknown_one_stays() -> None:
    assert parse_html("&lt;b&gt; &amp; &quot; &#1589; &nbsp;")[0] == '<b> & " ص &nbsp;'


def test_links_keep_their_address_and_get_a_scheme() -> None:
    assert parse_html('<a href="https://a.ma/?x=1&amp;y=2">l</a>')[1][0]["url"] == "https://a.ma/?x=1&y=2"
    assert parse_html("<a href='a.ma'>l</a>")[1][0]["url"] == "http://a.ma"
    assert parse_html("<a>tiwizi.ma</a>")[1][0]["url"] == "http://tiwizi.ma"
    assert parse_html('<a href="nothing">l</a>')[1] == []


def test_attributes_without_quotes_are_read() -> None:
    assert parse_html("<span class=tg-spoiler>x</span>")[1][0]["type"] == "spoiler"


def test_expandable_quotations_are_their_own_kind() -> None:
    assert parse_html("<blockquote expandable>x</blockquote>")[1][0]["type"] == "expandable_blockquote"


def test_the_language_of_code_belongs_to_its_pre() -> None:
    source = '<pre><code class="language-python">x</code></pre><code class="language-c">y</code>'
    assert parse_html(source)[1] == [
        {"type": "pre", "offset": 0, "length": 1, "language": "python"},
        {"type": "code", "offset": 1, "length": 1},
    ]
    assert parse_html("<pre><code>x</code></pre>")[1] == [{"type": "pre", "offset": 0, "length": 1}]


def test_custom_emoji_keep_their_id() -> None:
    assert parse_html('<tg-emoji emoji-id="7">🙂</tg-emoji>')[1][0]["custom_emoji_id"] == "7"


def test_an_empty_tag_leaves_no_entity_and_a_nameless_end_tag_closes() -> None:
    assert parse_html("<b></b>x") == ("x", [])
    assert parse_html("<b>x</>")[1][0]["type"] == "bold"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("ص<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=", "Unclosed start tag at byte offset 0"),
        ("<a ", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_mistakes_are_refused_in_telegrams_words(source: str, expected: str) -> None:
    assert refusal(source) == expected


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(f"<b>{standard_html.escape(text)}</b>")[0] == text


@given(st.text(alphabet="<>/ab=\"' &;ص"))
def test_any_text_is_either_read_or_refused(source: str) -> None:
    with suppress(ApiError):
        text, entities = parse_html(source)
        assert all(each["offset"] + each["length"] <= len(text.encode("utf-16-le")) // 2 for each in entities)
