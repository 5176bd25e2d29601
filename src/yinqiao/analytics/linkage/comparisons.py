"""What is compared and how alike it can be, chosen by the columns that hold anything: the same choice for every bank and every file.

Levels stand from the most alike to the least; each is a condition over the two records (`_l`, `_r`). `usual` is how often true pairs
stand at a level when the data cannot tell (EM replaces it).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SAME: Final = "same"
OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness. `frequency` names the column whose rare values weigh more than common ones."""

    label: str
    condition: str
    usual: float
    frequency: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field with its levels. `unknown` holds when one of the records does not tell; what is none of the levels is `OTHER`."""

    name: str
    unknown: str
    levels: tuple[Level, ...]

    @property
    def labels(self) -> dict[int, str]:
        """Splink's number of each level with its label; -1 (unknown) is left out."""
        names = [level.label for level in self.levels] + [OTHER]
        return {len(names) - 1 - place: name for place, name in enumerate(names)}


def _unknown(column: str) -> str:
    return f"{column}_l is null or {column}_r is null"


def _same(column: str, usual: float) -> Level:
    return Level(SAME, f"{column}_l = {column}_r", usual, frequency=column)


# A character that a system could not print stands as ?, which a pattern takes for any one character.
_UNPRINTED: Final = (
    "(contains(plain_l, '?') and plain_r like replace(plain_l, '?', '_'))"
    " or (contains(plain_r, '?') and plain_l like replace(plain_r, '?', '_'))"
)

NAME: Final = Comparison(
    "name",
    _unknown("plain"),
    (
        _same("plain", 0.75),
        Level("former", "former_l = plain_r or former_r = plain_l", 0.02),
        Level("alike", f"alike_l = alike_r or {_UNPRINTED}", 0.03),
        Level("sound", "key_l = key_r", 0.08, frequency="key"),
        Level(
            "near",
            "(length(plain_l) >= 3 and levenshtein(plain_l, plain_r) <= 1)"
            " or jaro_winkler_similarity(sound_l, sound_r) >= 0.92",
            0.06,
        ),
        Level("part", "jaro_winkler_similarity(sound_l, sound_r) >= 0.8", 0.03),
    ),
)


def _slips(column: str, most: int) -> str:
    """Return the SQL of: at most so many slips of the hand (a place wrong, too many, missing, or two turned).

    Two turned places are one slip here and two for the plain distance, which DuckDB works out five times as fast: it is asked first.
    """
    pair = f"{column}_l, {column}_r"
    return f"levenshtein({pair}) <= {2 * most} and damerau_levenshtein({pair}) <= {most}"


_SWAPPED: Final = "given_l = surname_r and surname_l = given_r"


def _part(column: str, other: str) -> Comparison:
    return Comparison(
        column,
        _unknown(column),
        (
            _same(column, 0.75),
            Level("swapped", f"{column}_l = {other}_r", 0.03),
            Level("near", f"jaro_winkler_similarity({column}_l, {column}_r) >= 0.9", 0.1),
            Level("part", f"jaro_winkler_similarity({column}_l, {column}_r) >= 0.75", 0.05),
        ),
    )


SURNAME: Final = _part("surname", "given")
GIVEN: Final = _part("given", "surname")

BIRTH: Final = Comparison(
    "birth",
    _unknown("birth"),
    (
        _same("birth", 0.85),
        Level("near", _slips("birth", 1), 0.08),
        Level(
            "turned",
            "birth_l = concat(left(birth_r, 4), right(birth_r, 2), substr(birth_r, 5, 2))"
            f" or ({_slips('birth', 2)})",
            0.03,
        ),
        Level("year", "left(birth_l, 4) = left(birth_r, 4)", 0.02),
    ),
)


def _number(column: str, listed: str) -> Comparison:
    """Numbers: the first ones equal, one of several in common, one or two places keyed wrong."""
    return Comparison(
        column,
        _unknown(column),
        (
            _same(column, 0.8),
            Level("among", f"list_has_any({listed}_l, {listed}_r)", 0.04),
            Level("near", _slips(column, 1), 0.08),
            Level(
                "part",
                f"length({column}_l) >= 7 and {_slips(column, 2)}",
                0.02,
            ),
        ),
    )


EMAIL: Final = Comparison(
    "email",
    _unknown("email"),
    (
        _same("email", 0.7),
        Level("mailbox", "mailbox_l = mailbox_r", 0.1, frequency="mailbox"),
        Level("near", "jaro_winkler_similarity(email_l, email_r) >= 0.9", 0.08),
        Level("part", "jaro_winkler_similarity(mailbox_l, mailbox_r) >= 0.85", 0.03),
    ),
)

ADDRESS: Final = Comparison(
    "address",
    _unknown("address"),
    (
        _same("address", 0.55),
        Level("place", "place_l = place_r", 0.15),
        Level(
            "near",
            "jaro_winkler_similarity(address_l, address_r) >= 0.9 or (len(words_l) >= 3 and len(words_r) >= 3"
            " and 4 * len(list_intersect(words_l, words_r)) >= 3 * greatest(len(words_l), len(words_r)))",
            0.12,
        ),
        Level(
            "part",
            "street_l = street_r or (len(words_l) >= 2 and len(words_r) >= 2"
            " and 2 * len(list_intersect(words_l, words_r)) >= least(len(words_l), len(words_r)))",
            0.08,
        ),
    ),
)

AREA: Final = Comparison(
    "area",
    "coalesce(district_l, city_l, province_l) is null or coalesce(district_r, city_r, province_r) is null",
    (
        Level(
            "district",
            "district_l = district_r",
            0.6,
            frequency="district",
        ),
        Level("city", "city_l = city_r", 0.25, frequency="city"),
        Level("near", "jaro_winkler_similarity(city_l, city_r) >= 0.88", 0.05),
        Level("province", "province_l = province_r", 0.05),
    ),
)

POSTCODE: Final = Comparison(
    "postcode",
    _unknown("postcode"),
    (
        _same("postcode", 0.75),
        Level("near", _slips("postcode", 1), 0.12),
    ),
)

_SAME_BRANCH: Final = "coalesce(branch_l, '') = coalesce(branch_r, '')"
COMPANY: Final = Comparison(
    "company",
    _unknown("core"),
    (
        _same("firm", 0.7),
        Level(
            "alike",
            f"(core_alike_l = core_alike_r or core_sound_l = core_sound_r) and {_SAME_BRANCH}",
            0.08,
        ),
        Level(
            "near",
            f"(levenshtein(core_l, core_r) <= 1 and length(core_l) >= 4 or jaro_winkler_similarity(core_l, core_r) >= 0.92)"
            f" and {_SAME_BRANCH}",
            0.1,
        ),
        Level("part", "jaro_winkler_similarity(core_l, core_r) >= 0.8", 0.06),
    ),
)

# Comparison, the column that must hold something, and what training may block on to leave the others free.
_ALWAYS: Final = (
    (BIRTH, "birth"),
    (_number("id", "ids"), "id"),
    (_number("passport", "passports"), "passport"),
    (_number("uscc", "usccs"), "uscc"),
    (_number("phone", "phones"), "phone"),
    (EMAIL, "email"),
    (ADDRESS, "address"),
    (POSTCODE, "postcode"),
    (COMPANY, "core"),
)
LEAST_KNOWN: Final = 0.01
"""A field that fewer than this share of the records tell is not compared: there is nothing to learn from."""


def chosen(known: Mapping[str, float], *, is_divided: bool) -> list[Comparison]:
    """Return the comparisons for data of which `known` tells the share of records with each column.

    `is_divided`: most names are in letters, with surname and given name apart.
    """
    names = [SURNAME, GIVEN] if is_divided else [NAME] if _has(known, "plain") else []
    area = [AREA] if any(_has(known, level) for level in ("district", "city", "province")) else []
    return [*names, *area, *(item for item, column in _ALWAYS if _has(known, column))]


def _has(known: Mapping[str, float], column: str) -> bool:
    return known.get(column, 0.0) >= LEAST_KNOWN
