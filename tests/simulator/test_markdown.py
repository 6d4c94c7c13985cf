import pytest

from simulator.errors import ApiError
from simulator.markdown import parse_markdown


def kinds(source: str, *, legacy: bool = False) -> list[tuple[str, int, int]]:
    return [(each["type"], each["offset"], each["length"]) for each in parse_markdown(source, legacy=legacy)[1]]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("*x*", "bold"),
        ("_x_", "italic"),
        ("__x__", "underline"),
        ("~x~", "strikethrough"),
        ("||x||", "spoiler"),
        ("`x`", "code"),
        ("```x```", "pre"),
        (">x", "blockquote"),
        (">x||", "expandable_blockquote"),
    ],
)
def test_every_mark_becomes_its_entity(source: str, kind: str) -> None:
    assert kinds(source) == [(kind, 0, 1)]


def test_escaped_marks_are_plain_and_code_takes_them_as_they_are() -> None:
    assert parse_markdown(r"a\.b\*c", legacy=False) == ("a.b*c", [])
    assert parse_markdown("`a.b*c`", legacy=False)[0] == "a.b*c"


def test_links_and_languages_are_kept() -> None:
    assert parse_markdown(r"[l](https://a\.ma)", legacy=False)[1][0]["url"] == "https://a.ma"
    assert parse_markdown("```python\nx```", legacy=False) == (
        "x",
        [{"type": "pre", "offset": 0, "length": 1, "language": "python"}],
    )


def test_a_bracket_without_an_address_is_only_text() -> None:
    assert parse_markdown("[l] x", legacy=False) == ("l x", [])


def test_quotations_run_over_lines_and_hold_marks() -> None:
    text, entities = parse_markdown("a\n>b *c*\n>d", legacy=False)
    assert text == "a\nb c\nd"
    assert [(each["type"], each["offset"], each["length"]) for each in entities] == [
        ("blockquote", 2, 5),
        ("bold", 4, 1),
    ]


def test_the_older_style_takes_points_and_brackets() -> None:
    assert parse_markdown("*a.* (b)!", legacy=True) == ("a. (b)!", [{"type": "bold", "offset": 0, "length": 2}])
    assert parse_markdown("x] y", legacy=True)[0] == "x] y"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("*x", "Can't find end of Bold entity at byte offset 0"),
        ("ص`x", "Can't find end of Code entity at byte offset 2"),
        ("```x", "Can't find end of PreCode entity at byte offset 0"),
        ("[x", "Can't find end of TextUrl entity at byte offset 0"),
    ],
)
def test_mistakes_are_refused_in_telegrams_words(source: str, expected: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_markdown(source, legacy=False)
    assert caught.value.description == f"Bad Request: can't parse entities: {expected}"
