from datetime import UTC, datetime

import pytest

from catalogue.call import Call
from domain.calls import load
from domain.changes import remedy
from domain.eligibility import Verdict, assess
from domain.status import status
from messages.cards.call import call_card, plain_call_card
from messages.screen import Screen, render
from messages.text import Piece, T
from messages.values import Money, Percent
from messages.voice import Voice
from simulator.messages import visible

MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)
CALLS = {call.id: call for call in load().calls}
TAROUDANT = "indh_taroudant_2026"
PERSON: dict[str, int | str | bool] = {
    "legal_form": "cooperative",
    "women_pct": 100,
    "project_cost": 220_000,
    "own_amount": 22_000,
}
ANSWERS = {
    "women_pct": (T("Share of women"), T("{share}", share=Percent(100))),
    "project_cost": (T("Cost of the project"), T("{amount}", amount=Money(220_000))),
    "own_amount": (T("Own part"), T("{amount}", amount=Money(22_000))),
}


def verdict(id_: str, **person: int | str | bool) -> Verdict:
    [found] = assess(person, [CALLS[id_]], MARCH)
    return found


def said(paragraphs: tuple[Piece, ...], language: str = "ar") -> str:
    return visible("\n\n".join(render(Screen(paragraphs), Voice.of(language)).texts))


def test_a_card_says_each_condition_with_the_persons_answer_and_its_source() -> None:
    card = said(call_card(verdict(TAROUDANT, **PERSON), ANSWERS))
    assert card.count("✅") == 1 + len(CALLS[TAROUDANT].conditions)
    assert "جوابك: 100%" in card
    assert "22.000 درهم" in card
    assert card.count("المصدر:") >= 1
    assert "القرار للجنة" in card


def test_a_condition_nobody_was_asked_about_has_no_answer_beside_it() -> None:
    assert "جوابك" not in said(call_card(verdict(TAROUDANT), {}))


def test_amounts_are_worked_for_the_persons_own_project_and_said_to_be_indicative() -> None:
    card = said(call_card(verdict(TAROUDANT, **PERSON), ANSWERS))
    assert "198.000 درهم" in card
    assert "22.000 درهم" in card
    assert "198.000 درهم" not in said(call_card(verdict(TAROUDANT), {}))


def test_the_ceiling_is_never_exceeded() -> None:
    card = said(call_card(verdict(TAROUDANT, **PERSON | {"project_cost": 1_000_000, "own_amount": 800_000}), {}))
    assert "200.000 درهم على الأكثر" in card


def test_a_guide_of_another_province_says_so_first() -> None:
    card = said(call_card(verdict("indh_khemisset_2024"), {}, guide=True))
    assert "⚠️ هذا البرنامج يخص إقليما آخر" in card.split("\n\n")[1]


def test_the_closing_hour_is_given_in_digits_and_words() -> None:
    card = said(call_card(verdict("indh_chtouka_2026"), {}))
    assert "16:30" in card
    assert "الرابعة والنصف" in card


def test_a_day_without_an_hour_gets_no_hour() -> None:
    card = said(plain_call_card(CALLS["indh_sidi_ifni_2025"], status(CALLS["indh_sidi_ifni_2025"], MARCH)))
    assert "10 فبراير 2025" in card
    assert "00:00" not in card


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("call", load().calls, ids=lambda call: str(call.id))
def test_every_call_can_be_read_without_answers(call: Call, language: str) -> None:
    for paragraphs in (
        plain_call_card(call, status(call, MARCH)),
        call_card(verdict(call.id), {}),
        call_card(verdict(call.id), {}, guide=True),
    ):
        card = said(paragraphs, language)
        title = call.title.ar if language == "ar" else call.title.fr
        assert card.startswith(f"<b>{visible(Voice.of(language).say(call.title))}</b>"), title
        assert "None" not in card
        assert "\n\n\n" not in card


def test_what_is_not_met_stands_open_and_comes_before_what_is_met() -> None:
    card = said(call_card(verdict(TAROUDANT, **PERSON | {"women_pct": 10}), ANSWERS))
    open_part, folded = card.split("<blockquote expandable>")[:2]
    assert "❌ أكثر من 50%" in open_part
    assert folded.count("✅") == 2


def test_the_card_says_what_would_change_a_no() -> None:
    person = PERSON | {"women_pct": 10}
    card = said(call_card(verdict(TAROUDANT, **person), ANSWERS, remedy(CALLS[TAROUDANT], person)))
    assert "🔧" in card
    assert "51%" in card


def test_a_missing_own_part_and_money_in_kind_are_told() -> None:
    person = PERSON | {"project_cost": 100_000, "own_amount": 4_000, "sector": "argan", "women_pct": 40}
    assert "ينقصك 6.000 درهم" in said(call_card(verdict(TAROUDANT, **person), ANSWERS))
    agadir = said(call_card(verdict("indh_agadir_2023", **person), ANSWERS))
    assert "منها 20.000 درهم على الأقل نقدا، و20.000 درهم على الأكثر عينا" in agadir
    large = said(call_card(verdict(TAROUDANT, **PERSON | {"project_cost": 1_000_000}), ANSWERS))
    assert "هنا السقف هو الذي يحدد المبلغ" in large


def test_a_call_that_shuts_another_says_so() -> None:
    young, social = CALLS["indh_tanger_entrepreneurship_2022"], CALLS["indh_tanger_solidarity_2022"]
    card = said(call_card(verdict(young.id), {}, shuts=[social]))
    assert card.count("⛔") == 1
    assert social.title.ar in card
    assert "⛔" not in said(call_card(verdict(young.id), {}))
