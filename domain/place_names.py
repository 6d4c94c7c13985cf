"""Which place somebody means by what they typed; none when it is no place of the country."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from msgspec import Struct

from catalogue.places import Place, load_abroad, load_regions
from catalogue.sectors import load_talk
from domain.folding import fold
from domain.lexicon import Lexicon, without_article, without_particle
from domain.match import Match

_WORDS_READ = 24
_LONGEST_NAME = 5
_SHOWN = 5
_INSIDE_ITS_PROVINCE = 1.05
"""A commune that is named together with its province is surer than either."""
_SHARED_NAME = 0.75
"""What is left for each of several places with the same name."""
_ABROAD = ""


class _Index(Struct, frozen=True):
    lexicon: Lexicon
    codes: dict[str, tuple[str, ...]]
    """The codes that a name, written in one word, stands for; the code of a place abroad is empty."""
    silent: frozenset[str]


class _Span(Struct, frozen=True):
    """Some words in a row that name a place."""

    start: int
    end: int
    codes: dict[str, float]

    def within(self, other: "_Span") -> bool:
        return other.start <= self.start and self.end <= other.end and self.end - self.start < other.end - other.start


def match_place(text: str) -> list[Match]:
    """The places the text may mean, best first, at most five: a commune where it is known, else its province.

    A known town without a code of its own answers with its province, and only a region's own name with the region.
    Empty when the text names no place here.
    """
    words = fold(text).split()[:_WORDS_READ]
    spans = list(_spans(words, _index().lexicon.sure)) or list(_spans(words, _near))
    outer = [span for span in spans if not any(span.within(other) for other in spans)]
    scores: dict[str, float] = defaultdict(float)
    for span in outer:
        for code, score in span.codes.items():
            scores[code] = max(scores[code], score)
    scores.pop(_ABROAD, None)
    for code in list(scores):
        if any(code.startswith(f"{other}.") for other in scores):
            scores[code] *= _INSIDE_ITS_PROVINCE
    ranked = sorted(scores.items(), key=lambda each: -each[1])[:_SHOWN]
    return [Match(code, round(min(100.0, 100 * score), 1)) for code, score in ranked]


def _near(name: str) -> dict[str, float]:
    return _index().lexicon.near(name)


def _spans(words: list[str], look_up: Callable[[str], dict[str, float]]) -> Iterator[_Span]:
    index = _index()
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1):
            name = "".join(words[start:end])
            if _says_nothing(words[start:end], index):
                continue
            codes: dict[str, float] = {}
            for known, surely in look_up(name).items():
                for code in index.codes[known]:
                    codes[code] = max(codes.get(code, 0.0), surely)
            if codes:
                share = _SHARED_NAME if len(codes) > 1 else 1.0
                yield _Span(start, end, {code: surely * share for code, surely in codes.items()})


def _says_nothing(words: list[str], index: _Index) -> bool:
    """Whether these are only words of talk, with or without a particle, and no name."""
    return (
        all(any(form in index.silent for form in (word, *without_particle(word))) or len(word) == 1 for word in words)
        and "".join(words) not in index.lexicon
    )


@cache
def _index() -> _Index:
    codes: dict[str, list[str]] = defaultdict(list)
    for code, names in _names():
        for name in names:
            joined = "".join(fold(without_article(part)) for part in name.split())
            for key in {joined, fold(name).replace(" ", "")}:
                if key and code not in codes[key] and not any(_is_around(code, other) for other in codes[key]):
                    codes[key].append(code)
    talk = load_talk()
    silent = frozenset(word for text in (*talk.particles, *talk.silent, *talk.other) for word in fold(text).split())
    return _Index(Lexicon(codes), {name: tuple(each) for name, each in codes.items()}, silent)


def _is_around(code: str, other: str) -> bool:
    """Whether one of two places lies in the other: then their shared name means the one that was listed first."""
    return code.startswith(f"{other}.") or other.startswith(f"{code}.")


def _names() -> Iterator[tuple[str, Iterable[str]]]:
    """Every code with its names. A name of a province and of its seat, or of its region, means the province."""
    for region in load_regions():
        for province in region.provinces:
            yield province.code, _spellings(province)
            for district in province.districts:
                yield province.code, _spellings(district)
            for commune in province.communes:
                yield commune.code, _spellings(commune)
            for town in province.towns:
                yield province.code, town
    for region in load_regions():
        yield region.code, _spellings(region)
    yield _ABROAD, load_abroad()


def _spellings(place: Place) -> Iterable[str]:
    return (place.name.ar, place.name.fr, *place.aliases)
