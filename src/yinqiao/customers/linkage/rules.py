"""Match rules as plain data: which parts of two records must agree, and what may follow from it (DOMAIN §2, ECIF).

A rule is written as its parts with ``+`` between: ``id+name`` (both the same), ``id+~name`` (name alike: same sound, look-alike,
one character off). A question mark in front, ``?phone+name``, makes it a mere hint: it never counts as sure, because families share phones
and thousands share a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Field(StrEnum):
    """What can be compared. Numbers may be several in one record; one in common is enough."""

    ID = "id"
    PASSPORT = "passport"
    USCC = "uscc"
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    BIRTH = "birth"
    ADDRESS = "address"
    COMPANY = "company"


class How(StrEnum):
    """How alike a part must be."""

    SAME = "same"
    SIMILAR = "similar"


NUMBERS: Final = frozenset({Field.ID, Field.PASSPORT, Field.USCC, Field.PHONE, Field.EMAIL})
# Without one of these nothing is sure: a phone is a family's, a name a thousand people's.
DECIDING: Final = frozenset({Field.ID, Field.PASSPORT, Field.USCC})
# What finds candidates in a million: a rule joins on the first of these that it has.
JOINING: Final = (Field.ID, Field.USCC, Field.PASSPORT, Field.PHONE, Field.EMAIL, Field.ADDRESS)
WITH_SIMILAR: Final = frozenset({Field.NAME, Field.COMPANY})
DEFAULT_RULES: Final = (
    "id+name",
    "id+~name",
    "uscc",
    "passport+birth+name",
    "?phone+name",
    "?address+name",
)
"""The order of DOMAIN §2: the first rule that a pair meets names it."""

_HINT: Final = "?"
_SIMILAR: Final = "~"
_AND: Final = "+"


@dataclass(frozen=True, slots=True)
class Part:
    """One field and how alike it must be."""

    field: Field
    how: How = How.SAME


@dataclass(frozen=True, slots=True)
class MatchRule:
    """Parts that must all hold. `is_sure`: what it finds needs no more than the two people who decide; a hint needs proof besides."""

    key: str
    parts: tuple[Part, ...]
    is_sure: bool

    @property
    def joining(self) -> Field:
        """The field that finds the candidates."""
        fields = {part.field for part in self.parts}
        return next(field for field in JOINING if field in fields)


class BadRule(ValueError):
    """A text that is no match rule; the first argument says why, in one of the words of `FAULTS`."""


UNKNOWN_FIELD: Final = "field"
TWICE: Final = "twice"
NOT_SIMILAR: Final = "similar"
NOTHING_TO_JOIN: Final = "join"
NOT_SURE: Final = "sure"
FAULTS: Final = (UNKNOWN_FIELD, TWICE, NOT_SIMILAR, NOTHING_TO_JOIN, NOT_SURE)


def parse_rule(text: str) -> MatchRule:
    """Return the rule that `text` writes; raise `BadRule`."""
    written = "".join(text.split())
    is_sure = not written.startswith(_HINT)
    parts = tuple(_part(word) for word in written.removeprefix(_HINT).split(_AND))
    fields = [part.field for part in parts]
    if len(set(fields)) < len(fields):
        raise BadRule(TWICE)
    if not set(fields) & set(JOINING):
        raise BadRule(NOTHING_TO_JOIN)
    if is_sure and not set(fields) & DECIDING:
        raise BadRule(NOT_SURE)
    return MatchRule(written, parts, is_sure)


def parse_rules(texts: Sequence[str]) -> tuple[MatchRule, ...]:
    """Return the rules of a list, in order; raise `BadRule`."""
    return tuple(parse_rule(text) for text in texts)


def _part(word: str) -> Part:
    is_similar = word.startswith(_SIMILAR)
    try:
        field = Field(word.removeprefix(_SIMILAR))
    except ValueError:
        raise BadRule(UNKNOWN_FIELD, word) from None
    if is_similar and field not in WITH_SIMILAR:
        raise BadRule(NOT_SIMILAR)
    return Part(field, How.SIMILAR if is_similar else How.SAME)


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Settings of the probabilistic rules.

    A pair counts from `threshold` (0-1) on. A value that more than `largest_block` records share finds no candidates; a way of finding
    candidates that would give more than `pairs_a_record` of them a record is narrowed. The same `seed` gives the same answer.
    """

    threshold: float = 0.8
    largest_block: int = 120
    pairs_a_record: int = 4
    seed: int = 20260101


@dataclass(frozen=True, slots=True)
class Plan:
    """What an engine is to do: the sure rules and hints, and the probabilistic ones unless they are off (None)."""

    rules: tuple[MatchRule, ...]
    likelihood: Likelihood | None
