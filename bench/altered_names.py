"""Names of listed parties written another way, by fixed kinds and a fixed seed, and ordinary names of nobody on a list.

Kinds (each is what clerks, forms and other alphabets do, not what the matcher is good at):

- `typo`: one slip in a word of four letters or more: a letter left out, doubled, replaced, or two neighbours exchanged
- `two_typos`: two slips in different words of a name of 14 letters or more
- `vowel`: one vowel written as a neighbouring one (a/e, i/e, o/u, u/oo, i/y)
- `doubling`: a doubled letter written once, or a consonant doubled
- `consonants`: another romanisation (k/q, kh/h, w/v, j/dj, sh/ch, s/z, f/ph, gh/g)
- `order`: the family name first instead of last, or the words shuffled
- `dropped`: one word left out of three or more (a particle does not count as one)
- `extra`: one ordinary word more in a name of two or more
- `joined`: two neighbouring words written as one
- `split`: a word of eight letters or more written as two
- `punctuation`: hyphens, apostrophes, full stops, accents, mixed case
- `initial`: a word that is neither first nor last cut to its first letter
- `variant`: a part in another of its usual spellings (Mohammed, Muhamad; Abd al-; Yusuf, Youssef; Husain, Hussein; …)
- `characters`: a name in Chinese characters written in pinyin, with and without spaces, given name first
- `script`: other scripts as the list gives them, with a word left out where there are three

A name that no kind can alter is left out. Single words and names under six letters are not altered by slips: another short word is
another name. What the list itself calls a weak alias is not altered (it is not meant to be searched by). Companies are altered by the kinds
that apply to them, and by `form` (the legal form left out or written another way).
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence

from yinqiao.compliance.screening.rules import Entry, PartyKind, Quality, readings, spelling

VOWELS = {"a": "e", "e": "i", "i": "y", "o": "u", "u": "o", "y": "i"}
CONSONANTS = (
    ("kh", "h"), ("q", "k"), ("k", "q"), ("w", "v"), ("v", "w"), ("j", "dj"), ("sh", "ch"), ("z", "s"), ("ph", "f"), ("f", "ph"), ("gh", "g"), ("dh", "d"),
)  # fmt: skip
VARIANTS = (
    ("mohammed", "muhammad", "mohamed", "muhamad", "mohammad", "mohamad"), ("ahmed", "ahmad", "akhmed"), ("hussein", "husain", "husayn", "hossein"),
    ("yusuf", "youssef", "yousef", "yousif"), ("ali", "aly"), ("hassan", "hasan"), ("omar", "umar", "omer"), ("osama", "usama"), ("ibrahim", "ebrahim", "ibraheem"),
    ("abdullah", "abdallah", "abdulla"), ("khalid", "khaled"), ("said", "saeed", "saied"), ("mahmud", "mahmoud", "mahmood"), ("jamal", "gamal", "djamal"),
    ("al", "el"), ("bin", "ben", "ibn"), ("rahman", "rehman", "rahmaan"), ("karim", "kareem"), ("rashid", "rasheed", "rachid"), ("aziz", "azeez"),
    ("yong", "yo'ng", "young"), ("chol", "ch'o'l", "cheol"), ("ri", "lee", "rhee"), ("pak", "park"), ("il", "ill"),
)  # fmt: skip
ORDINARY_WORDS = ("john", "peter", "daniel", "musa", "victor", "samuel", "karl", "noor", "junior")
FORMS = ("co", "ltd", "limited", "company", "corporation", "corp", "inc")

Alter = Callable[[random.Random, list[str]], list[str] | None]


def altered(
    entries: Sequence[Entry], *, seed: int, each: int = 1
) -> Iterator[tuple[str, str, str]]:
    """Return (kind, entry key, altered name): every kind once for `each` of the good names of every entry, drawn with `seed`."""
    draw = random.Random(seed)  # noqa: S311 - the same every time
    for entry in entries:
        good = [name.text for name in entry.names if name.quality != Quality.WEAK]
        for name in draw.sample(good, min(each, len(good))):
            for kind, written in _written(draw, entry, name):
                if written != name:
                    yield kind, entry.key, written


def _written(draw: random.Random, entry: Entry, name: str) -> Iterator[tuple[str, str]]:
    spelt = spelling.spell(name)
    if spelt.han and not spelt.words:
        if entry.kind == PartyKind.PERSON:
            yield from _in_pinyin(spelt.han[0])
        return
    words = list(spelt.words)
    if not name.isascii() and not any(letter.isascii() and letter.isalpha() for letter in name):
        if len(words) > 2:
            yield "script", " ".join(words[:1] + words[2:])
        return
    yield "punctuation", _punctuated(draw, words)
    for kind, alter in KINDS.items():
        found = alter(draw, list(words))
        if found:
            yield kind, " ".join(found)
    if entry.kind == PartyKind.COMPANY and len(words) > 2 and words[-1] in FORMS:
        yield "form", " ".join(word for word in words if word not in FORMS)


def _in_pinyin(han: str) -> Iterator[tuple[str, str]]:
    surname, *given = readings.read(han)
    yield "characters", f"{surname} {' '.join(given)}"
    yield "characters", f"{surname} {''.join(given)}".title()
    yield "characters", f"{''.join(given)} {surname}"


def _slip(draw: random.Random, word: str) -> str:
    place = draw.randrange(1, len(word))
    act = draw.choice("lrdx")
    if act == "l":
        return word[:place] + word[place + 1 :]
    if act == "d":
        return word[:place] + word[place] + word[place:]
    if act == "x" and place + 1 < len(word) and word[place] != word[place + 1]:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + draw.choice("aeioubcdghklmnrst") + word[place + 1 :]


def _long(words: Sequence[str], least: int) -> list[int]:
    return [place for place, word in enumerate(words) if len(word) >= least]


def typo(draw: random.Random, words: list[str]) -> list[str] | None:
    long = _long(words, 4)
    if not long or sum(map(len, words)) < 6 or len(words) < 2:
        return None
    place = draw.choice(long)
    words[place] = _slip(draw, words[place])
    return words


def two_typos(draw: random.Random, words: list[str]) -> list[str] | None:
    long = _long(words, 4)
    if len(long) < 2 or sum(map(len, words)) < 14:
        return None
    for place in draw.sample(long, 2):
        words[place] = _slip(draw, words[place])
    return words


def vowel(draw: random.Random, words: list[str]) -> list[str] | None:
    places = [
        (i, j) for i, word in enumerate(words) if len(word) > 3
        for j, letter in enumerate(word) if j and letter in VOWELS
    ]  # fmt: skip
    if not places or len(words) < 2:
        return None
    i, j = draw.choice(places)
    words[i] = words[i][:j] + VOWELS[words[i][j]] + words[i][j + 1 :]
    return words


def doubling(draw: random.Random, words: list[str]) -> list[str] | None:
    long = _long(words, 4)
    if not long or len(words) < 2:
        return None
    place = draw.choice(long)
    once = re.sub(r"(.)\1", r"\1", words[place])
    if once == words[place]:
        middle = len(once) // 2
        once = once[:middle] + once[middle] + once[middle:]
    words[place] = once
    return words


def consonants(draw: random.Random, words: list[str]) -> list[str] | None:
    places = [(i, pair) for i, word in enumerate(words) for pair in CONSONANTS if pair[0] in word]
    if not places or len(words) < 2:
        return None
    i, (one, other) = draw.choice(places)
    words[i] = words[i].replace(one, other, 1)
    return words


def order(draw: random.Random, words: list[str]) -> list[str] | None:
    if len(words) < 2:
        return None
    if draw.random() < 0.5:
        return [words[-1], *words[:-1]]
    return draw.sample(words, len(words))


def dropped(draw: random.Random, words: list[str]) -> list[str] | None:
    real = [place for place, word in enumerate(words) if word not in spelling.PARTICLES]
    if len(real) < 3:
        return None
    del words[draw.choice(real)]
    return words


def extra(draw: random.Random, words: list[str]) -> list[str] | None:
    if len(words) < 2:
        return None
    words.insert(draw.randrange(1, len(words) + 1), draw.choice(ORDINARY_WORDS))
    return words


def joined(draw: random.Random, words: list[str]) -> list[str] | None:
    if len(words) < 2:
        return None
    place = draw.randrange(len(words) - 1)
    return [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]


def split(draw: random.Random, words: list[str]) -> list[str] | None:
    long = _long(words, 8)
    if not long or len(words) < 2:
        return None
    place = draw.choice(long)
    middle = draw.randrange(3, len(words[place]) - 2)
    return [*words[:place], words[place][:middle], words[place][middle:], *words[place + 1 :]]


def initial(draw: random.Random, words: list[str]) -> list[str] | None:
    if len(words) < 3:
        return None
    place = draw.randrange(1, len(words) - 1)
    words[place] = f"{words[place][0]}."
    return words


def variant(draw: random.Random, words: list[str]) -> list[str] | None:
    places = [(i, group) for i, word in enumerate(words) for group in VARIANTS if word in group]
    if not places:
        return None
    for i, group in places:
        words[i] = draw.choice([other for other in group if other != words[i]])
    return words


def _punctuated(draw: random.Random, words: list[str]) -> str:
    name = draw.choice((" ", "-", " ", ", ")).join(words[:2]) + "".join(
        f" {word}" for word in words[2:]
    )
    return draw.choice((name.title(), name.upper(), name)).replace("a", draw.choice("aáa"), 1)


KINDS: dict[str, Alter] = {
    "typo": typo, "two_typos": two_typos, "vowel": vowel, "doubling": doubling, "consonants": consonants, "order": order,
    "dropped": dropped, "extra": extra, "joined": joined, "split": split, "initial": initial, "variant": variant,
}  # fmt: skip
