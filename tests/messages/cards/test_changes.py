import pytest

from catalogue.vocabulary import Value
from domain.changes import CHANGEABLE, Change, Remedy
from domain.truth import Truth
from messages.cards.changes import change_sentence, changes_paragraph
from messages.voice import Voice
from simulator.messages import visible

CASES: list[tuple[str, Value, Value, str]] = [
    ("own_amount", 10_000, 20_000, "المساهمة بما لا يقل عن 20.000 درهم؛ وهي اليوم 10.000 درهم."),
    ("project_cost", 200_000, 100_000, "مشروع أصغر، لا تتجاوز تكلفته 100.000 درهم."),
    ("project_cost", 50_000, 100_000, "مشروع أكبر، لا تقل تكلفته عن 100.000 درهم."),
    ("women_pct", 40, 51, "أن تكون نسبة النساء 51% على الأقل؛ وهي اليوم 40%."),
    ("youth_pct", 10, 20, "أن تكون نسبة الأعضاء الذين عمرهم أقل من 35 سنة 20% على الأقل؛ وهي اليوم 10%."),
    ("job_seeking", False, True, "البحث عن شغل، والتسجيل ضمن الباحثين عنه."),
    ("womens_cooperative", False, True, "أن تتقدم بالطلب تعاونية نسائية."),
    ("legal_form", "none_yet", "cooperative", "تسجيل تعاونية تحمل المشروع."),
    ("legal_form", "none_yet", "auto_entrepreneur", "أن يكون حامل المشروع: مقاول ذاتي."),
    ("sector", "housing", "argan_food_oil", "مشروع في نشاط آخر من الأنشطة المذكورة في هذا البرنامج، مثل:"),
]


@pytest.mark.parametrize(("fact", "today", "value", "sentence"), CASES)
def test_every_change_is_a_plain_sentence(fact: str, today: Value, value: Value, sentence: str) -> None:
    change = Change(fact, today, (value,))
    assert visible(Voice.of("ar").plain(change_sentence(change))).startswith(sentence)
    assert visible(Voice.of("fr").plain(change_sentence(change))).endswith(".")


def test_every_changeable_fact_has_its_sentence() -> None:
    assert {fact for fact, *_ in CASES} == set(CHANGEABLE)


def test_all_steps_are_said_with_what_would_do_in_their_place_and_what_follows() -> None:
    own, cost = Change("own_amount", 0, (20_000,)), Change("project_cost", 200_000, (100_000,))
    women = Change("women_pct", 10, (51,))
    said = visible(Voice.of("ar").plain(changes_paragraph(Remedy(((own, cost), (women,)), Truth.YES))))
    lines = said.splitlines()
    assert [line.split(" ")[0] for line in lines[1:]] == ["•", "", "•", "بعد"]
    assert lines[2].strip().startswith("أو:")
    assert "ستكون متوفرة لديك" in lines[-1]
    unsure = visible(Voice.of("ar").plain(changes_paragraph(Remedy(((women,),), Truth.UNKNOWN))))
    assert "❔" in unsure
