"""The register of actions as a spreadsheet: typed cells, no names and no words of anybody."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from documents.sheet import Cell, Field, Kind, Sheet
from domain import places
from domain.audit import Line
from domain.civil_time import wall_of
from messages.cards.audit import details, doing, who
from messages.text import T

FIELDS: Final = (
    Field(T("When"), Kind.MOMENT),
    Field(T("In which role")),
    Field(T("Account")),
    Field(T("What was done")),
    Field(T("Request")),
    Field(T("Place")),
    Field(T("Concerns the account")),
    Field(T("Details")),
)


def audit_sheet(lines: Sequence[Line]) -> Sheet:
    """A row a line, in the order given."""
    return Sheet(T("Register"), FIELDS, [_row(line) for line in lines])


def _row(line: Line) -> tuple[Cell, ...]:
    known = line.province is not None and places.is_place(line.province)
    return (
        wall_of(datetime.fromtimestamp(line.at // 1000, UTC)),
        who(line),
        None if line.by is None else str(line.by),
        doing(line),
        line.reference,
        places.name(line.province) if line.province is not None and known else None,
        None if line.about is None else str(line.about),
        details(line) or None,
    )
