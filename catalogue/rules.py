"""The small language in which a condition is tested.

    {fact = "legal_form", in = ["cooperative", "gie"]}      the answer is one of these
    {fact = "age", at_least = 18}   at_most   above         the answer is a number on that side
    {all = [...]}   {any = [...]}   {not = {...}}           of other tests
    {left_to = "cpdh"}                                      the source leaves it to that body, or does not say it

A sector may be named by its own code or by the code of one of its activities.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Union

from pydantic import Discriminator, Field, StrictBool, StrictInt, StrictStr, Tag, field_validator, model_validator

from catalogue.problem import P, Wrong
from catalogue.record import Record
from catalogue.vocabulary import NUMERIC, Kind, check_value, fact_named


class Among(Record):
    """The answer is one of `values`."""

    fact: str
    values: tuple[StrictBool | StrictStr, ...] = Field(alias="in", min_length=1)

    @model_validator(mode="after")
    def values_belong_to_the_fact(self) -> "Among":
        fact = fact_named(self.fact)
        if fact.kind in NUMERIC:
            raise Wrong(P("{fact} is a number: use at_least, at_most or above", fact=self.fact))
        if fact.kind is Kind.PLACE:
            raise Wrong(P("a call's place is its scope, not a condition"))
        for value in self.values:
            check_value(fact, value)
        return self


class Bound(Record):
    """The answer is a number; the classes below say on which side of what."""

    fact: str

    @field_validator("fact")
    @classmethod
    def is_a_number(cls, name: str) -> str:
        if fact_named(name).kind not in NUMERIC:
            raise Wrong(P("{fact} is not a number: use in", fact=name))
        return name


class AtLeast(Bound):
    at_least: StrictInt


class AtMost(Bound):
    at_most: StrictInt


class Above(Bound):
    above: StrictInt


class All(Record):
    tests: "tuple[Test, ...]" = Field(alias="all", min_length=2)


class AnyOf(Record):
    tests: "tuple[Test, ...]" = Field(alias="any", min_length=2)


class Not(Record):
    test: "Test" = Field(alias="not")


class LeftTo(Record):
    """Something that no answer of the person decides: a derogation, or a list that the source does not show."""

    left_to: str = Field(min_length=1)


WORDS: Final = ("in", "at_least", "at_most", "above", "all", "any", "not", "left_to")


def _word(raw: object) -> str | None:
    """Which kind of test a table of the data file is: the one word of the grammar that it uses."""
    if not isinstance(raw, Mapping):
        return next((word for word, kind in _KINDS.items() if isinstance(raw, kind)), None)
    words = [word for word in WORDS if word in raw]
    return words[0] if len(words) == 1 else None


Test = Annotated[
    Union[  # noqa: UP007 - the names are not defined yet when the recursive classes are
        Annotated[Among, Tag("in")],
        Annotated[AtLeast, Tag("at_least")],
        Annotated[AtMost, Tag("at_most")],
        Annotated[Above, Tag("above")],
        Annotated[All, Tag("all")],
        Annotated[AnyOf, Tag("any")],
        Annotated[Not, Tag("not")],
        Annotated[LeftTo, Tag("left_to")],
    ],
    Discriminator(
        _word,
        custom_error_type="not_a_test",
        custom_error_message="not a test",
    ),
]
_KINDS: Final[Mapping[str, Any]] = {
    "in": Among,
    "at_least": AtLeast,
    "at_most": AtMost,
    "above": Above,
    "all": All,
    "any": AnyOf,
    "not": Not,
    "left_to": LeftTo,
}

All.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()


def facts_of(test: Test) -> Iterator[str]:
    """The facts that a test speaks of, in reading order; derived facts under their own name."""
    match test:
        case All(tests=tests) | AnyOf(tests=tests):
            for part in tests:
                yield from facts_of(part)
        case Not(test=part):
            yield from facts_of(part)
        case LeftTo():
            return
        case _:
            yield test.fact
