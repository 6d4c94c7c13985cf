from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from catalogue.vocabulary import FACTS
from conversations.facts import QUESTIONS
from conversations.given import Placed, Pressed, Typed
from conversations.question import Answered, Refused
from conversations.questions.reading import LONGEST, pressed, words
from domain.calls import load
from tests.conversations.asking import ELSEWHERE, NONSENSE, refused


def test_every_fact_that_is_not_derived_has_its_question() -> None:
    assert set(QUESTIONS) == {name for name, fact in FACTS.items() if not fact.derived_from}
    assert load().calls


@pytest.mark.parametrize("name", list(QUESTIONS))
def test_every_question_refuses_nonsense_with_one_kind_sentence(name: str) -> None:
    for each in (*NONSENSE, ELSEWHERE):
        refused(QUESTIONS[name], each)


@settings(deadline=None)
@given(text=st.text(max_size=4096), name=st.sampled_from(list(QUESTIONS)))
@example(text="²", name="age")
@example(text="=²", name="turnover")
@example(text="½", name="age")
@example(text="٣٫٥", name="age")
@example(text="\x00", name="sector")
@example(text="1" * 400, name="age")
def test_no_text_breaks_a_question_and_what_is_taken_can_be_read_again(text: str, name: str) -> None:
    question = QUESTIONS[name]
    for each in (Typed(text), Pressed(text or "?")):
        try:
            read = question.read(each, None)
        except Refused:
            continue
        if isinstance(read, Answered):
            question.load(read.stored)
            question.tell(read.stored)
        else:
            question.ask(getattr(read, "note", None))


@settings(deadline=None)
@given(latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
def test_no_point_of_the_world_breaks_the_place(latitude: float, longitude: float) -> None:
    with suppress(Refused):
        QUESTIONS["place"].read(Placed(latitude, longitude), None)


def test_an_answer_may_be_three_hundred_characters_long_and_no_more() -> None:
    assert words(Typed("a" * LONGEST)) == "a" * LONGEST
    with pytest.raises(Refused, match="too long"):
        words(Typed("a" * (LONGEST + 1)))


def test_a_tap_is_read_by_the_beginning_of_its_value() -> None:
    assert pressed(Pressed("=12"), "=") == "12"
    assert pressed(Pressed("12"), "=") is None
    assert pressed(Typed("=12"), "=") is None
