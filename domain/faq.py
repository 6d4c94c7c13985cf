"""Which frequent question somebody asks in her own words. Rather none than a wrong one: the list is a tap away."""

from functools import cache
from typing import Final

from rapidfuzz import fuzz

from catalogue.faq import Frequent, load_faq
from domain.folding import fold
from domain.match import Match

CERTAIN: Final = 86
"""From this score on, of 100, the words are taken for the question."""
LEAST_WORDS: Final = 3
"""A shorter way of asking must be met as a whole: single words such as "credit" are in many other sentences."""


def match_question(text: str) -> list[Match]:
    """The questions that `text` may be, best first; an empty list means "this is none"."""
    said = fold(text)
    scores = {one.id: max(_score(said, way) for way in ways) for one, ways in _ways()}
    found = [Match(id_, score) for id_, score in scores.items() if score >= CERTAIN]
    return sorted(found, key=lambda match: -match.score)


def _score(said: str, way: str) -> float:
    whole = fuzz.token_sort_ratio(said, way)
    if min(len(said.split()), len(way.split())) < LEAST_WORDS:
        return whole
    return max(whole, fuzz.token_set_ratio(said, way) * 0.95)


@cache
def _ways() -> tuple[tuple[Frequent, tuple[str, ...]], ...]:
    return tuple(
        (one, tuple(fold(way) for way in (one.question.ar, one.question.fr, *one.asked))) for one in load_faq()
    )
