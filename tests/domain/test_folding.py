import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.folding import fold, fold_digits


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أركان إفني آسا ٱلله", "اركان افني اسا الله"),
        ("التعاونيّة", "التعاونيه"),
        ("تــيـزنـيـت", "تيزنيت"),
        ("كُسْكُسٌ", "كسكس"),
        ("مُوسى موسي", "موسي موسي"),
        ("ݣلميم گلميم ڭلميم", "كلميم كلميم كلميم"),
        ("کلمیم", "كلميم"),
        ("ء", ""),
        ("شيء", "شي"),
        ("ﻻ ﺳﻼم", "لا سلام"),
        ("Pêche à l'anchois, ŒUFS", "peche a l anchois oeufs"),
        ("Aït-Baha", "ait baha"),
        ("ⴰⵔⴳⴰⵏ", "argan"),
        ("aɣrum taɛrabt", "aghrum ta3rabt"),
        ("٣٥ سنة و۴۲", "35 سنه و42"),
        ("🐝🍯 عسل!", "عسل"),
        ("zero\u200dwidth\u200f", "zerowidth"),
        ("", ""),
    ],
)
def test_spellings_of_one_word_meet(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_words_are_parted_by_single_spaces(text: str) -> None:
    assert fold(text).split() == [word for word in fold(text).split(" ") if word]


def test_digits_of_all_three_alphabets_become_latin() -> None:
    assert fold_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 5") == "0123456789 0123456789 5"
