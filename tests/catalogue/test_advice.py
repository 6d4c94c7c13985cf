"""What pydantic finds wrong, as an administrator is told it."""

from typing import Any

import pytest
from pydantic import ValidationError

from catalogue.advice import problems_of
from catalogue.call import Call, Window
from catalogue.record import Record
from catalogue.service import Days
from catalogue.source import Source
from catalogue.support import Support


class Level(Record):
    answer: Days


@pytest.mark.parametrize(
    ("kind", "raw", "told"),
    [
        (Source, {"url": "x"}, "it is missing: add it"),
        (Source, {"url": 1}, "a text in quotation marks belongs here"),
        (Source, {"url": "x"}, "it is not written as it should be: compare with another call"),
        (Source, {"title": "x"}, "a table belongs here, with names and values"),
        (Source, {"title": {"ar": "", "fr": "x"}}, "it is empty: write something"),
        (Source, {"checked": "soon"}, "a day belongs here, like 2026-03-31, without quotation marks"),
        (Source, {"confidence": "X"}, "one of these belongs here: 'H', 'M', 'L'"),
        (Source, {"colour": "red"}, "nothing has this name here: correct or remove it"),
        (Support, {"share_pct": "half"}, "a whole number belongs here, without quotation marks"),
        (Support, {"share_pct": 0}, "the number is too small: at least 1"),
        (Support, {"share_pct": 101}, "the number is too large: at most 100"),
        (Call, {"sources": {}}, "there are too few: write at least 1"),
        (Call, {"conditions": "x"}, "a list in square brackets belongs here"),
        (Call, {"scope": "x"}, "a table belongs here, with names and values"),
        (Window, {"opens": "soon"}, "a day belongs here, like 2026-03-31, without quotation marks"),
        (Level, {"answer": []}, "a whole number belongs here, without quotation marks"),
        (Support, {"share_pct": 60, "own_min_pct": 60}, "the share and the own contribution exceed the whole cost"),
    ],
)
def test_it_is_told_in_plain_words(kind: type[Record], raw: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        kind.model_validate({"source": "page", **raw} if kind is Support else raw)
    assert told in {str(problem) for error in refused.value.errors() for problem in problems_of(error)}


def test_what_has_no_words_of_its_own_is_told_all_the_same() -> None:
    [problem] = problems_of({"type": "a_kind_of_next_year"})
    assert str(problem) == "something else belongs here: compare with another call"
