"""Names of people in the forms that are compared: as written, folded for look-alikes, as read aloud, and free of order.

Chinese names are one text; names in letters are words. A Chinese name and its pinyin meet in the reading: 张小明 and ``Zhang Xiaoming``
and ``XIAOMING ZHANG`` have one `key`.
"""

import re
import unicodedata
from typing import Final, NamedTuple

from yinqiao.lib import pinyin
from yinqiao.lib.matching import characters
from yinqiao.lib.surnames import surname_length

UNKNOWN: Final = "?"
# What old systems print for a character that they lack, and forms for one that they hide.
_UNKNOWNS: Final = re.compile(r"[?？□�＊*○■◇囗〓]")
_BETWEEN: Final = re.compile(r"[·•・.．‧∙⋅\-‐‑–—_'’`´\"“”]+")
_NOT_OF_NAMES: Final = re.compile(r"[^\w?\s]", re.UNICODE)
# 先生, 女士 and their like behind a name, and what stands in brackets: 王伟（已注销）.
_IN_BRACKETS: Final = re.compile(r"[（(【\[].*?[)）】\]]")
_COURTESIES: Final = re.compile(r"(?:先生|女士|小姐|太太|老师|经理)+\Z")
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "jr", "sr"})
_LONG_LATIN: Final = 3


class Forms(NamedTuple):
    """One name in its forms; all empty when nothing of it is a name.

    `plain` as written, simplified, Chinese without spaces, Latin as lower-case words; `alike` with look-alikes folded;
    `sound` the readings of surname and given name with a space between (``zhang xiaoming``); `key` the reading whatever stands first;
    `surname` and `given` of a Chinese name, as in `plain` (a name in letters is not divided: nobody knows which is which).
    """

    plain: str
    alike: str
    sound: str
    key: str
    surname: str
    given: str


NOBODY: Final = Forms("", "", "", "", "", "")


def forms_of(name: str | None) -> Forms:
    """Return the forms of `name`."""
    text = _cleaned(name or "")
    forms = _chinese(text) if characters.has_han(text) else _latin(text)
    return forms if forms.plain.strip(UNKNOWN + " ") else NOBODY


def _cleaned(name: str) -> str:
    text = characters.simplify(_IN_BRACKETS.sub(" ", name))
    return _UNKNOWNS.sub(UNKNOWN, text).strip()


def _chinese(text: str) -> Forms:
    # Nations' names are written with and without the point between their parts.
    plain = _NOT_OF_NAMES.sub("", _BETWEEN.sub("", "".join(text.split())))
    plain = _COURTESIES.sub("", plain).lower() or plain.lower()
    length = surname_length(plain)
    surname, given = plain[:length], plain[length:]
    reading = pinyin.romanise(plain).sort_key.split()[:-1]
    parts = ["".join(reading[:length]), "".join(reading[length:])]
    return Forms(
        plain, characters.fold(plain), " ".join(parts).strip(), _turned(parts), surname, given
    )


def _latin(text: str) -> Forms:
    bare = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter)).lower()
    cleaned = _NOT_OF_NAMES.sub(" ", bare.replace("'", "").replace("’", ""))
    words = [word for word in _BETWEEN.sub(" ", cleaned).split() if word not in _TITLES]
    if not words:
        return NOBODY
    plain = " ".join(words)
    parts = [words[0], "".join(words[1:])] if _is_pinyin(words) else words
    return Forms(plain, plain, " ".join(parts), _turned(parts), "", "")


def _is_pinyin(words: list[str]) -> bool:
    """Tell whether words are three or more syllables of one name, such as ``Zhang Xiao Ming``."""
    return len(words) >= _LONG_LATIN and all(word in pinyin.syllables() for word in words)


def _turned(parts: list[str]) -> str:
    """Return the reading that comes first of all turns of the parts: the same whichever of them stands first."""
    filled = [part for part in parts if part]
    turns = ("".join(filled[place:] + filled[:place]) for place in range(len(filled)))
    return min(turns, default="")


def is_one_unknown_apart(one: str, other: str) -> bool:
    """Tell whether two names are the same but for characters that one of the systems could not print (王? and 王燚)."""
    if len(one) != len(other) or UNKNOWN not in one + other:
        return False
    return all(a == b or UNKNOWN in (a, b) for a, b in zip(one, other, strict=True))
