"""Whom a meeting concerns, and whether somebody is one of them."""

from msgspec import Struct

from catalogue.value import Value
from domain.places import is_place, parents


class Audience(Value, frozen=True):
    """Each line narrows it; an empty one does not. `places` are codes; a place contains what lies in it.

    `came_to` are earlier meetings, by id: only those who were there.
    """

    places: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    legal_forms: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    came_to: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if unknown := {code for code in self.places if not is_place(code)}:
            raise ValueError(f"no place has the code {', '.join(sorted(unknown))}")


class Reader(Struct, frozen=True):
    """What somebody asked to hear about. A line she said nothing of excludes her from nothing."""

    places: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    legal_forms: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    language: str | None = None
    came_to: frozenset[int] = frozenset()


def concerns(audience: Audience, reader: Reader) -> bool:
    """Whether she is to hear of it."""
    return (
        _meet_on_the_map(audience.places, reader.places)
        and _meet(audience.sectors, reader.sectors)
        and _meet(audience.legal_forms, reader.legal_forms)
        and _meet(audience.topics, reader.topics)
        and (not audience.languages or reader.language is None or reader.language in audience.languages)
        and (not audience.came_to or bool(audience.came_to & reader.came_to))
    )


def _meet(wanted: frozenset[str], told: frozenset[str]) -> bool:
    return not wanted or not told or bool(wanted & told)


def _meet_on_the_map(wanted: frozenset[str], told: frozenset[str]) -> bool:
    """A commune's meeting is for who follows its province, and a province's for who follows one of its communes."""
    if not wanted or not told:
        return True
    around_wanted = {each for code in wanted for each in (code, *parents(code))}
    around_told = {each for code in told if is_place(code) for each in (code, *parents(code))}
    return bool(wanted & around_told) or bool(told & around_wanted)
