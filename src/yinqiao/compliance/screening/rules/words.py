"""Words of listed names: an inverted index from any spelling of a word to the names it occurs in."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from yinqiao.compliance.screening.rules import spelling

Names = NDArray[np.int32]
Weights = NDArray[np.float32]

ALIKE = 0.66
"""Words less alike than this are different words."""
_SAME_SOUND = 0.92
_SHORT_SOUND = 0.86
_LEAST_LETTERS_OF_SOUND = 62.0
_OTHER_SPELLING = 0.92
_SHORTEST_SOUND = 2
_PARTICLE = 0.12
_GENERIC = 0.4
_RAREST, _COMMONEST = 1.0, 0.6
_LETTER = 0.3
_ROWS = 512
_LONGEST_RUN = 3
_KEPT_WORDS = 200_000


class WordIndex:
    """The words of listed names, by exact spelling, by sound, by likeness, and by runs of words written as one.

    `names` are tuples of words; a name is told of by its place in that sequence.
    """

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        self.names = names
        postings: dict[str, list[int]] = defaultdict(list)
        runs: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(names):
            for word in set(words):
                postings[word].append(place)
            for run in _runs(words):
                runs[run].append(place)
        self.words = sorted(postings)
        self._places = {word: place for place, word in enumerate(self.words)}
        self._postings = {word: np.array(found, np.int32) for word, found in postings.items()}
        self._runs = {word: np.array(found, np.int32) for word, found in runs.items()}
        self._sounds: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.words):
            self._sounds[spelling.skeleton(word)].append(place)
        self._likes: dict[str, dict[str, float]] = {}
        self._found: dict[str, tuple[Names, Weights]] = {}
        count = max(len(names), 2)
        self._weights = {
            word: _weight(word, len(found), count) for word, found in self._postings.items()
        }

    def warm(self, words: Iterable[str], *, workers: int = 1) -> None:
        """Work out for many words at once which listed ones they resemble."""
        unknown = [word for word in dict.fromkeys(words) if word not in self._likes]
        if len(self._likes) + len(unknown) > _KEPT_WORDS:
            self._likes.clear()
            self._found.clear()
            unknown = list(dict.fromkeys(words))
        for start in range(0, len(unknown), _ROWS):
            rows = unknown[start : start + _ROWS]
            table = process.cdist(
                rows, self.words, scorer=OSA.normalized_similarity, score_cutoff=ALIKE,
                dtype=np.float32, workers=workers,
            )  # fmt: skip
            alike: list[dict[str, float]] = [{} for _row in rows]
            for row, column in zip(*(places.tolist() for places in np.nonzero(table)), strict=True):
                alike[row][self.words[column]] = float(table[row, column])
            for word, found in zip(rows, alike, strict=True):
                self._likes[word] = self._with_sounds(word, found)

    def likes(self, word: str) -> dict[str, float]:
        """Return the listed words that `word` may be a spelling of, each with how alike (0.66 to 1)."""
        if word not in self._likes:
            self.warm([word])
        return self._likes[word]

    def weight(self, word: str) -> float:
        """Return how much a word tells (0.12 to 1): the rarer among the listed names the more; particles hardly."""
        known = self._weights.get(word)
        if known is not None:
            return known
        best = max(self.likes(word).items(), key=lambda pair: pair[1], default=("", 0.0))
        if best[1] >= _SAME_SOUND:
            return min(self._weights[best[0]], _weight(word, 1, 2))
        return _weight(word, 1, 2)

    def candidates(self, words: tuple[str, ...], least: float) -> list[int]:
        """Return the names that at least `least` of the query's weight may occur in, by that bound, best first."""
        weights = [self.weight(word) for word in words]
        reached = np.zeros(len(self.names), np.float32)
        for word, weight in zip(words, weights, strict=True):
            places, alike = self._names_of(word)
            reached[places] += alike * np.float32(weight)
        for start, end in _spans(len(words)):
            places = self._joined("".join(words[start:end]))
            reached[places] = np.maximum(reached[places], np.float32(sum(weights[start:end])))
        for word, weight in zip(words, weights, strict=True):
            found = self._runs.get(word)
            if found is not None:
                reached[found] += np.float32(weight)
        bound = np.float32(least * sum(weights))
        chosen = np.flatnonzero(reached >= bound)
        if len(chosen) > _MOST_CANDIDATES:
            chosen = chosen[np.argsort(-reached[chosen], kind="stable")[:_MOST_CANDIDATES]]
        return [int(place) for place in chosen]

    def _joined(self, run: str) -> Names:
        """Return the names in which the words `run` was put together from stand as one word, or as other words put together."""
        single, several = self._postings.get(run), self._runs.get(run)
        if single is None:
            return several if several is not None else _NONE
        return single if several is None else np.union1d(single, several).astype(np.int32)

    def _names_of(self, word: str) -> tuple[Names, Weights]:
        known = self._found.get(word)
        if known is None:
            best: dict[int, float] = {}
            for listed, alike in self.likes(word).items():
                for place in self._postings[listed].tolist():
                    if best.get(place, 0.0) < alike:
                        best[place] = alike
            known = (
                np.fromiter(best.keys(), np.int32, len(best)),
                np.fromiter(best.values(), np.float32, len(best)),
            )
            self._found[word] = known
        return known

    def _with_sounds(self, word: str, found: dict[str, float]) -> dict[str, float]:
        for other in spelling.other_spellings(word):
            if other in self._places and found.get(other, 0.0) < _OTHER_SPELLING:
                found[other] = _OTHER_SPELLING
        sound = spelling.skeleton(word)
        if len(sound) < _SHORTEST_SOUND:
            return found
        same = _SAME_SOUND if len(sound) > _SHORTEST_SOUND else _SHORT_SOUND
        for place in self._sounds.get(sound, ()):
            listed = self.words[place]
            if (
                found.get(listed, 0.0) < same
                and fuzz.ratio(word, listed) >= _LEAST_LETTERS_OF_SOUND
            ):
                found[listed] = same
        return found


_NONE: Names = np.array([], np.int32)
_MOST_CANDIDATES = 400


def _weight(word: str, names: int, count: int) -> float:
    """Return what a word tells that occurs in `names` of `count` names."""
    if word in spelling.PARTICLES or word in spelling.LEGAL_FORMS:
        return _PARTICLE
    if word in spelling.GENERIC:
        return _GENERIC
    if len(word) == 1:
        return _LETTER
    rare = 1.0 - math.log(names) / math.log(count)
    return _COMMONEST + (_RAREST - _COMMONEST) * rare


def _spans(length: int) -> list[tuple[int, int]]:
    """Return the runs of two and three neighbours, and of all, in a name of `length` words."""
    spans = [
        (start, start + size)
        for size in range(2, min(_LONGEST_RUN, length) + 1)
        for start in range(length - size + 1)
    ]
    return spans if length <= _LONGEST_RUN else [*spans, (0, length)]


def _runs(words: tuple[str, ...]) -> set[str]:
    return {"".join(words[start:end]) for start, end in _spans(len(words))}
