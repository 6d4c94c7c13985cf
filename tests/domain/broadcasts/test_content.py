import pytest

from catalogue.local import Local
from domain.broadcasts.audience import Audience, Eligible, Invited, Reply, Result
from domain.broadcasts.audience import dump as dump_audience
from domain.broadcasts.audience import load as load_audience
from domain.broadcasts.body import Body
from domain.broadcasts.body import dump as dump_body
from domain.broadcasts.body import load as load_body
from domain.broadcasts.content import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    Content,
    Kind,
    Link,
    Poll,
    Problem,
    dump,
    length,
    load,
    problems,
)
from domain.broadcasts.topic import Topic


def test_a_text_is_as_long_as_telegram_finds_it() -> None:
    assert length("<b>سلام</b> &amp; 👋") == len("سلام & ") + 2
    assert length('<a href="https://example.org/?a=1&amp;b=2">هنا</a>') == 3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (Content(Kind.TEXT, "س" * TEXT_LIMIT), ()),
        (Content(Kind.TEXT, "<b>" + "س" * TEXT_LIMIT + "</b>"), ()),
        (Content(Kind.TEXT, "س" * (TEXT_LIMIT + 1)), (Problem.TOO_LONG,)),
        (Content(Kind.TEXT, "<b> </b>"), (Problem.EMPTY,)),
        (Content(Kind.TEXT, "  "), (Problem.EMPTY,)),
        (Content(Kind.PHOTO, "", "file"), ()),
        (Content(Kind.PHOTO, "س" * (CAPTION_LIMIT + 1), "file"), (Problem.TOO_LONG,)),
        (Content(Kind.VOICE), (Problem.NO_FILE,)),
        (Content(Kind.POLL), (Problem.NO_POLL,)),
        (Content(Kind.POLL, poll=Poll("متى؟", ("صباحا", "مساء"))), ()),
        (Content(Kind.POLL, poll=Poll("متى؟", ("صباحا",))), (Problem.FEW_OPTIONS,)),
        (Content(Kind.POLL, poll=Poll("م" * 301, ("صباحا", ""))), (Problem.EMPTY, Problem.POLL_TOO_LONG)),
        (Content(Kind.POLL, poll=Poll("متى؟", ("ساعة",) * 11)), (Problem.MANY_OPTIONS,)),
    ],
)
def test_what_telegram_would_refuse_is_found_before(content: Content, expected: tuple[Problem, ...]) -> None:
    assert problems(content) == expected


def test_what_was_composed_is_read_as_it_was_written_and_nothing_else_is() -> None:
    content = Content(Kind.POLL, poll=Poll("متى؟", ("صباحا", "مساء"), several=True))
    invited = Invited(7, frozenset({Reply.CAME, Reply.COMING}))
    eligible = Eligible("indh_2026", frozenset({Result.ALMOST, Result.YES}))
    audience = Audience(places=frozenset({"05.301", "09"}), invited=invited, eligible=eligible, active_days=30)
    links = (Link("check"), Link("https://example.org", Local("الموقع", "Le site")))
    body = Body(Topic.CALLS, {"ar": content}, links, audience, urgent="الثلج")
    assert load(dump(content)) == content
    assert load_audience(dump_audience(audience)) == audience
    assert load_body(dump_body(body)) == body
    assert dump_audience(audience)["invited"]["replies"] == ["came", "coming"], "always in the same order"
    for reader, stored in ((load, {"kind": "sticker"}), (load_audience, {"age": 3}), (load_body, {"topic": "spam"})):
        with pytest.raises(ValueError, match=r"."):
            reader(stored)


@pytest.mark.parametrize(
    "wrong",
    [
        {"places": frozenset({"99"})},
        {"legal_forms": frozenset({"llc"})},
        {"active_days": 0},
        {"contacted_days": -1},
    ],
)
def test_an_audience_of_what_does_not_exist_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no place|no legal form|at least 1"):
        Audience(**wrong)  # type: ignore[arg-type] # that is the point
