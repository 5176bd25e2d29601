"""Names in Chinese characters: the same characters, the same sound, one character off, and the reading in letters."""

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from yinqiao.compliance.screening.rules import readings, spelling
from yinqiao.lib.matching import characters

SAME = 1.0
_OTHER_ORDER = 0.95
_SAME_CORE = 0.95
_SAME_CORE_SOUND = 0.90
_SOUND_LONG, _SOUND_SHORT, _SOUND_SHARED = 0.78, 0.70, 0.18
_LOOKS, _LOOKS_LITTLE = 0.86, 0.78
_LEAST = 0.75
_SHORTEST_FUZZY = 4
_SHORT_NAME = 2
_READING = {2: 0.86, 3: 0.90}
_LONG_READING = 0.92


class CharacterIndex:
    """Listed names in characters by writing, reading and pairs of characters. A name is told of by its place in `names`."""

    def __init__(self, names: Sequence[tuple[str, bool]]) -> None:
        self.names = names
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._core: dict[str, list[int]] = defaultdict(list)
        self._alike: dict[str, list[int]] = defaultdict(list)
        self._core_sound: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._sound: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._pairs: dict[str, list[int]] = defaultdict(list)
        for place, (han, is_company) in enumerate(names):
            self._exact[han].append(place)
            self._alike[characters.fold(han)].append(place)
            self._sound[readings.read(han)].append(place)
            if is_company:
                self._core[spelling.company_core(han)].append(place)
                self._core_sound[_core_reading(han)].append(place)
            for pair in _pairs(han):
                self._pairs[pair].append(place)

    def find(self, han: str, *, may_be_company: bool) -> dict[int, float]:
        """Return the listed names that a name in characters may be, each with how alike they are (0.75 to 1)."""
        found: dict[int, float] = {}
        _better(found, self._exact.get(han, ()), SAME)
        if _SHORT_NAME <= len(han) < _SHORTEST_FUZZY:
            _better(found, self._exact.get(han[1:] + han[0], ()), _OTHER_ORDER)
        for place in self._sound.get(readings.read(han), ()):
            _better(found, (place,), _by_sound(han, self.names[place][0]))
        for place in self._alike.get(characters.fold(han), ()):
            _better(found, (place,), _by_look(han, self.names[place][0]))
        if may_be_company:
            self._by_core(found, han)
        if len(han) >= _SHORTEST_FUZZY:
            for place in {p for pair in _pairs(han) for p in self._pairs.get(pair, ())}:
                alike = _fuzzy(han, self.names[place][0], may_be_company=may_be_company)
                if alike >= _LEAST:
                    _better(found, (place,), alike)
        return found

    def _by_core(self, found: dict[int, float], han: str) -> None:
        """Find companies by what is left without form and place, written or read alike."""
        _better(found, self._core.get(spelling.company_core(han), ()), _SAME_CORE)
        reading = _core_reading(han)
        if len(reading) >= _SHORTEST_FUZZY:
            _better(found, self._core_sound.get(reading, ()), _SAME_CORE_SOUND)


def _better(found: dict[int, float], places: Sequence[int], alike: float) -> None:
    for place in places:
        if found.get(place, 0.0) < alike:
            found[place] = alike


def _pairs(han: str) -> set[str]:
    if len(han) < _SHORTEST_FUZZY:
        return set()
    return {han[place : place + 2] for place in range(len(han) - 1)}


def _by_sound(left: str, right: str) -> float:
    """Return how alike two names of one reading are: the more characters shared, the more; two characters tell little."""
    if left == right:
        return SAME
    shared = sum(a == b for a, b in zip(left, right, strict=False)) / max(len(left), len(right))
    start = _SOUND_SHORT if len(left) <= _SHORT_NAME else _SOUND_LONG
    return start + _SOUND_SHARED * shared


def _core_reading(han: str) -> tuple[str, ...]:
    return readings.read(spelling.company_core(han))


def _by_look(left: str, right: str) -> float:
    """Return how alike two names are that differ by look-alike characters alone; in the surname it is rather another family."""
    if left == right:
        return SAME
    is_told = len(left) > _SHORT_NAME and left[0] == right[0]
    return _LOOKS if is_told else _LOOKS_LITTLE


def _fuzzy(left: str, right: str, *, may_be_company: bool) -> float:
    plain = OSA.normalized_similarity(left, right)
    if not may_be_company:
        return plain
    return max(plain * _SAME_CORE, OSA.normalized_similarity(spelling.company_core(left), spelling.company_core(right)) * _SAME_CORE)  # fmt: skip


def by_reading(parts: tuple[str, ...]) -> float:
    """Return how much it tells that a name in characters, read as `parts`, reads like one in letters: two syllables least."""
    return _READING.get(len(parts), _LONG_READING) if len(parts) > 1 else 0.0
