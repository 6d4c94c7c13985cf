"""Which sector and which activity somebody means by what they typed; none when they mean no trade."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from msgspec import Struct

from catalogue.places import load_regions
from catalogue.sectors import Activity, load_sectors, load_talk
from domain.folding import fold
from domain.lexicon import Lexicon, without_article, without_particle
from domain.match import Match

__all__ = ["Match", "match_activity", "match_sector"]

_WORDS_READ = 40
_WORD = 1.0
_HINT = 0.42
_PART = 0.5
_NAME = 0.8
_LONGER = 0.3
"""What every further word adds to a phrase: the longer, the surer."""
_INSIDE_A_PHRASE = 0.3
"""What is left of a word that stands inside a longer phrase that was found."""
_GAP = 2
"""How many words may stand inside a phrase that is typed."""
_HEAD = 1.1
"""The first word of a trade is its head: soap with olive oil is soap."""
_LEAST = 0.3
_SHORT = 3
"""The longest rest, without its particle, that says too little to be talk."""
_OTHER = 0.65
"""What every word of other talk takes from the evidence: a clear trade survives a polite question."""
_SURE = 0.87
"""A word that is written or heard like a known one, and not only a form of it or like it, is known this surely."""
_STRANGE = 0.12
"""What every word that is not surely known takes: a trade stands among words that stand around trades."""
_STRANGE_BESIDE_A_LIKENESS = 0.22
"""The same where no word is surely a trade's: one likeness among strange words is chance."""
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|^/\w+")


def match_sector(text: str) -> list[Match]:
    """The sectors the text may mean, best first, at most five; empty when it names no trade."""
    return _ranked(_evidence(text), _index().sector_of)


def match_activity(text: str) -> list[Match]:
    """The activities the text may mean, best first, at most five; empty when it names none."""
    evidence = _evidence(text)
    sectors = set(_index().sector_of.values())
    return _ranked({code: at for code, at in evidence.items() if code not in sectors}, {})


class _Phrase(Struct, frozen=True, eq=False):
    """One way to name a sector or an activity. Compared by identity: a search puts hundreds of them into sets."""

    code: str
    words: tuple[str, ...]
    weight: float


class _Index(Struct, frozen=True):
    lexicon: Lexicon
    phrases: dict[str, list[_Phrase]]
    """The phrases in which a word occurs."""
    names_alone: frozenset[str]
    """The words that name a trade without any other word."""
    sector_of: dict[str, str]
    silent: "_Sayings"
    other: "_Sayings"
    places: frozenset[str]
    common: frozenset[str]


class _Sayings:
    """Words and groups of words, found where they stand in a text."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_first: dict[str, list[list[str]]] = defaultdict(list)
        for words in (fold(text).split() for text in texts):
            self._by_first[words[0]].append(words)

    def __contains__(self, word: str) -> bool:
        return [word] in self._by_first.get(word, ())

    def covered(self, words: list[str]) -> set[int]:
        """The positions of the words that belong to one of the sayings."""
        return {
            position
            for start, word in enumerate(words)
            for saying in self._by_first.get(word, ())
            if words[start : start + len(saying)] == saying
            for position in range(start, start + len(saying))
        }


@cache
def _index() -> _Index:
    talk = load_talk()
    silent = _Sayings(talk.silent)
    particles = frozenset(fold(word) for word in talk.particles)
    names_of_places = _names_of_places()
    phrases: dict[str, list[_Phrase]] = defaultdict(list)
    sector_of = {}
    for sector in load_sectors():
        for trade in (sector, *sector.activities):
            sector_of[trade.code] = sector.code
            for phrase in _phrases(trade, particles):
                if len(phrase.words) > 1 or phrase.words[0] not in silent:
                    for word in set(phrase.words):
                        phrases[word].append(phrase)
    return _Index(
        Lexicon(phrases),
        phrases,
        frozenset(word for word, each in phrases.items() if any(len(phrase.words) == 1 for phrase in each)),
        sector_of,
        silent=_Sayings((*talk.silent, *talk.particles, *(name for name in names_of_places if " " in name))),
        other=_Sayings(talk.other),
        places=frozenset(word for name in names_of_places for word in name.split()),
        common=frozenset(chain.from_iterable(fold(word).split() for word in talk.common)),
    )


def _phrases(trade: Activity, particles: frozenset[str]) -> Iterator[_Phrase]:
    seen = set()
    for texts, weight in ((trade.words, _WORD), (trade.hints, _HINT), ((trade.name.ar, trade.name.fr), _NAME)):
        for text in texts:
            words = (word for part in text.split() for word in fold(without_article(part)).split())
            content = tuple(word for word in words if word not in particles and len(word) > 1)
            if content and content not in seen:
                seen.add(content)
                yield _Phrase(trade.code, content, weight)


def _names_of_places() -> frozenset[str]:
    """What places are called, folded. It is no misspelt trade: "Taza" is no "tazart"."""
    names: list[str] = []
    for region in load_regions():
        for place in (region, *region.provinces, *chain.from_iterable(each.communes for each in region.provinces)):
            names += (place.name.ar, place.name.fr, *place.aliases)
        for province in region.provinces:
            names += chain.from_iterable(province.towns)
    return frozenset(fold(name) for name in names)


_Hits = dict[str, tuple[int, float]]
"""For every word of a phrase that was found: where, and how surely."""


def _evidence(text: str) -> dict[str, dict[int, float]]:
    """For each code, how much every word of the text speaks for it; empty when the text speaks of something else."""
    index = _index()
    words = fold(_ADDRESS.sub(" ", text)).split()[:_WORDS_READ]
    elsewhere = index.other.covered(words)
    silent = index.silent.covered(words) | elsewhere
    found: dict[_Phrase, _Hits] = defaultdict(dict)
    strange = 0
    for position, word in enumerate(words):
        knowns = _find(index, word, silent=position in silent)
        strange += position not in silent and _is_strange(index, word, knowns)
        for known, surely in knowns.items():
            for phrase in index.phrases[known]:
                alone = len(phrase.words) == 1
                if surely > found[phrase].get(known, (0, 0.0))[1] and not (alone and position in silent):
                    found[phrase][known] = (position, surely)
    whole = {phrase: hits for phrase, hits in found.items() if _is_whole(phrase, hits)}
    evidence = _weighed(found, whole)
    best = max((sum(at.values()) for at in evidence.values()), default=0.0)
    return evidence if best - _OTHER * len(elsewhere - _named(whole)) - _doubt(whole, strange) >= _LEAST else {}


def _doubt(whole: dict[_Phrase, _Hits], strange: int) -> float:
    """What so many strange words take from the evidence."""
    sure = any(surely >= _SURE for hits in whole.values() for _, surely in hits.values())
    return strange * (_STRANGE if sure else _STRANGE_BESIDE_A_LIKENESS)


def _named(whole: dict[_Phrase, _Hits]) -> set[int]:
    """The positions of phrases: what belongs to the name of a trade is no other talk."""
    return {position for hits in whole.values() if len(hits) > 1 for position, _ in hits.values()}


def _find(index: _Index, word: str, *, silent: bool) -> dict[str, float]:
    """The known words that this one means. Talk and names of places are looked up as written, not by likeness."""
    if len(word) == 1 or word.isdecimal():
        return {}
    rests = (rest for rest in without_particle(word) if len(rest) > _SHORT or rest in index.silent)
    if silent or any(_is_talk(index, each) for each in (word, *rests)):
        return index.lexicon.as_written(word)
    found = index.lexicon.sure(word)
    if not index.names_alone.isdisjoint(found):
        return found
    return index.lexicon.near(word) | index.lexicon.inflected(word) | found


def _is_talk(index: _Index, word: str) -> bool:
    """Whether the word is a place's name or an everyday word: neither is a misspelt trade."""
    return word in index.silent or word in index.places or word in index.common


def _is_strange(index: _Index, word: str, knowns: dict[str, float]) -> bool:
    """Whether the word is neither surely a trade's nor one that stands around trades."""
    unsure = max(knowns.values(), default=0.0) < _SURE
    return unsure and len(word) > 1 and not word.isdecimal() and word not in index.places


def _weighed(found: dict[_Phrase, _Hits], whole: dict[_Phrase, _Hits]) -> dict[str, dict[int, float]]:
    """What every phrase adds to its code, at every position that it covers; a part of one adds a little."""
    longest: dict[int, int] = defaultdict(int)
    for hits in whole.values():
        for position, _ in hits.values():
            longest[position] = max(longest[position], len(hits))
    head = min(longest, default=0)
    evidence: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for phrase, hits in found.items():
        size = len(hits)
        share = 1.0 if phrase in whole else _PART * (size / len(phrase.words)) ** 2
        for position, surely in hits.values():
            weight = phrase.weight * surely**2 * share * (1 + _LONGER * (size - 1))
            if size < longest[position]:
                weight *= _INSIDE_A_PHRASE
            if position == head:
                weight *= _HEAD
            evidence[phrase.code][position] = max(evidence[phrase.code][position], weight)
    return evidence


def _is_whole(phrase: _Phrase, hits: _Hits) -> bool:
    """Whether all words of the phrase were found, in their order and close together."""
    if len(hits) < len(set(phrase.words)):
        return False
    positions = [hits[word][0] for word in dict.fromkeys(phrase.words)]
    return positions == sorted(positions) and positions[-1] - positions[0] <= len(positions) + _GAP


def _ranked(evidence: dict[str, dict[int, float]], groups: dict[str, str]) -> list[Match]:
    joined: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for code, at in evidence.items():
        group = joined[groups.get(code, code)]
        for position, weight in at.items():
            group[position] = max(group[position], weight)
    totals = sorted(((sum(at.values()), code) for code, at in joined.items()), key=lambda each: -each[0])[:5]
    if not totals:
        return []
    best, second = totals[0][0], totals[1][0] if len(totals) > 1 else 0.0
    return [
        Match(code, round(100 * min(1.0, total) * total / (total + 0.5 * (best if at else second)), 1))
        for at, (total, code) in enumerate(totals)
        if total >= _LEAST
    ]
