"""Reading the catalogue's files. Nothing enters that breaks the schema; an error says where and what to do."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import tomli
from msgspec import Struct
from pydantic import ValidationError

from catalogue.advice import problems_of
from catalogue.call import Call
from catalogue.problem import CatalogueError, Finding, P
from catalogue.record import Record
from catalogue.reference import Body, Document, Programme

HERE: Final = Path(__file__).parent
R = TypeVar("R", bound=Record)


class Catalogue(Struct, frozen=True):
    """All calls, in the order of their ids, and what they share, by id."""

    calls: tuple[Call, ...]
    programmes: Mapping[str, Programme]
    bodies: Mapping[str, Body]
    documents: Mapping[str, Document]


def read_catalogue(folder: Path = HERE) -> Catalogue:
    """Read every file below `folder`; CatalogueError at the first one that cannot be used."""
    programmes = _read_records(folder / "programmes.toml", Programme)
    bodies = _read_records(folder / "bodies.toml", Body)
    documents = _read_records(folder / "documents.toml", Document)
    shared = Catalogue((), programmes, bodies, documents)
    calls = tuple(_read_call(path, shared) for path in sorted((folder / "calls").glob("*.toml")))
    return Catalogue(calls, programmes, bodies, documents)


def parse_call(text: str, shared: Catalogue) -> Call:
    """One call from the text of a file that somebody sent; CatalogueError as for a file of ours."""
    raw = _parsed("call.toml", text)
    try:
        return _call(f"{raw.get('id', 'call')}.toml", raw, shared)
    except (AttributeError, KeyError, TypeError, RecursionError):
        raise CatalogueError(
            "call.toml", Finding("", P("its tables are not built like those of other calls"))
        ) from None


def text_of(id_: str, folder: Path = HERE) -> str | None:
    """The file of a call as it was delivered; None where there is none."""
    path = folder / "calls" / f"{id_}.toml"
    return path.read_text("utf-8") if path.is_file() else None


def _read_records(path: Path, model: type[R]) -> dict[str, R]:
    tables = _read_toml(path)
    return {name: _validated(path.name, model, {"id": name, **table}, (name,)) for name, table in tables.items()}


def _read_call(path: Path, shared: Catalogue) -> Call:
    raw = _read_toml(path)
    if raw.get("id") != path.stem:
        raise CatalogueError(path.name, Finding("id", P("it must be the file's name, {name}", name=repr(path.stem))))
    return _call(path.name, raw, shared)


def _call(file: str, raw: dict[str, Any], shared: Catalogue) -> Call:
    if "programme" in raw:
        raw["programme"] = _found(file, "programme", raw["programme"], shared.programmes)
    if "body" in raw:
        raw["body"] = _found(file, "body", raw["body"], shared.bodies)
    for exclusion in raw.get("excludes", ()):
        exclusion["programme"] = _found(file, "excludes", exclusion.get("programme", ""), shared.programmes)
    if "items" in raw.get("documents", {}):
        names = raw["documents"]["items"]
        items = [_found(file, "documents.items", name, shared.documents) for name in names]
        raw["documents"] = {**raw["documents"], "items": items}
    return _validated(file, Call, raw)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return _parsed(path.name, path.read_text("utf-8"))
    except FileNotFoundError:
        missing = P("there is no such file in {folder}: add it", folder=f"{path.parent.name}/")
        raise CatalogueError(path.name, Finding("", missing)) from None


def _parsed(file: str, text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        wrong = P("this is not TOML: look at line {line}, character {column}", line=error.lineno, column=error.colno)
        raise CatalogueError(file, Finding("", wrong)) from None
    except RecursionError:
        raise CatalogueError(file, Finding("", P("this is not TOML: its brackets never end"))) from None


def _found(file: str, place: str, name: str, known: Mapping[str, R]) -> R:
    if name not in known:
        unknown = P("{name} is unknown: write one of {names}", name=repr(name), names=", ".join(known))
        raise CatalogueError(file, Finding(place, unknown))
    return known[name]


def _validated(file: str, model: type[R], raw: Mapping[str, Any], place: Iterable[str] = ()) -> R:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in (*place, *first["loc"]))
        raise CatalogueError(file, *(Finding(where, each) for each in problems_of(first))) from None
