"""Which methods there are, and how the words of a request become the values of a function.

A method is a function whose keyword parameters are the parameters of the Bot API, with their types. Telegram takes
every value as JSON or as text; so do the converters here. An unknown parameter is refused: Telegram ignores it, and
so hides a misspelling for ever.
"""

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import UnionType
from typing import Any, get_args

from simulator.errors import bad_request, not_found
from simulator.files import Upload
from simulator.messages import Json
from simulator.world import World

Uploads = Mapping[str, Upload]
ChatId = int | str
Convert = Callable[[str, Any, Uploads], Any]


def _wrong(name: str, kind: str) -> Exception:
    return bad_request(f'can\'t parse parameter "{name}": {kind} expected')


def _int(name: str, value: Any, _: Uploads) -> int:
    if type(value) is int:
        return value
    try:
        return int(value)
    except (TypeError, ValueError):
        raise _wrong(name, "Integer") from None


def _float(name: str, value: Any, _: Uploads) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise _wrong(name, "Float") from None


def _str(name: str, value: Any, _: Uploads) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise _wrong(name, "String")


def _bool(name: str, value: Any, _: Uploads) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word in ("true", "1", "yes", "false", "0", "no", ""):
        return word in ("true", "1", "yes")
    raise _wrong(name, "Boolean")


def _chat(name: str, value: Any, _: Uploads) -> ChatId:
    if type(value) is int:
        return value
    text = _str(name, value, _)
    return int(text) if text.lstrip("-").isdigit() else text


def _json(kind: type) -> Convert:
    def convert(name: str, value: Any, _: Uploads) -> Any:
        if isinstance(value, str):
            if not value:
                return None
            try:
                value = json.loads(value)
            except ValueError:
                raise bad_request(f"can't parse {name} JSON object") from None
        if value is not None and not isinstance(value, kind):
            raise _wrong(name, "Object" if kind is dict else "Array")
        return value

    return convert


def _file(name: str, value: Any, uploads: Uploads) -> Upload | str:
    """A file is part of the body, or named there by `attach://`, or an id."""
    if isinstance(value, Upload):
        return value
    text = _str(name, value, uploads)
    if text.startswith("attach://"):
        return attached(text, uploads)
    return text


def attached(text: str, uploads: Uploads) -> Upload:
    upload = uploads.get(text.removeprefix("attach://"))
    if upload is None:
        raise bad_request(f"file is not found in the request: {text}")
    return upload


_CONVERTERS: dict[Any, Convert] = {
    int: _int,
    float: _float,
    str: _str,
    bool: _bool,
    dict: _json(dict),
    list: _json(list),
    ChatId: _chat,
    Upload | str: _file,
}


def _converter(annotation: Any) -> Convert:
    """The converter of an annotation; None, and what is inside of lists and objects, do not matter here."""
    if isinstance(annotation, UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        annotation = parts[0]
        for part in parts[1:]:
            annotation = annotation | part
    origin = getattr(annotation, "__origin__", annotation)
    return _CONVERTERS[origin]


@dataclass(frozen=True)
class Method:
    """A method: its function and a converter for each parameter.

    Parameters that several methods share come as one dataclass. `groups` are those dataclasses by the name of their
    argument, and `group_of` says which parameter belongs to which argument.
    """

    name: str
    function: Callable[..., Any]
    converters: dict[str, Convert]
    groups: dict[str, type]
    group_of: dict[str, str]
    ignored: frozenset[str]
    takes_uploads: bool
    is_async: bool

    def arguments(self, values: Mapping[str, Any], uploads: Uploads) -> Json:
        """The keyword arguments of the function.

        Raises:
            ApiError: 400 for an unknown parameter, or a value of the wrong type.
        """
        own: Json = {"uploads": uploads} if self.takes_uploads else {}
        shared: dict[str, Json] = {group: {} for group in self.groups}
        for name, value in values.items():
            convert = self.converters.get(name)
            if convert is None and name in self.ignored:
                continue
            if convert is None:
                raise bad_request(f'unknown parameter "{name}"')
            if value is not None:
                group = self.group_of.get(name)
                target = shared[group] if group else own
                target[name] = convert(name, value, uploads)
        for group, options in self.groups.items():
            own[group] = options(**shared[group])
        return own


METHODS: dict[str, Method] = {}


def method(name: str, *, ignored: tuple[str, ...] = ()) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function as a method of the Bot API. Names are found in any case, as Telegram does.

    Parameters named in `ignored` are taken, and have no effect that anyone could see here.
    """

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        annotations = {
            parameter.name: parameter.annotation
            for parameter in list(inspect.signature(function).parameters.values())[1:]
        }
        takes_uploads = annotations.pop("uploads", None) is not None
        groups = {each: kind for each, kind in annotations.items() if isinstance(kind, type) and is_dataclass(kind)}
        shared = [(group, option) for group, kind in groups.items() for option in fields(kind)]
        kinds = {each: kind for each, kind in annotations.items() if each not in groups}
        kinds |= {option.name: option.type for _, option in shared}
        METHODS[name.lower()] = Method(
            name,
            function,
            {each: _converter(kind) for each, kind in kinds.items()},
            groups,
            {option.name: group for group, option in shared},
            frozenset(ignored),
            takes_uploads,
            inspect.iscoroutinefunction(function),
        )
        return function

    return register


def find(name: str) -> Method:
    found = METHODS.get(name.lower())
    if found is None:
        raise not_found()
    return found


async def call(world: World, name: str, values: Mapping[str, Any], uploads: Uploads) -> Any:
    """Carry out a method and give its `result`.

    Raises:
        ApiError: what Telegram would refuse.
    """
    found = find(name)
    result = found.function(world, **found.arguments(values, uploads))
    return await result if found.is_async else result
