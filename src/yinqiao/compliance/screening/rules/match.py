"""The matcher: names against the entries of lists, each hit with a score of 0 to 100 and the reasons for it.

Candidates come from indexes of words, sounds and characters; only they are compared in full. Nothing here knows a database.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from yinqiao.compliance.screening.rules import align, evidence, readings, spelling
from yinqiao.compliance.screening.rules.align import Alignment
from yinqiao.compliance.screening.rules.characters import CharacterIndex, by_reading
from yinqiao.compliance.screening.rules.entries import (
    Entry,
    EntryName,
    PartyKind,
    Quality,
    Subject,
    document_key,
)
from yinqiao.compliance.screening.rules.evidence import Points, Said
from yinqiao.compliance.screening.rules.words import WordIndex
from yinqiao.lib.matching import characters

THRESHOLD = 85.0
"""From here on a hit goes to compliance (DOMAIN §4.3)."""
CERTAIN = 100.0
_LEAST_NAME = 0.72
_LEAST_COVERED = 0.6
_READING_CAP = 0.92
_SLIP_COST = 0.99
_LEAST_SLIP = 0.85
_CHUNK = 5000
# One letter of nine or more: for a Chinese name another name rather than a slip, unless the birth speaks for it.
_ONE_SLIP = 0.88
_SLIP_OF_SYLLABLES = 0.84
# So is one syllable more or less.
_ODD_SYLLABLE = 0.8


@dataclass(frozen=True, slots=True)
class Hit:
    """A subject may be a listed party: `score` 0 to 100, the two names, why. `is_certain` is an equal number of a certificate."""

    subject: str
    entry: str
    score: float
    name_score: float
    ours: str
    theirs: str
    reasons: tuple[Said, ...]
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class _Listed:
    """One spelling of one name of an entry."""

    entry: int
    text: str
    quality: Quality


@dataclass(slots=True)
class _Best:
    score: float
    ours: str
    listed: _Listed
    reasons: list[Said] = field(default_factory=list)


class Matcher:
    """The entries of one or several lists, indexed. Building takes about a second for 10,000 entries."""

    def __init__(
        self,
        entries: Sequence[Entry],
        *,
        threshold: float = THRESHOLD,
        points: Points | None = None,
        documents: dict[str, list[int]] | None = None,
    ) -> None:
        self.entries = entries
        self.threshold = threshold
        self.points = points or Points()
        self._in_letters: list[_Listed] = []
        self._words: list[tuple[str, ...]] = []
        self._in_characters: list[_Listed] = []
        self._han: list[tuple[str, bool]] = []
        self._readings: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(entries):
            for name in entry.names:
                self._add(place, entry, name)
        self._word_index = WordIndex(self._words)
        self._character_index = CharacterIndex(self._han)
        self._chinese = [readings.is_chinese(words) for words in self._words]
        self._documents = documents if documents is not None else _documents_of(entries)

    def screen(self, subjects: Iterable[Subject], *, workers: int = 1) -> Iterator[Hit]:
        """Return the hits from the threshold on, subject by subject, the best first."""
        chunk: list[Subject] = []
        for subject in subjects:
            chunk.append(subject)
            if len(chunk) == _CHUNK:
                yield from self._screen(chunk, workers)
                chunk = []
        yield from self._screen(chunk, workers)

    def one(self, subject: Subject) -> list[Hit]:
        """Return the hits of one subject, the best first."""
        best = self._by_names(subject)
        certain = {
            place for number in subject.documents for place in self._documents.get(number, ())
        }
        hits = [self._hit(subject, place, found) for place, found in best.items()]
        kept = [
            hit
            for hit, place in zip(hits, best, strict=True)
            if hit.score >= self.threshold and place not in certain
        ]
        kept += [self._certain(subject, place, best.get(place)) for place in sorted(certain)]
        return sorted(kept, key=lambda hit: (-hit.score, hit.entry))

    def warm(self, subjects: Sequence[Subject], *, workers: int = 1) -> None:
        """Work out for the words of many names at once which listed words they resemble; then `one` is quick for each."""
        self._word_index.warm(
            (
                word
                for subject in subjects
                for name in subject.names
                for word in spelling.spell(name).words
            ),
            workers=workers,
        )

    def _screen(self, subjects: Sequence[Subject], workers: int) -> Iterator[Hit]:
        self.warm(subjects, workers=workers)
        for subject in subjects:
            yield from self.one(subject)

    def _add(self, place: int, entry: Entry, name: EntryName) -> None:
        spelt = spelling.spell(name.text)
        if spelt.words:
            self._readable(spelt.words, len(self._words), text=name.text)
            self._words.append(spelt.words)
            self._in_letters.append(_Listed(place, name.text, name.quality))
        for han in spelt.han:
            if len(han) < _FEWEST_CHARACTERS:
                continue
            self._han.append((han, entry.kind != PartyKind.PERSON))
            self._in_characters.append(_Listed(place, name.text, name.quality))
            if entry.kind == PartyKind.PERSON:
                surname, *given = readings.read(han)
                self._words.append((surname, "".join(given)) if given else (surname,))
                self._in_letters.append(_Listed(place, name.text, Quality.READING))

    def _readable(self, words: tuple[str, ...], place: int, *, text: str) -> None:
        if readings.is_chinese(words):
            # Before a comma stands the surname; without one it may be first or last.
            read = readings.spelt_in_order if "," in text else readings.joined_forms
            for form in read(words):
                self._readings[form].append(place)

    def _by_names(self, subject: Subject) -> dict[int, _Best]:
        best: dict[int, _Best] = {}
        for name in subject.names:
            spelt = spelling.spell(name)
            if spelt.words:
                self._by_letters(best, name, spelt.words)
            for han in spelt.han:
                if len(han) >= _FEWEST_CHARACTERS:
                    self._by_characters(best, name, han=han, kind=subject.kind)
        return best

    def _by_letters(self, best: dict[int, _Best], name: str, words: tuple[str, ...]) -> None:
        is_chinese = readings.is_chinese(words)
        places = set(self._word_index.candidates(words, _LEAST_COVERED))
        if is_chinese:
            places.update(
                p for form in readings.spelt_in_order(words) for p in self._readings.get(form, ())
            )
        for place in sorted(places):
            listed = self._in_letters[place]
            both_chinese = is_chinese and self._chinese[place]
            known = best.get(listed.entry)
            found = self._compare(
                words, self._words[place], is_chinese=is_chinese, both=both_chinese
            )
            score = found.score
            if listed.quality == Quality.READING:
                score = min(score, _READING_CAP)
            if score >= _LEAST_NAME and (known is None or known.score < score):
                best[listed.entry] = _Best(score, name, listed, _letters_said(found))

    def _compare(
        self, ours: tuple[str, ...], theirs: tuple[str, ...], *, is_chinese: bool, both: bool
    ) -> Alignment:
        if both:
            pairs = [
                dict(zip(words, readings.variants(words), strict=True)) for words in (ours, theirs)
            ]
            found = align.align(
                ours, theirs, weights=self._word_index.weight, likeness=align.by_syllables(*pairs)
            )
            if readings.spelt_in_order(ours) & readings.spelt_in_order(theirs):
                return Alignment(1.0, found.pairs, (), ())
            if align.whole(ours, theirs) >= _ONE_SLIP and found.score < _SLIP_OF_SYLLABLES:
                return Alignment(_SLIP_OF_SYLLABLES, found.pairs, (), (), is_whole=True)
            is_odd = found.only_left or found.only_right
            return replace(found, score=min(found.score, _ODD_SYLLABLE)) if is_odd else found
        table = {word: self._word_index.likes(word) for word in ours}
        shortest = _SHORTEST_LIKE if is_chinese else 0
        weight = self._word_index.weight
        found = align.align(
            ours,
            theirs,
            # In a Chinese name Du and La are parts like any other, no particles.
            weights=(lambda word: max(weight(word), _PART)) if is_chinese else weight,
            likeness=align.by_table(table, shortest=shortest),
        )
        if found.score < _SLIP_COST and not is_chinese:
            slip = align.whole(ours, theirs)
            if slip >= _LEAST_SLIP and slip * _SLIP_COST > found.score:
                return Alignment(slip * _SLIP_COST, found.pairs, (), (), is_whole=True)
        return found

    def _by_characters(
        self, best: dict[int, _Best], name: str, *, han: str, kind: PartyKind | None
    ) -> None:
        is_person = kind == PartyKind.PERSON
        found = self._character_index.find(han, may_be_company=not is_person)
        for place, alike in found.items():
            listed = self._in_characters[place]
            _keep(
                best, alike, name=name, listed=listed, reasons=_characters_said(han, listed, alike)
            )
        if kind == PartyKind.COMPANY or len(han) > _LONGEST_PERSON:
            return
        parts = readings.read(han)
        told = by_reading(parts)
        for form in readings.reading_forms(parts) if told else ():
            for place in self._readings.get(form, ()):
                listed = self._in_letters[place]
                said = Said("reading", " ".join(parts), listed.text)
                _keep(best, told, name=name, listed=listed, reasons=[said])

    def _hit(self, subject: Subject, place: int, found: _Best) -> Hit:
        entry = self.entries[place]
        beside = evidence.beside(subject, entry, self.points)
        name_score = round(found.score * 100, 1)
        reasons = [*found.reasons, *beside]
        if found.listed.quality == Quality.WEAK:
            reasons.append(Said("weak_alias", theirs=found.listed.text))
        score = name_score + sum(said.points for said in beside)
        return Hit(
            subject=subject.key,
            entry=entry.key,
            score=round(min(max(score, 0.0), CERTAIN), 1),
            name_score=name_score,
            ours=found.ours,
            theirs=found.listed.text,
            reasons=tuple(reasons),
        )

    def _certain(self, subject: Subject, place: int, found: _Best | None) -> Hit:
        entry = self.entries[place]
        known = self._hit(subject, place, found) if found else None
        return Hit(
            subject=subject.key,
            entry=entry.key,
            score=CERTAIN,
            name_score=known.name_score if known else 0.0,
            ours=known.ours if known else subject.names[0] if subject.names else "",
            theirs=known.theirs if known else entry.title,
            reasons=(Said("document"), *(known.reasons if known else ())),
            is_certain=True,
        )


_FEWEST_CHARACTERS = 2
# Words of a name in pinyin are what they are: yunsu is no spelling of younes.
_SHORTEST_LIKE = 99
_PART = 0.6
_LONGEST_PERSON = 5


def _documents_of(entries: Sequence[Entry]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for document in entry.documents:
            number = document_key(document.number)
            if number:
                found[number].append(place)
    return found


def _keep(
    best: dict[int, _Best], score: float, *, name: str, listed: _Listed, reasons: list[Said]
) -> None:
    known = best.get(listed.entry)
    if score >= _LEAST_NAME and (known is None or known.score < score):
        best[listed.entry] = _Best(score, name, listed, reasons)


def _letters_said(found: Alignment) -> list[Said]:
    if found.is_whole:
        return [Said("slip")]
    if found.score >= 1.0:
        return [Said("same_name")]
    said = [
        Said("same_word" if alike >= 1.0 else "like_word", ours, theirs)
        for ours, theirs, alike in found.pairs
    ]
    if found.is_reordered:
        said.append(Said("other_order"))
    if found.only_left:
        said.append(Said("only_ours", " ".join(found.only_left)))
    if found.only_right:
        said.append(Said("only_theirs", theirs=" ".join(found.only_right)))
    return said


def _characters_said(han: str, listed: _Listed, alike: float) -> list[Said]:
    theirs = "".join(spelling.spell(listed.text).han)
    if alike >= 1.0:
        return [Said("same_name")]
    if sorted(han) == sorted(theirs):
        return [Said("other_order", han, theirs)]
    if readings.read(han) == readings.read(theirs):
        return [Said("same_sound", " ".join(readings.read(han)), theirs)]
    if characters.fold(han) == characters.fold(theirs):
        return [Said("same_look", han, theirs)]
    return [Said("like_characters", han, theirs)]
