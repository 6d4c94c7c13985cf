"""Draw the table of `domain.requests.life` into docs/requests.md: `python -m domain.requests.drawing`."""

from collections.abc import Sequence
from pathlib import Path

from domain.requests.life import INTERNAL, NEEDS, OPEN, OVER, TABLE, Actor, Rule, State

PAGE = Path(__file__).parents[2] / "docs" / "requests.md"


def drawn(page: str) -> str:
    """The page with its generated parts, between marks such as `<!-- table -->`, as they should be."""
    return _filled(_filled(page, "table", table()), "diagram", diagram())


def table() -> str:
    """Every row of the table, as Markdown."""
    head = ["| What | Who | From | To | Needs |", "|---|---|---|---|---|"]
    return "\n".join(head + [_row(rule) for rule in TABLE])


def diagram() -> str:
    """What moves a request, for Mermaid; what keeps its state is left to the table."""
    lines = ["```mermaid", "stateDiagram-v2"]
    for rule in TABLE:
        lines += [_arrow(rule, state) for state in rule.start if rule.to not in {None, state}]
    return "\n".join([*lines, *(f"    {state} --> [*]" for state in OVER), "```"])


def _filled(page: str, name: str, part: str) -> str:
    before, opening, rest = page.partition(f"<!-- {name} -->")
    _, closing, after = rest.partition(f"<!-- /{name} -->")
    return f"{before}{opening}\n{part}\n{closing}{after}"


def _row(rule: Rule) -> str:
    to = rule.to or ("stays; the person never sees it" if rule.action in INTERNAL else "stays")
    needs = ", ".join(sorted(NEEDS.get(rule.action, ()))) or "–"
    return f"| {rule.action} | {_names(rule.actors)} | {_starts(rule.start)} | {to} | {needs} |"


def _names(actors: Sequence[Actor]) -> str:
    return ", ".join(actors)


def _starts(states: Sequence[State | None]) -> str:
    groups = {tuple(State): "every state", OPEN: "every open state", OVER: "every state that is over", (None,): "–"}
    return groups.get(tuple(states)) or ", ".join(str(state) for state in states)


def _arrow(rule: Rule, state: State | None) -> str:
    return f"    {state or '[*]'} --> {rule.to}: {rule.action} ({_names(rule.actors)})"


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), "utf-8")
