from collections.abc import Iterator

import pytest

from catalogue.call import Call, Condition, Example, Expected, Scope
from catalogue.loading import Catalogue
from catalogue.local import Local
from catalogue.problem import CatalogueError
from catalogue.rules import Above, All, Among, AnyOf, AtLeast, AtMost, Not, Test
from domain.calls import load
from domain.proof import problems, verified

CALLS = load().calls
REAL = {call.id: call for call in CALLS}
TAROUDANT = REAL["indh_taroudant_2026"]


def test_an_example_that_contradicts_the_conditions_stops_the_loading() -> None:
    wrong = TAROUDANT.model_copy(update={"examples": (Example(expected=Expected.YES, person={}), *TAROUDANT.examples)})
    (problem,) = problems(wrong)
    assert str(problem).startswith("examples.0: it expects yes and the conditions say unknown")
    with pytest.raises(CatalogueError, match=r"indh_taroudant_2026.toml: examples.0"):
        verified(Catalogue((wrong,), {}, {}, {}))


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.id)
def test_without_any_one_condition_some_example_would_come_out_differently(call: Call) -> None:
    for condition in call.conditions:
        rest = tuple(one for one in call.conditions if one is not condition)
        assert any(
            "and the conditions say" in str(problem)
            for problem in problems(call.model_copy(update={"conditions": rest}))
        )


def beside(test: Test) -> Iterator[Test]:
    """The same test with one of its numbers one off."""
    match test:
        case All(tests=tests) | AnyOf(tests=tests):
            for place, part in enumerate(tests):
                for other in beside(part):
                    yield test.model_copy(update={"tests": (*tests[:place], other, *tests[place + 1 :])})
        case Not(test=part):
            yield from (Not(test=other) for other in beside(part))
        case AtLeast(fact=fact, at_least=bound):
            yield from (AtLeast(fact=fact, at_least=bound + off) for off in (-1, 1))
        case AtMost(fact=fact, at_most=bound):
            yield from (AtMost(fact=fact, at_most=bound + off) for off in (-1, 1))
        case Above(fact=fact, above=bound):
            yield from (Above(fact=fact, above=bound + off) for off in (-1, 1))


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.id)
def test_with_any_number_one_off_some_example_would_come_out_differently(call: Call) -> None:
    for place, condition in enumerate(call.conditions):
        for test in beside(condition.test):
            moved = condition.model_copy(update={"test": test})
            conditions = (*call.conditions[:place], moved, *call.conditions[place + 1 :])
            without = call.model_copy(update={"conditions": conditions})
            assert any("and the conditions say" in str(problem) for problem in problems(without)), test


def test_a_condition_that_decides_no_example_is_refused() -> None:
    idle = Condition.model_validate(
        {
            "id": "idle",
            "text": Local("شرط.", "Une condition."),
            "test": {"fact": "age", "at_least": 18},
            "changeable": False,
            "source": "i16",
        }
    )
    grown = TAROUDANT.model_copy(update={"conditions": (*TAROUDANT.conditions, idle)})
    assert any(str(problem).startswith("conditions.idle: no example is decided") for problem in problems(grown))


def test_a_call_names_only_sectors_and_places_that_exist() -> None:
    astray = TAROUDANT.model_copy(update={"scope": Scope(provinces=("09.999",), regions=("13",))})
    assert [str(problem) for problem in problems(astray) if problem.place == "scope"] == [
        "scope: no region or province has the code 13: correct it",
        "scope: no region or province has the code 09.999: correct it",
    ]
    chain = REAL["indh_agadir_2026"].conditions[1]
    away = chain.model_copy(update={"test": Not(test=Among(fact="sector", values=("argon", "argan")))})
    lost = REAL["indh_agadir_2026"].model_copy(update={"conditions": (away,)})
    assert str(next(problems(lost))) == "conditions.chain: no sector or activity has the code argon: correct it"
