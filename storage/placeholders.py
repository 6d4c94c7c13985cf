"""From the named parameters of our SQL, `:name`, to the numbered ones of PostgreSQL, `$1`."""

import re
from functools import lru_cache

# What stands in quotes or in a comment is left alone, and so is the `::` of a cast.
TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|::|:(?P<name>[a-z_]\w*)")


@lru_cache(maxsize=4096)
def numbered(sql: str) -> tuple[str, tuple[str, ...]]:
    """The statement with numbered parameters, and the name of each in turn."""
    names: dict[str, int] = {}

    def number(token: re.Match[str]) -> str:
        name = token["name"]
        return token[0] if name is None else f"${names.setdefault(name, len(names) + 1)}"

    return TOKEN.sub(number, sql), tuple(names)
