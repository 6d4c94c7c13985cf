import pytest

from messages.markup import markup_problems, without_tags


def test_a_reader_sees_neither_tags_nor_entities() -> None:
    assert without_tags("<b>R&amp;D</b> &lt;3") == "R&D <3"


@pytest.mark.parametrize(
    "text",
    ["plain", "<b>bold <i>both</i></b>", "<blockquote>a</blockquote> &amp; <code>b</code> &lt;", "<u>a</u><s>b</s>"],
)
def test_telegrams_tags_are_accepted(text: str) -> None:
    assert markup_problems(text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<b>open", "<b> is never closed"),
        ("closed</b>", "</b> closes what is not open"),
        ("<b><i>crossed</b></i>", "</b> closes what is not open"),
        ("<a href='x'>link</a>", "is not one of the tags"),
        ("<br/>", "is not one of the tags"),
        ("R&D", "& must be written as an entity"),
        ("1 < 2", "< must be written as an entity"),
        ("&nbsp;", "& must be written as an entity"),
    ],
)
def test_what_telegram_would_refuse_is_found(text: str, problem: str) -> None:
    assert any(problem in found for found in markup_problems(text))
