from datetime import date

from domain.calls import rules_hash
from messages.cards.trace import trace_of
from messages.voice import Voice
from tests.messages.cards.test_call import ANSWERS, CALLS, PERSON, TAROUDANT, verdict

DAY = date(2026, 3, 1)


def test_the_trace_holds_the_answers_each_condition_and_the_hash_of_the_rules() -> None:
    judged = verdict(TAROUDANT, **PERSON | {"women_pct": 40})
    lines = trace_of([judged], ANSWERS, DAY, Voice.of("ar")).splitlines()
    assert lines[0] == "فحص الشروط يوم 1 مارس 2026"
    assert "• نسبة النساء: 100%" in lines
    assert f"   ❌ {CALLS[TAROUDANT].conditions[1].text.ar}" in lines
    assert any(rules_hash(CALLS[TAROUDANT])[:12] in line and TAROUDANT in line for line in lines)


def test_it_is_plain_text_in_the_language_of_its_reader() -> None:
    text = trace_of([verdict(TAROUDANT, **PERSON)], ANSWERS, DAY, Voice.of("fr"))
    assert text.startswith("Vérification des conditions du 1er mars 2026")
    assert "<" not in text
    assert "\u2068" not in text


def test_what_matters_most_comes_first_and_only_the_rest_is_cut() -> None:
    judged = verdict(TAROUDANT, **PERSON | {"women_pct": 40})
    whole = trace_of([judged], ANSWERS, DAY, Voice.of("ar"))
    against, met = (whole.index(f"   {sign}") for sign in ("❌", "✅"))
    assert against < met
    for most in range(len(whole) - 1, 300, -37):
        cut = trace_of([judged], ANSWERS, DAY, Voice.of("ar"), most).splitlines()
        assert len("\n".join(cut)) <= most
        assert cut[-1] == "…"
        assert whole.splitlines()[: len(cut) - 1] == cut[:-1]
