"""A text in both languages of the catalogue."""

from typing import Annotated

from pydantic import StringConstraints

from catalogue.value import Value

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Local(Value, frozen=True, forbid_unknown_fields=True):
    """One text, in Arabic and in French; neither may be empty."""

    ar: Words
    fr: Words

    def __post_init__(self) -> None:
        if not (self.ar.strip() and self.fr.strip()):
            raise ValueError("a text is empty in one of its languages")
