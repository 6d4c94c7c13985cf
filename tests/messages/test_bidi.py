import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.bidi import FSI, PDI, RLM, bare, clean, isolate, point_right_to_left, visible_length


def test_a_value_is_isolated() -> None:
    assert isolate("Aït Baha") == f"{FSI}Aït Baha{PDI}"


def test_an_isolated_value_is_not_isolated_again() -> None:
    assert isolate(isolate("argan")) == isolate("argan")


def test_two_isolated_values_side_by_side_are_isolated_together() -> None:
    both = isolate("a") + isolate("b")
    assert isolate(both) == f"{FSI}{both}{PDI}"


def test_nothing_is_not_isolated() -> None:
    assert isolate("") == ""


def test_each_line_has_its_own_isolate() -> None:
    assert isolate("a\n\nb") == f"{FSI}a{PDI}\n\n{FSI}b{PDI}"


@pytest.mark.parametrize("line", ["🌱 مرحبا", "3 أيام", "INDH", "«تعاونية»", "<b>🌱 مرحبا</b>", f"{FSI}أمينة{PDI}"])
def test_a_line_that_does_not_begin_in_arabic_gets_a_mark(line: str) -> None:
    assert point_right_to_left(line) == RLM + line


@pytest.mark.parametrize("line", ["مرحبا", "<b>مرحبا</b>", "", f"{RLM}🌱 مرحبا"])
def test_a_line_that_begins_in_arabic_or_is_empty_gets_none(line: str) -> None:
    assert point_right_to_left(line) == line


def test_every_line_is_looked_at() -> None:
    assert point_right_to_left("مرحبا\n• أولاً") == f"مرحبا\n{RLM}• أولاً"


def test_a_person_cannot_send_marks_or_controls() -> None:
    assert clean("a\u202eb\u2066c\x00d\re\ud83d\u2029") == "abcde"


def test_a_person_may_send_lines_and_joined_emoji() -> None:
    assert clean("a\n\t👩\u200d🌾") == "a\n\t👩\u200d🌾"


def test_a_pressed_label_equals_its_bare_text() -> None:
    assert bare(f"{RLM}🌱 {isolate('أمينة')}") == "🌱 أمينة"


@given(st.text())
def test_isolates_are_balanced_whatever_a_person_writes(text: str) -> None:
    isolated = isolate(clean(text))
    assert isolated.count(FSI) == isolated.count(PDI)


def test_marks_and_vowel_signs_take_no_room() -> None:
    assert visible_length(f"{RLM}{FSI}تُردّ{PDI}") == 3
