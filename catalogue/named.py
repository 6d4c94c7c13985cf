"""What sectors, activities and places have in common: a code, and a name in both languages."""

from pathlib import Path
from typing import Any, TypeVar

import tomli
from pydantic import ValidationError, model_validator

from catalogue.local import Local
from catalogue.problem import CatalogueError, Finding, as_it_is
from catalogue.record import Record

R = TypeVar("R", bound=Record)


class Named(Record):
    """A thing with a code and a name. In the file, the name is written as `ar` and `fr`."""

    code: str
    name: Local

    @model_validator(mode="before")
    @classmethod
    def _name_in_both_languages(cls, raw: dict[str, Any]) -> dict[str, Any]:
        rest = {key: value for key, value in raw.items() if key not in {"ar", "fr"}}
        return {**rest, "name": {"ar": raw.get("ar", ""), "fr": raw.get("fr", "")}}


def read_record(path: Path, model: type[R]) -> R:
    """One file as one record.

    Raises:
        CatalogueError: the file is not TOML or breaks the schema; the message names the file and the place in it.
    """
    try:
        return model.model_validate(tomli.loads(path.read_text("utf-8")))
    except (tomli.TOMLDecodeError, ValidationError) as problem:
        raise CatalogueError(path.name, Finding("", as_it_is(problem))) from problem
