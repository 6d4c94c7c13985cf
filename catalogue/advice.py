"""What pydantic finds wrong with a value, in plain words."""

from collections.abc import Mapping
from typing import Any, Final

from catalogue.problem import P, Problem, Wrong
from catalogue.rules import WORDS

_NAME: Final = P("nothing has this name here: correct or remove it")
_TABLE: Final = P("a table belongs here, with names and values")
_TEXT: Final = P("a text in quotation marks belongs here")
_WHOLE: Final = P("a whole number belongs here, without quotation marks")
_DAY: Final = P("a day belongs here, like 2026-03-31, without quotation marks")
_BOOLEAN: Final = P("true or false belongs here, without quotation marks")
_LIST: Final = P("a list in square brackets belongs here")
_OTHER: Final = P("something else belongs here: compare with another call")
_ADVICE: Final[Mapping[str, Problem]] = {
    "missing": P("it is missing: add it"),
    "extra_forbidden": _NAME,
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "string_type": _TEXT,
    "string_too_short": P("it is empty: write something"),
    "tuple_type": _LIST,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _BOOLEAN,
    "bool_parsing": _BOOLEAN,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "datetime_type": _DAY,
    "datetime_parsing": _DAY,
    "datetime_from_date_parsing": _DAY,
    "not_a_test": P("a test has exactly one of the words {words}", words=", ".join(WORDS)),
    "string_pattern_mismatch": P("it is not written as it should be: compare with another call"),
}
"""By the kinds of https://docs.pydantic.dev/latest/errors/validation_errors/."""


def problems_of(error: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What to tell about one of `ValidationError.errors()`."""
    context = error.get("ctx", {})
    match error["type"]:
        case "value_error" if isinstance(context["error"], Wrong):
            problems: tuple[Problem, ...] = context["error"].problems
            return problems
        case "enum" | "literal_error":
            return (P("one of these belongs here: {values}", values=context["expected"].replace(" or ", ", ")),)
        case "too_short":
            return (P("there are too few: write at least {least}", least=context["min_length"]),)
        case "greater_than_equal":
            return (P("the number is too small: at least {least}", least=context["ge"]),)
        case "less_than_equal":
            return (P("the number is too large: at most {most}", most=context["le"]),)
        case kind:
            return (_ADVICE.get(kind, _OTHER),)
