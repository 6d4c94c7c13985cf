"""The calls of the catalogue: verified when loaded, and the few that matter to a person."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Final

from catalogue.call import Axis, Call, Run, Scope
from catalogue.loading import Catalogue, parse_call, read_catalogue
from catalogue.problem import CatalogueError
from catalogue.support import Gives
from domain.civil_time import MOROCCO
from domain.proof import problems, verified
from domain.replacing import replace
from domain.status import Status, status

INDH = "indh"


_PUBLISHED: Final[list[Catalogue]] = []
"""The catalogue with what staff published; empty: the delivered one stands."""


def load() -> Catalogue:
    """The catalogue of this installation: the delivered one, with what staff published in the chat."""
    return _PUBLISHED[0] if _PUBLISHED else delivered()


@cache
def delivered() -> Catalogue:
    """The catalogue as it came with the program, read and verified once."""
    return verified(read_catalogue())


def publish(calls: Iterable[Call]) -> None:
    """From now on these calls stand, each beside the delivered ones or in place of the one with its id."""
    base = delivered()
    standing = {call.id: call for call in (*base.calls, *calls)}
    _PUBLISHED[:] = [replace(base, calls=tuple(standing[id_] for id_ in sorted(standing)))]


def checked(text: str) -> Call:
    """A call from the text of its file, read and proved as the delivered ones are.

    Raises:
        CatalogueError: it cannot be used; a line for each problem.
    """
    call = parse_call(text, delivered())
    if found := list(problems(call)):
        raise CatalogueError(f"{call.id}.toml", *found)
    return call


def relevant(calls: Iterable[Call], place: str | None, now: datetime) -> list[Call]:
    """The calls that matter in a place (a province's or commune's code) at `now`; best status first.

    Of the editions of one call only the newest known then. A closed call of the place stays as a guide, however
    old; a closed national one only until the year after it. Without a place: the national calls.
    """
    newest: dict[tuple[object, ...], Call] = {}
    for call in sorted(_known(calls, now), key=lambda one: one.known_from):
        if covers(call.scope, place):
            newest[call.programme.id, call.axis, call.scope] = call
    guides = [call for call in newest.values() if not (call.scope.national and _is_forgotten(call, now))]
    return sorted(guides, key=lambda one: _precedence(one, now))


def elsewhere(calls: Iterable[Call], place: str, now: datetime) -> list[Call]:
    """For a place where the INDH published no call that we know: one of another province for each axis.

    They are only guides, to be labelled as such. The same region comes first, then the newest, then the one
    whose source says most. Training (employability) is left out: one's own youth platform gives it, and what
    another one asks guides nobody.
    """
    editions = [call for call in _known(calls, now) if call.programme.id == INDH and call.run is Run.EDITION]
    if any(covers(call.scope, place) for call in editions):
        return []
    nearest: dict[object, Call] = {}
    for call in sorted(editions, key=lambda one: _closeness(one, place)):
        nearest[call.axis] = call
    nearest.pop(Axis.EMPLOYABILITY, None)
    return sorted(nearest.values(), key=lambda one: _closeness(one, place), reverse=True)


def shut_by(call: Call, others: Iterable[Call]) -> list[Call]:
    """The other calls that would be closed to whom this one funds; training and coaching fund nobody."""
    if call.gives is Gives.TRAINING_AND_COACHING:
        return []
    return [other for other in others if other is not call and _excludes(other, call)]


def covers(scope: Scope, place: str | None) -> bool:
    """Whether an offer holds in the place of that official code: region, province or commune."""
    if scope.national:
        return True
    return place is not None and (_region(place) in scope.regions or _province(place) in scope.provinces)


def rules_hash(call: Call) -> str:
    """A stable hash of all that decides a result: scope, time, conditions and amounts, not the wording."""
    content = call.model_dump(
        mode="json",
        include={
            "id": True,
            "scope": True,
            "run": True,
            "year": True,
            "window": {"opens", "closes"},
            "support": True,
            "conditions": {"__all__": {"id", "test"}},
        },
    )
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _excludes(call: Call, other: Call) -> bool:
    return any(exclusion.programme.id == other.programme.id for exclusion in call.excludes)


def _known(calls: Iterable[Call], now: datetime) -> list[Call]:
    today = now.astimezone(MOROCCO).date()
    return [call for call in calls if call.known_from <= today]


def _is_forgotten(call: Call, now: datetime) -> bool:
    closed = status(call, now) is Status.CLOSED
    return closed and call.year is not None and call.year < now.astimezone(MOROCCO).year - 1


def _precedence(call: Call, now: datetime) -> tuple[int, bool, int]:
    """Best status first; within it what is of the place before what is national, then the newest."""
    return (status(call, now).rank, call.scope.national, -call.known_from.toordinal())


def _closeness(call: Call, place: str) -> tuple[bool, int, int]:
    regions = {*call.scope.regions, *map(_region, call.scope.provinces)}
    return (_region(place) in regions, call.year or 0, len(call.conditions))


def _region(place: str) -> str:
    return place.partition(".")[0]


def _province(place: str) -> str:
    return ".".join(place.split(".")[:2])
