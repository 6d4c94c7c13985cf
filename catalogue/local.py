"""A text in both languages of the catalogue."""

from typing import Annotated

from pydantic import ConfigDict, StringConstraints
from pydantic.dataclasses import dataclass

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Local:
    """One text, in Arabic and in French; neither may be empty."""

    ar: Words
    fr: Words
