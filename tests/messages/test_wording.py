import pytest

from messages.bidi import RLM
from messages.languages import LANGUAGES
from messages.text import BUTTON_CONTEXT
from messages.wording import arabic_problems, translation_problems

ARABIC, FRENCH = LANGUAGES["ar"], LANGUAGES["fr"]
DAYS = ("{n} day in {place}", "{n} days in {place}")
SIX = (
    "لا يوم في {place}",
    "يوم واحد في {place}",
    "يومان في {place}",
    "{n} أيام في {place}",
    "{n} يوماً في {place}",
    "{n} يوم في {place}",
)


def problems(source: str, translation: str, context: str | None = None) -> list[str]:
    return list(translation_problems((source,), context, (translation,), ARABIC))


def test_a_good_translation_has_no_problems() -> None:
    assert problems("Hello <b>{name}</b>.", "مرحباً <b>{name}</b>.") == []


@pytest.mark.parametrize(
    ("translation", "problem"),
    [
        ("", "is not translated"),
        ("مرحباً <b>الجميع</b>", "lost {name}"),
        ("مرحباً <b>{name}</b> {place}", "names {place}, which the source does not"),
        ("مرحباً <b>{name}</b> {}", "a brace outside a placeholder"),
        ("مرحباً {name}", "has other tags than the source"),
        ("مرحباً <b>{name}", "<b> is never closed"),
        (f"{RLM}مرحباً <b>{{name}}</b>", "holds direction marks"),
        ("مرحباً <b>{name}</b> في يوليو", "write يوليوز, not يوليو"),
        ("مرحباً <b>{name}</b> ٣", "write the digits 0-9"),
    ],
)
def test_a_bad_translation_is_described(translation: str, problem: str) -> None:
    assert any(problem in found for found in problems("Hello <b>{name}</b>.", translation))


@pytest.mark.parametrize("text", ["في سبتمبر", "وأغسطس", "مايو", "نوفمبر 2026", "ديسمبر"])
def test_months_of_other_countries_are_found(text: str) -> None:
    assert len(arabic_problems(text)) == 1


@pytest.mark.parametrize("text", ["يوليوز", "ماي", "غشت", "شتنبر", "من 1 إلى 3 دجنبر"])
def test_moroccan_months_are_right(text: str) -> None:
    assert arabic_problems(text) == []


def test_french_may_have_any_words() -> None:
    assert list(translation_problems(("July",), None, ("juillet يوليو",), FRENCH)) == []


@pytest.mark.parametrize("text", ["Pourquoi ?", "Lieu : {place}", "Touchez « Oui\u00a0».", "60 %", "« {cell} »"])
def test_a_french_sign_may_not_begin_a_line(text: str) -> None:
    assert any("does not break" in each for each in translation_problems((text,), None, (text,), FRENCH))


def test_french_spaces_that_do_not_break_are_right() -> None:
    right = "Touchez «\u00a0Oui\u00a0»\u00a0: {place}, 60\u202f%"
    assert list(translation_problems((right,), None, (right,), FRENCH)) == []


def test_a_button_is_measured_without_marks_and_placeholders() -> None:
    assert problems("{place} and back", "{place} " + "بَ" * 27, BUTTON_CONTEXT) == []
    assert "longer than the 28" in problems("{place} and back", "{place} " + "ب" * 28, BUTTON_CONTEXT)[0]


def test_only_buttons_are_measured() -> None:
    assert problems("Long", "ب" * 200) == []


def test_a_form_for_one_number_may_leave_the_number_out() -> None:
    assert list(translation_problems(DAYS, None, SIX, ARABIC)) == []


@pytest.mark.parametrize("form", [3, 4, 5])
def test_a_form_for_several_numbers_may_not(form: int) -> None:
    forms = [*SIX]
    forms[form] = "أيام في {place}"
    assert "lost {n}" in next(translation_problems(DAYS, None, tuple(forms), ARABIC))


def test_no_form_may_leave_another_value_out() -> None:
    assert "lost {place}" in next(translation_problems(DAYS, None, ("لا يوم", *SIX[1:]), ARABIC))


def test_one_empty_form_is_an_untranslated_text() -> None:
    assert list(translation_problems(DAYS, None, (*SIX[:5], ""), ARABIC)) == ["is not translated"]
