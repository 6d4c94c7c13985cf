from catalogue.local import Local
from catalogue.rules import AtLeast
from domain.events.event import Condition, may_come
from domain.replacing import replace
from domain.truth import Truth
from tests.domain.events.seeds import LAUNCH

ADULTS = replace(
    LAUNCH, conditions=(Condition(Local("السن 18 سنة فما فوق.", "Avoir 18 ans."), AtLeast(fact="age", at_least=18)),)
)


def test_everybody_may_come_where_there_are_no_conditions() -> None:
    assert may_come(LAUNCH, {}) is Truth.YES


def test_conditions_to_come_are_judged_as_those_of_calls() -> None:
    assert may_come(ADULTS, {"age": 30}) is Truth.YES
    assert may_come(ADULTS, {"age": 12}) is Truth.NO
    assert may_come(ADULTS, {}) is Truth.UNKNOWN
