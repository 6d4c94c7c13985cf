from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from catalogue.loading import read_catalogue
from catalogue.rules import Test
from catalogue.vocabulary import Value
from domain.judgement import judge, open_facts
from domain.truth import Truth
from tests.domain.persons import answers, asked_for, profiles, whole

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
reader: TypeAdapter[Test] = TypeAdapter(Test)
REAL_TESTS = [condition.test for call in read_catalogue().calls for condition in call.conditions]


def judged(raw: object, **profile: Value | None) -> Truth:
    return judge(reader.validate_python(raw), profile)


def test_a_choice_is_among_or_not_or_unknown() -> None:
    rule = {"fact": "legal_form", "in": ["cooperative", "gie"]}
    assert judged(rule, legal_form="gie") is YES
    assert judged(rule, legal_form="sarl") is NO
    assert judged(rule) is UNKNOWN
    assert judged(rule, legal_form=None) is UNKNOWN


def test_yes_and_no_are_answers_like_others() -> None:
    assert judged({"fact": "salaried", "in": [False]}, salaried=False) is YES
    assert judged({"fact": "salaried", "in": [False]}, salaried=True) is NO


def test_bounds_include_or_exclude_their_number() -> None:
    assert [judged({"fact": "age", "at_least": 18}, age=age) for age in (17, 18)] == [NO, YES]
    assert [judged({"fact": "age", "at_most": 35}, age=age) for age in (35, 36)] == [YES, NO]
    assert [judged({"fact": "women_pct", "above": 50}, women_pct=pct) for pct in (50, 51)] == [NO, YES]


def test_an_own_share_just_below_the_bound_is_below_it() -> None:
    rule = {"fact": "own_pct", "at_least": 40}
    assert judged(rule, project_cost=300001, own_amount=120000) is NO
    assert judged(rule, project_cost=300001, own_amount=120001) is YES


def test_who_pays_all_has_the_share_of_any_grant() -> None:
    assert judged({"fact": "own_pct_of_grant", "at_least": 40}, project_cost=10, own_amount=10) is YES


def test_an_activity_belongs_to_its_sector() -> None:
    rule = {"fact": "sector", "in": ["argan", "agriculture_olive"]}
    assert judged(rule, sector="argan_food_oil") is YES
    assert judged(rule, sector="agriculture_olive") is YES
    assert judged(rule, sector="agriculture_dates") is NO
    assert judged(rule, sector="housing") is NO


def test_a_sector_of_which_only_an_activity_is_listed_leaves_it_open_but_is_not_asked_again() -> None:
    rule = reader.validate_python({"fact": "sector", "in": ["agriculture_olive"]})
    assert judge(rule, {"sector": "agriculture"}) is UNKNOWN
    assert open_facts(rule, {"sector": "agriculture"}) == frozenset()


def test_what_is_left_to_a_committee_no_answer_decides() -> None:
    rule = reader.validate_python(
        {"any": [{"fact": "age", "at_most": 35}, {"all": [{"fact": "age", "at_most": 45}, {"left_to": "crdh"}]}]}
    )
    assert [judge(rule, {"age": age}) for age in (35, 40, 46)] == [YES, UNKNOWN, NO]
    assert open_facts(rule, {"age": 40}) == frozenset()
    assert open_facts(rule, {}) == {"age"}


def test_women_alone_can_settle_a_share_of_women_and_youth() -> None:
    rule = reader.validate_python({"fact": "women_or_youth_pct", "above": 30})
    assert judge(rule, {"women_pct": 31}) is YES
    assert open_facts(rule, {"women_pct": 31}) == frozenset()
    assert open_facts(rule, {"women_pct": 10}) == {"youth_pct"}
    assert judge(rule, {"women_pct": 10, "youth_pct": 20}) is NO
    assert judge(rule, {"women_pct": 20, "youth_pct": 20}) is UNKNOWN


def test_a_branch_that_is_decided_asks_nothing_more() -> None:
    rule = reader.validate_python(
        {"any": [{"not": {"fact": "legal_form", "in": ["cooperative"]}}, {"fact": "women_pct", "above": 30}]}
    )
    assert open_facts(rule, {}) == {"legal_form", "women_pct"}
    assert open_facts(rule, {"legal_form": "gie"}) == frozenset()
    assert open_facts(rule, {"legal_form": "cooperative"}) == {"women_pct"}


real_tests = st.sampled_from(REAL_TESTS)


@settings(deadline=None)  # a slow machine is no failure
@given(real_tests, st.data())
def test_a_new_fact_never_turns_one_sure_answer_into_the_other(rule: Test, data: st.DataObject) -> None:
    before = data.draw(profiles(asked_for(rule)))
    more = data.draw(whole(name for name in asked_for(rule) if before.get(name) is None))
    sure = judge(rule, before)
    if sure is not UNKNOWN:
        assert judge(rule, {**before, **more}) is sure


@settings(deadline=None)  # a slow machine is no failure
@given(real_tests, st.data())
def test_a_fact_that_is_not_open_changes_nothing(rule: Test, data: st.DataObject) -> None:
    before = data.draw(profiles(asked_for(rule)))
    idle = sorted(asked_for(rule) - before.keys() - open_facts(rule, before))
    rest = data.draw(whole(open_facts(rule, before)))
    for name in idle:
        answer = data.draw(answers(name))
        assert judge(rule, {**before, **rest, name: answer}) is judge(rule, {**before, **rest})


@settings(deadline=None)  # a slow machine is no failure
@given(real_tests, st.data())
def test_an_unknown_answer_names_a_fact_or_can_no_longer_be_known(rule: Test, data: st.DataObject) -> None:
    profile = data.draw(profiles(asked_for(rule)))
    complete = {**data.draw(whole(asked_for(rule))), **profile}
    if judge(rule, profile) is UNKNOWN and judge(rule, complete) is not UNKNOWN:
        assert open_facts(rule, profile)
