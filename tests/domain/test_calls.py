from collections.abc import Sequence
from datetime import datetime

import pytest

from catalogue.call import Call, Scope
from catalogue.loading import text_of
from catalogue.local import Local
from catalogue.problem import CatalogueError
from domain.calls import checked, covers, elsewhere, load, publish, relevant, rules_hash, shut_by
from domain.civil_time import MOROCCO

CALLS = load().calls
REAL = {call.id: call for call in CALLS}
TODAY = datetime(2026, 11, 22, 12, tzinfo=MOROCCO)
TAROUDANT = REAL["indh_taroudant_2026"]


def ids(calls: Sequence[Call]) -> list[str]:
    return [call.id for call in calls]


def test_the_catalogue_is_read_and_verified_once() -> None:
    assert load() is load()


def test_what_staff_publish_stands_in_place_of_the_delivered_call_until_it_is_taken_back() -> None:
    corrected = TAROUDANT.model_copy(update={"year": 2027})
    new = TAROUDANT.model_copy(update={"id": "a_new_one"})
    try:
        publish([corrected, new])
        standing = load().calls
        assert {call.id for call in standing} == {*REAL, "a_new_one"}
        assert [call.id for call in standing] == sorted(call.id for call in standing)
        assert next(call for call in standing if call.id == TAROUDANT.id) is corrected
    finally:
        publish(())
    assert load().calls == CALLS


def test_a_text_is_read_and_proved_as_a_file_of_ours_is() -> None:
    text = text_of(TAROUDANT.id)
    assert text is not None
    assert checked(text) == TAROUDANT
    with pytest.raises(CatalogueError, match=r"examples\.1") as refusal:
        checked(text.replace("above = 50", "above = 99"))
    assert len(str(refusal.value).splitlines()) > 1, "every problem, not only the first"


@pytest.mark.parametrize(
    ("scope", "place", "covered"),
    [
        (Scope(national=True), None, True),
        (Scope(national=True), "05.301", True),
        (Scope(regions=("09",)), "09.541", True),
        (Scope(regions=("09",)), "10.261", False),
        (Scope(provinces=("09.541",)), "09.541", True),
        (Scope(provinces=("09.541",)), "09.541.01.02", True),
        (Scope(provinces=("09.541",)), "09.581", False),
        (Scope(provinces=("09.541",)), None, False),
    ],
)
def test_a_scope_covers_what_lies_in_it(scope: Scope, place: str | None, *, covered: bool) -> None:
    assert covers(scope, place) is covered


def test_an_open_call_of_the_province_comes_first() -> None:
    found = ids(relevant(CALLS, "09.163", datetime(2026, 3, 1, tzinfo=MOROCCO)))
    assert found[0] == "indh_chtouka_2026"
    assert "indh_taroudant_2026" not in found


def test_only_the_newest_edition_of_a_call_is_shown() -> None:
    in_2023 = ids(relevant(CALLS, "09.001", datetime(2023, 10, 1, tzinfo=MOROCCO)))
    assert [name for name in in_2023 if "agadir" in name] == ["indh_agadir_2023"]
    now = ids(relevant(CALLS, "09.001", TODAY))
    assert [name for name in now if "agadir" in name] == ["indh_agadir_2026"]


def test_a_call_is_not_spoken_of_before_it_was_known() -> None:
    assert "indh_agadir_2023" not in ids(relevant(CALLS, "09.001", datetime(2023, 8, 15, tzinfo=MOROCCO)))
    assert "indh_agadir_2023" in ids(relevant(CALLS, "09.001", datetime(2023, 8, 16, tzinfo=MOROCCO)))


def test_an_old_call_of_the_province_stays_as_a_guide_before_closed_national_ones() -> None:
    found = ids(relevant(CALLS, "01.051", TODAY))
    assert "indh_al_hoceima_2022" in found
    assert found.index("indh_al_hoceima_2022") < found.index("lalla_al_moutaaouina_2025")
    assert "forsa_2023" not in found


def test_without_a_place_there_are_the_national_calls() -> None:
    assert all(call.scope.national for call in relevant(CALLS, None, TODAY))
    assert relevant(CALLS, None, TODAY)


def test_a_person_sees_a_handful() -> None:
    places = {province for call in CALLS for province in call.scope.provinces}
    assert all(len(relevant(CALLS, place, TODAY)) <= 10 for place in places)


def test_a_province_without_call_gets_one_guide_for_each_axis_the_region_first() -> None:
    assert ids(elsewhere(CALLS, "04.421", TODAY)) == ["indh_khemisset_2024", "indh_sidi_ifni_2025"]
    assert ids(elsewhere(CALLS, "05.301", TODAY)) == ["indh_taroudant_2026", "indh_sidi_ifni_2025"]
    assert ids(elsewhere(CALLS, "10.261", TODAY))[0] == "indh_sidi_ifni_2025"


def test_a_page_without_date_is_no_call_so_the_province_still_gets_guides() -> None:
    assert ids(elsewhere(CALLS, "03.061", TODAY)) == ["indh_taroudant_2026", "indh_sidi_ifni_2025"]


def test_a_province_with_a_call_needs_no_guide_from_elsewhere() -> None:
    assert elsewhere(CALLS, "09.541", TODAY) == []


def test_the_hash_follows_the_rules_and_not_the_words() -> None:
    reworded = TAROUDANT.model_copy(update={"title": Local("عنوان", "Titre"), "notes": ()})
    changed = TAROUDANT.model_copy(update={"conditions": TAROUDANT.conditions[1:]})
    assert rules_hash(reworded) == rules_hash(TAROUDANT)
    assert rules_hash(changed) != rules_hash(TAROUDANT)
    assert len({rules_hash(call) for call in CALLS}) == len(CALLS)


def test_a_call_that_wants_nobody_who_was_funded_is_shut_by_the_others_of_that_programme() -> None:
    young, social = REAL["indh_tanger_entrepreneurship_2022"], REAL["indh_tanger_solidarity_2022"]
    training, loan = REAL["indh_tanger_employability_2022"], REAL["intelaka"]
    assert shut_by(REAL["indh_taroudant_2026"], CALLS) == [young, social]
    assert shut_by(young, CALLS) == [social]
    assert shut_by(training, CALLS) == [], "nobody is funded by it"
    assert shut_by(loan, CALLS) == []


def test_whoever_excludes_a_programme_also_asks_for_it() -> None:
    for call in CALLS:
        asked = any("funded_before" in condition.test.model_dump_json() for condition in call.conditions)
        assert bool(call.excludes) == asked, call.id
