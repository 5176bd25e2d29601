"""Password rules (P01): two profiles, a list of common passwords, no truncation, length in code points."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

LONGEST = 256
MIN_VARIETY = 4
SHORTEST_PERSONAL = 3
SEQUENCES = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")


class Problem(StrEnum):
    """Why a password is refused."""

    TOO_SHORT = "TOO_SHORT"
    TOO_LONG = "TOO_LONG"
    TOO_PLAIN = "TOO_PLAIN"
    COMMON = "COMMON"
    PERSONAL = "PERSONAL"
    REUSED = "REUSED"


@dataclass(frozen=True, slots=True)
class PasswordProfile:
    """At least `min_length` code points of at least `classes` of lower, upper, digit, other; `keep` past ones are barred."""

    name: str
    min_length: int
    classes: int


PROFILES = {
    "mlps": PasswordProfile("mlps", 10, 3),
    "long": PasswordProfile("long", 15, 1),
    "mfa": PasswordProfile("mfa", 8, 1),
}
"""`mlps`: 等保 practice (10 with 3 classes); `long` and `mfa`: 15 characters alone, 8 with a second factor (OWASP ASVS 5)."""


def problems(
    password: str, *, profile: PasswordProfile, personal: Iterable[str] = ()
) -> list[Problem]:
    """Return what is wrong with `password`, in the order to tell; `personal` are texts about the person (name, number)."""
    found: list[Problem] = []
    if len(password) < profile.min_length:
        found.append(Problem.TOO_SHORT)
    if len(password) > LONGEST:
        found.append(Problem.TOO_LONG)
    if count_classes(password) < profile.classes:
        found.append(Problem.TOO_PLAIN)
    if is_common(password):
        found.append(Problem.COMMON)
    folded = password.casefold()
    if any(len(text) >= SHORTEST_PERSONAL and text.casefold() in folded for text in personal):
        found.append(Problem.PERSONAL)
    return found


def count_classes(password: str) -> int:
    """Return how many of lower case, upper case, digits and others occur; letters without case count as others."""
    classes = set()
    for character in password:
        category = unicodedata.category(character)
        classes.add({"Ll": "lower", "Lu": "upper", "Nd": "digit"}.get(category, "other"))
    return len(classes)


def is_common(password: str) -> bool:
    """Tell whether the password is common, also in disguise: other case, look-alike signs, added punctuation, repetition."""
    folded = password.casefold()
    bare = folded.rstrip("!@#$%^&*.?_-~ ")
    skeletons = (
        folded,
        _letters_and_digits(folded),
        _letters_and_digits(bare.translate(_LOOK_ALIKES)),
    )
    if any(skeleton in common() for skeleton in skeletons):
        return True
    return len(set(folded)) < MIN_VARIETY or any(
        folded in walk * 3 or folded[::-1] in walk * 3 for walk in SEQUENCES
    )


def _letters_and_digits(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


_LOOK_ALIKES = str.maketrans({"@": "a", "$": "s", "!": "i"})


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Return the list of common passwords, case-folded (more than 10,000)."""
    text = files("yinqiao.access").joinpath("data/common_passwords.txt").read_text("utf-8")
    return frozenset(text.split("\n")) - {""}
