"""Names in pinyin for search and sorting, by one table look-up a character (1 M names in under 3 s).

The tables take 55 MB: a process that spells nothing does not load them.
"""

from functools import lru_cache
from typing import NamedTuple

from yinqiao.lib.surnames import COMPOUND, COMPOUND_READINGS, SINGLE_READINGS, surname_length

# Words of banks that the phrase table lacks: 行 is hang in all of them.
_BANK_WORDS = {
    "支行": "zhī háng",
    "分行": "fēn háng",
    "总行": "zǒng háng",
    "商行": "shāng háng",
    "我行": "wǒ háng",
}
# Parts of a name that are written but not read.
_SILENT = frozenset(" \t\r\n\u3000·•・.-_'’()（）")


class Romanised(NamedTuple):
    """`full` ``ouyangxiaoming``, `initials` ``oyxm``, `sort_key` ``ou yang xiao ming`` and the name itself."""

    full: str
    initials: str
    sort_key: str


@lru_cache(maxsize=1)
def _load_bank_words() -> None:
    from pypinyin import load_phrases_dict

    load_phrases_dict(
        {word: [[part] for part in reading.split()] for word, reading in _BANK_WORDS.items()}
    )


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    """Return the usual toneless reading of each of about 42,000 characters (ü as v)."""
    from pypinyin import pinyin_dict
    from pypinyin.contrib.tone_convert import to_normal

    return {
        chr(code): to_normal(readings.split(",")[0], v_to_u=False)
        for code, readings in pinyin_dict.pinyin_dict.items()
    }


@lru_cache(maxsize=1)
def syllables() -> frozenset[str]:
    """Return every reading that some character has: a few hundred words such as ``xiao``."""
    return frozenset(_readings().values())


def romanise(name: str) -> Romanised:
    """Return the three forms of a person's name, the surname in its reading as a surname.

    Letters and digits stay, lower-cased; a character without a reading stands for itself.
    The sort key ends with the name, so that equal readings keep an order.
    """
    return _joined(_syllables(name), name)


def _syllables(name: str) -> list[str]:
    if name.isascii():
        return _words(name)
    readings = _readings()
    compound = COMPOUND_READINGS.get(name[:2]) if surname_length(name) == COMPOUND else None
    if compound is not None:
        return [*compound, *(readings.get(c) or c.lower() for c in name[2:] if c not in _SILENT)]
    syllables = [readings.get(c) or c.lower() for c in name if c not in _SILENT]
    surname = SINGLE_READINGS.get(name[:1])
    if surname is not None:
        syllables[0] = surname
    return syllables


def _words(text: str) -> list[str]:
    """Return the words of a Latin name, lower-cased: each counts as one syllable."""
    return [word for word in (part.strip(".-_'()") for part in text.lower().split()) if word]


def romanise_text(text: str) -> Romanised:
    """Return the three forms of a text that is no person's name (company, outlet, product).

    Reads by words (银行 yinhang), so it is slower: about 100,000 texts in 5 s.
    """
    spelt = text.lower().split() if text.isascii() else _spelt(text.lower())
    syllables = [word for word in ("".join(part.split()) for part in spelt) if word]
    return _joined(syllables, text)


def _spelt(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    _load_bank_words()
    return lazy_pinyin(text)


def _joined(syllables: list[str], text: str) -> Romanised:
    return Romanised(
        "".join(syllables),
        "".join([syllable[0] for syllable in syllables]),
        f"{' '.join(syllables)} {text}",
    )


def full(name: str) -> str:
    """Return the whole reading of a person's name: 欧阳小明 → ``ouyangxiaoming``."""
    return romanise(name).full


def initials(name: str) -> str:
    """Return the first letters: 欧阳小明 → ``oyxm``."""
    return romanise(name).initials


def sort_key(name: str) -> str:
    """Return a text that sorts people by pinyin, syllable by syllable."""
    return romanise(name).sort_key


def name_grams(text: str) -> list[str]:
    """Return the 1- and 2-grams of a name for infix search: lower-cased, without spaces, each once.

    王小明 → 王 小 明 王小 小明. A search text of any length is found where all its grams are.
    """
    letters = "".join(text.lower().split())
    pairs = [letters[place : place + 2] for place in range(len(letters) - 1)]
    return list(dict.fromkeys([*letters, *pairs]))
