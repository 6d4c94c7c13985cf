import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.lines import Run, broken
from messages.bidi import RLM, bare, clean, isolate


def each_is_one_wide(run: Run) -> float:
    return len(run.text)


def seen(text: str, *, rtl: bool = True, width: float = 1000) -> list[str]:
    """The lines as an eye meets their characters from left to right."""
    lines = broken(text, rtl=rtl, width=width, measure=each_is_one_wide)
    return ["".join(run.text[::-1] if run.rtl else run.text for run in line) for line in lines]


@pytest.mark.parametrize(
    ("text", "left_to_right"),
    [
        ("طلب", "بلط"),
        (f"طلب {isolate('R7K-24Q')} اليوم", "مويلا R7K-24Q بلط"),
        (f"يوم {isolate('2026-11-22')}، غدا", "ادغ ،2026-11-22 موي"),
        (f"المبلغ {isolate('13.179.091 DH')}.", ".13.179.091 DH غلبملا"),
        (f"{RLM}{isolate('+212 6 12-34-56-78')} هاتف", "فتاه +212 6 12-34-56-78"),
        (f"عند {isolate('Coop (Tiznit)')}، هنا", "انه ،Coop (Tiznit) دنع"),
        (f"{isolate('Tiwizi')}{isolate('تيويزي')}", "يزيويتTiwizi"),
    ],
)
def test_values_stand_in_an_arabic_line_as_they_are_read(text: str, left_to_right: str) -> None:
    assert seen(text) == [left_to_right]


def test_an_arabic_name_with_a_number_stands_in_a_french_line_as_it_is_read() -> None:
    assert seen(f"Coopérative {isolate('أمل 12 للأركان')}, ici", rtl=False) == ["Coopérative ناكرألل 12 لمأ, ici"]


def test_a_run_in_which_the_direction_does_not_change_stays_whole() -> None:
    assert broken("مُحَمَّد (لا)", rtl=True, width=100, measure=each_is_one_wide) == [(Run("مُحَمَّد (لا)", rtl=True),)]


def test_the_first_words_stand_on_the_first_line() -> None:
    assert seen("واحد اثنان ثلاثة", width=11) == ["نانثا دحاو", "ةثالث"]


def test_a_value_that_goes_over_a_line_keeps_its_direction() -> None:
    text = f"عند {isolate('Union des femmes (Tiznit)')} غدا"
    assert seen(text, width=14) == ["Union des دنع", "femmes", "ادغ (Tiznit)"]


def test_an_amount_stays_on_one_line() -> None:
    assert seen("المبلغ 200.000\u00a0درهم", width=14) == ["غلبملا", "مهرد\u00a0200.000"]


def test_a_word_wider_than_a_line_is_cut() -> None:
    assert seen("aaaaabbbbbcc d", rtl=False, width=5) == ["aaaaa", "bbbbb", "cc d"]


def test_lines_of_the_text_stay_lines() -> None:
    assert seen("أ\n\nب") == ["أ", "", "ب"]


@pytest.mark.parametrize("sign", ["-", "%", "- ", "!؟"])
def test_thousands_of_signs_in_a_row_are_shortened(sign: str) -> None:
    assert len("".join(seen(f"قبل {sign * 3000} بعد", width=40))) < 100


@given(st.text(alphabet=string.printable + "ابتلامéèç٠١٢«»،؟\u064f\u200f\u2068\u2069", max_size=200), st.booleans())
def test_no_character_is_lost_and_no_line_is_too_wide(text: str, rtl: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    said = clean(text)
    lines = seen(isolate(said), rtl=rtl, width=20)
    assert sorted("".join(lines).replace(" ", "")) == sorted("".join(bare(said).split()))
    assert max(map(len, lines)) <= 20


@given(st.lists(st.text(alphabet="ابتلمن", min_size=1, max_size=8), min_size=1, max_size=30))
def test_arabic_words_follow_each_other_from_right_to_left_and_downwards(words: list[str]) -> None:
    lines = seen(" ".join(words), width=20)
    assert " ".join(line[::-1] for line in lines) == " ".join(words)
