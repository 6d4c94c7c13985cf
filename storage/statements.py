"""Named SQL: every statement is text in `storage/sql/*.sql`, under a line `-- name: …`, for a reviewer to read."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "sql"
NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


@cache
def statements(noun: str) -> dict[str, str]:
    """The statements of one noun by name, for example `statements("inbox")["store"]`."""
    parts = NAME.split((FOLDER / f"{noun}.sql").read_text(encoding="utf-8"))
    return {name: body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}
