"""Find the words of a vocabulary in what somebody typed: as written, as heard, inflected, or misspelt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from domain.sounds import skeleton, sound

# How much a word found in each of these ways counts.
_AS_WRITTEN = 1.0
_WITHOUT_PARTICLE = 0.98
_AS_HEARD = 0.92
_AS_HEARD_BESIDE = 0.6  # beside a word that is written just so
_INFLECTED = 0.86
_SAME_CONSONANTS = 0.9
_MISSPELT = 0.95

_FEWEST_CONSONANTS = 2
_ENOUGH_CONSONANTS = 3
_LONG_ENOUGH_FOR_A_SLIP = 5
_LONG_ENOUGH_FOR_TWO_SLIPS = 8
_ALIKE_CONSONANTS = 78.0

_ARABIC_PARTICLES = ("وال", "فال", "بال", "كال", "دال", "ال", "لل", "ول", "و", "ف", "ب", "ل", "د", "ه")
# A single d, f, w or b is left alone: too many French words begin with it.
_LATIN_PARTICLES = ("wel", "fel", "bel", "del", "wl", "fl", "bl", "dl", "el", "al", "l")
_VERB_BEGINNINGS = ("kan", "kat", "kai", "kn", "kt", "ki", "tan", "tn", "Gan", "Gad", "n", "i", "t")
_ENDINGS = ("iat", "iin", "ain", "at", "in", "un", "ia", "ha", "nt", "ns", "rs", "s", "a", "u", "i", "t", "x")
_SHORTEST_STEM = 3
_SHORTEST_WORD = 3
_SHORT = 4


def without_particle(word: str) -> Iterator[str]:
    """The word without "and", "in", "the" …, which Arabic and Darija glue to it."""
    for particle in _ARABIC_PARTICLES if _is_arabic(word) else _LATIN_PARTICLES:
        rest = word.removeprefix(particle)
        if len(rest) < len(word) and len(rest) > 1:
            yield rest


def without_article(word: str) -> str:
    """An Arabic word as typed, without its article. Folding hides the difference to أل: "ألبان" keeps its beginning."""
    return word.removeprefix("ال") if len(word) > len("ال") + _SHORTEST_WORD - 1 else word


def _of_its_script(word: str, found: dict[str, float]) -> dict[str, float]:
    """Without short Latin words for an Arabic one: "سير" (go) sounds like "cire" (wax), and says something else."""
    if not _is_arabic(word):
        return found
    return {known: surely for known, surely in found.items() if _is_arabic(known) or len(sound(known)) > _SHORT}


def _is_arabic(word: str) -> bool:
    return word[:1] >= "\u0600"


class Lexicon:
    """A set of folded words that can be looked up by what people write for them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_skeleton: dict[str, list[str]] = defaultdict(list)
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._words):
            self._by_sound[sound(word)].append(word)
        for heard in self._by_sound:
            self._by_skeleton[skeleton(heard)].append(heard)
            if len(heard) >= _LONG_ENOUGH_FOR_A_SLIP - 1:
                self._by_start[heard[0], len(heard)].append(heard)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def sure(self, word: str) -> dict[str, float]:
        """The words that are written or heard like this one, with or without a particle."""
        found: dict[str, float] = {}
        self._add(found, self.as_written(word).items())
        surely = _AS_HEARD_BESIDE if found else _AS_HEARD
        self._add(found, self._heard([sound(word)], surely))
        self._add(found, self._heard((sound(rest) for rest in without_particle(word)), surely * _WITHOUT_PARTICLE))
        return _of_its_script(word, found)

    def inflected(self, word: str) -> dict[str, float]:
        """The words of which this is a form: a plural, a feminine, a verb."""
        found: dict[str, float] = {}
        self._add(found, self._heard(_stems(sound(word)), _INFLECTED))
        for rest in without_particle(word):
            self._add(found, self._heard(_stems(sound(rest)), _INFLECTED * _WITHOUT_PARTICLE))
        return _of_its_script(word, found)

    def near(self, word: str) -> dict[str, float]:
        """The words with the same consonants or, if there is none, with a slip or two."""
        found: dict[str, float] = {}
        candidates = [sound(candidate) for candidate in (word, *without_particle(word))]
        for heard in candidates:
            self._add(found, self._same_consonants(heard))
        if not found:
            # Only the article is taken off: the shorter the rest, the more it looks like.
            for heard in dict.fromkeys((sound(without_article(word)), sound(word))):
                self._add(found, self._misspelt(heard))
        return _of_its_script(word, found)

    @staticmethod
    def _add(found: dict[str, float], more: Iterable[tuple[str, float]]) -> None:
        for word, surely in more:
            if surely > found.get(word, 0.0):
                found[word] = surely

    def as_written(self, word: str) -> dict[str, float]:
        """The words that are written exactly like this one, with or without a particle."""
        found = {rest: _WITHOUT_PARTICLE for rest in without_particle(word) if rest in self._words}
        return found | {word: _AS_WRITTEN} if word in self._words else found

    def _heard(self, sounds: Iterable[str], surely: float) -> Iterator[tuple[str, float]]:
        for heard in sounds:
            if len(skeleton(heard)) >= _FEWEST_CONSONANTS or len(heard) > _SHORT:
                for word in self._by_sound.get(heard, ()):
                    yield word, surely

    def _same_consonants(self, heard: str) -> Iterator[tuple[str, float]]:
        consonants = skeleton(heard)
        if len(consonants) < _ENOUGH_CONSONANTS:
            return
        for other in self._by_skeleton.get(consonants, ()):
            alike = ratio(heard, other)
            if alike >= _ALIKE_CONSONANTS:
                for word in self._by_sound[other]:
                    yield word, _SAME_CONSONANTS * alike / 100

    def _misspelt(self, heard: str) -> Iterator[tuple[str, float]]:
        """One slip (a letter too many, too few, another, or two exchanged), two in a long word; never in the first."""
        size = len(heard)
        slips = 2 if size >= _LONG_ENOUGH_FOR_TWO_SLIPS else 1
        if size < _LONG_ENOUGH_FOR_A_SLIP:
            return
        for length in range(size - slips, size + slips + 1):
            candidates = self._by_start.get((heard[0], length), ())
            for other, distance, _ in process.extract(heard, candidates, scorer=OSA.distance, score_cutoff=slips):
                for word in self._by_sound[other]:
                    yield word, _MISSPELT * (1 - distance / max(size, length))


def _stems(heard: str) -> Iterator[str]:
    """The sound without the beginning of a Darija verb or the ending of a plural or a feminine."""
    starts = [heard[len(start) :] for start in _VERB_BEGINNINGS if heard.startswith(start)]
    for stem in (heard, *starts):
        if stem != heard and len(stem) >= _SHORTEST_STEM:
            yield stem
        for ending in _ENDINGS:
            if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST_STEM:
                yield stem[: -len(ending)]
        if len(stem) >= _SHORTEST_STEM:
            yield stem + "a"
