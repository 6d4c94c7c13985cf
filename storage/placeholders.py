"""From the named parameters of our SQL, `:name`, to what PostgreSQL takes: numbers, values, or lists of values."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

# What stands in quotes or in a comment is left alone, and so is the `::` of a cast.
TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|::|:(?P<name>[a-z_]\w*)")


@lru_cache(maxsize=4096)
def numbered(sql: str) -> tuple[str, tuple[str, ...]]:
    """The statement with numbered parameters, `$1` and so on, and the name of each in turn."""
    names: dict[str, int] = {}
    return _put(sql, lambda name: f"${names.setdefault(name, len(names) + 1)}"), tuple(names)


@lru_cache(maxsize=1024)
def for_each(sql: str, types: Sequence[str]) -> str:
    """A query that answers `sql` for many values at once: each parameter is a list of that type.

    Before the columns of the answer stands `asked`, from 1; the rows of each answer stay in their order.
    """
    _, names = numbered(sql)
    lists = ", ".join(f"cast(${number} as {type_}[])" for number, type_ in enumerate(types, 1))
    each = _put(sql, lambda name: f'asking."{name}"')
    columns = ", ".join(f'"{name}"' for name in names)
    return (
        f"select asking.asked, answer.* from unnest({lists}) with ordinality as asking ({columns}, asked) "  # noqa: S608 -- SQL of ours
        f"cross join lateral (select row_number() over () as at_, inner_.* from ({each}\n) as inner_) as answer "
        "order by asking.asked, answer.at_"
    )


def written_out(sql: str, values: Mapping[str, Any]) -> str:
    """The statement with its values in it, to be sent along with others."""
    return _put(sql, lambda name: literal(values[name]))


def literal(value: Any) -> str:
    """A value as PostgreSQL reads it, whatever its settings are.

    Raises:
        TypeError: it is neither a text nor a whole number nor nothing.
    """
    match value:
        case None:
            return "null"
        case int():
            return f"({int(value)})"  # in brackets: a minus before a minus would begin a comment
        case str():
            escaped = value.replace("\0", "").replace("\\", "\\\\").replace("'", "''")
            return f"E'{escaped}'"
        case _:
            raise TypeError(f"A {type(value).__name__} cannot be written out.")


def _put(sql: str, replace: Callable[[str], str]) -> str:
    return TOKEN.sub(lambda token: token[0] if token["name"] is None else replace(token["name"]), sql)
