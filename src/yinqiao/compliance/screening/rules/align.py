"""How alike two names in letters are, word by word: what is shared weighs by how much it tells, whatever the order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from yinqiao.compliance.screening.rules.words import ALIKE

Likeness = Callable[[str, str], float]

LONGER_PART = 0.65
"""How much the name that is covered better counts: a left-out part is commoner than two names in common."""
_INITIAL = 0.75
_ORDER = 0.01
_ONE_WORD = 0.8
_SLIGHT = 0.3
_SHORTEST_WHOLE = 7


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two names beside one another: `score` 0 to 1, the pairs of words with their likeness, what was left over on either side."""

    score: float
    pairs: tuple[tuple[str, str, float], ...]
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    is_reordered: bool = False
    is_whole: bool = False


def merged(words: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return words with neighbours put together where the other name writes them as one word: (abdul, rahman), (abdulrahman,)."""
    singles = {word for word in other if word not in words}
    if not singles:
        return words
    out: list[str] = []
    place = 0
    while place < len(words):
        size = next(
            (n for n in (3, 2) if _is_run(words, place, n) and "".join(words[place : place + n]) in singles),
            1,
        )  # fmt: skip
        out.append("".join(words[place : place + size]))
        place += size
    return tuple(out)


def _is_run(words: tuple[str, ...], start: int, size: int) -> bool:
    return start + size <= len(words)


def align(
    left: tuple[str, ...],
    right: tuple[str, ...],
    *,
    weights: Callable[[str], float],
    likeness: Likeness,
) -> Alignment:
    """Pair the words of two names, best pairs first, and score what is covered of either by weight.

    Leaving a part out costs less than an odd one among few; the whole names without spaces count as well, for a slip anywhere.
    """
    one, two = merged(left, right), merged(right, left)
    possible = sorted(
        (
            (alike, -abs(i - j), i, j)
            for i, a in enumerate(one)
            for j, b in enumerate(two)
            if (alike := _alike(a, b, likeness)) >= ALIKE
        ),
        reverse=True,
    )
    taken_left: dict[int, int] = {}
    taken_right: set[int] = set()
    pairs: list[tuple[str, str, float]] = []
    reached_left = reached_right = 0.0
    for alike, _apart, i, j in possible:
        if i in taken_left or j in taken_right:
            continue
        taken_left[i] = j
        taken_right.add(j)
        pairs.append((one[i], two[j], alike))
        reached_left += weights(one[i]) * alike
        reached_right += weights(two[j]) * alike
    is_reordered = [taken_left[i] for i in sorted(taken_left)] != sorted(taken_left.values())
    total = (sum(map(weights, one)), sum(map(weights, two)))
    score = _covered(reached_left / total[0], reached_right / total[1])
    if is_reordered:
        score -= _ORDER
    if _is_one_word(pairs, weights) and any(
        weights(word) > _SLIGHT for word in _left_over(one, two, left=taken_left, right=taken_right)
    ):
        score = min(score, _ONE_WORD)
    return Alignment(
        score=max(score, 0.0),
        pairs=tuple(pairs),
        only_left=tuple(word for i, word in enumerate(one) if i not in taken_left),
        only_right=tuple(word for j, word in enumerate(two) if j not in taken_right),
        is_reordered=is_reordered,
    )


def _is_one_word(pairs: list[tuple[str, str, float]], weights: Callable[[str], float]) -> bool:
    """Tell whether the names share but one word that tells anything: then whatever else they say must not be odd."""
    return sum(weights(ours) > _SLIGHT for ours, _theirs, _alike in pairs) <= 1


def _left_over(
    one: tuple[str, ...], two: tuple[str, ...], *, left: dict[int, int], right: set[int]
) -> list[str]:
    return [word for i, word in enumerate(one) if i not in left] + [
        word for j, word in enumerate(two) if j not in right
    ]


def _covered(left: float, right: float) -> float:
    return LONGER_PART * max(left, right) + (1 - LONGER_PART) * min(left, right)


def _alike(left: str, right: str, likeness: Likeness) -> float:
    if len(left) == 1 or len(right) == 1:
        return 1.0 if left == right else _INITIAL if left[0] == right[0] else 0.0
    return likeness(left, right)


def whole(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Return how alike two names are as letters without spaces, in their order or sorted; 0 for short ones."""
    best = 0.0
    for one, two in (
        ("".join(left), "".join(right)),
        ("".join(sorted(left)), "".join(sorted(right))),
    ):
        if min(len(one), len(two)) >= _SHORTEST_WHOLE:
            best = max(best, OSA.normalized_similarity(one, two))
    return best


def by_table(table: Mapping[str, Mapping[str, float]], *, shortest: int = 0) -> Likeness:
    """Return a likeness that looks up what the index worked out before; words under `shortest` letters must be equal."""

    def likeness(left: str, right: str) -> float:
        if left == right:
            return 1.0
        if min(len(left), len(right)) < shortest:
            return 0.0
        return table.get(left, {}).get(right, 0.0)

    return likeness


def by_syllables(
    left: Mapping[str, frozenset[str]], right: Mapping[str, frozenset[str]]
) -> Likeness:
    """Return the likeness of words of Chinese names: other syllables are another name, whatever the letters."""

    def likeness(one: str, two: str) -> float:
        if one == two:
            return 1.0
        ours, theirs = left.get(one, frozenset({one})), right.get(two, frozenset({two}))
        return 0.0 if ours.isdisjoint(theirs) else _OTHER_ROMANISATION

    return likeness


_OTHER_ROMANISATION = 0.92
