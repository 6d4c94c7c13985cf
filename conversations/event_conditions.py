"""Conditions to come that staff can choose: tests of the same language as those of the calls, with words for both."""

from collections.abc import Collection, Mapping
from typing import Final

from catalogue.local import Local
from catalogue.rules import Among, AtLeast
from domain.events.event import Condition
from messages.text import T, Text
from messages.voice import Voice

CHOICES: Final[Mapping[str, tuple[Text, Among | AtLeast]]] = {
    "women": (T("Women and girls"), Among.model_validate({"fact": "woman", "in": [True]})),
    "adults": (T("People of 18 years and more"), AtLeast(fact="age", at_least=18)),
    "cooperatives": (
        T("Members of a cooperative or of a union of cooperatives"),
        Among.model_validate({"fact": "legal_form", "in": ["cooperative", "cooperative_union"]}),
    ),
    "holders": (
        T("People who have not created anything yet"),
        Among.model_validate({"fact": "legal_form", "in": ["none_yet"]}),
    ),
}
"""By the codes that are stored as answers."""


def conditions(codes: Collection[str], before: Collection[Condition]) -> tuple[Condition, ...]:
    """The chosen conditions, and those of `before` that stand in no list: a file or an earlier version made them."""
    others = [each for each in before if _code(each) is None]
    return (*(_condition(*CHOICES[code]) for code in CHOICES if code in codes), *others)


def chosen(made: Collection[Condition]) -> list[str]:
    """The codes of the conditions that stand in the list."""
    found = {_code(each) for each in made}
    return [code for code in CHOICES if code in found]


def _condition(words: Text, test: Among | AtLeast) -> Condition:
    return Condition(Local(Voice.of("ar").plain(words), Voice.of("fr").plain(words)), test)


def _code(condition: Condition) -> str | None:
    return next((code for code, (_, test) in CHOICES.items() if test == condition.test), None)
