"""Whose value stands when two records become one (DOMAIN §2 ECIF): by the rank of the source, then the newer; a gap never wins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

SURVIVOR: Final = "SURVIVOR"
MEMBER: Final = "MEMBER"
UNTOLD: Final = frozenset({"", "U", "UNKNOWN"})
"""Values that say nothing."""


@dataclass(frozen=True, slots=True)
class Value:
    """A field of one record: the text ("" or a code that says nothing: a gap), the source it came from, since when it is known."""

    text: str
    source: str
    known_from: datetime

    @property
    def is_gap(self) -> bool:
        """Tell whether it says nothing."""
        return self.text in UNTOLD


class Why(StrEnum):
    """What spoke for a side."""

    SAME = "same"
    GAP = "gap"
    SOURCE = "source"
    NEWER = "newer"
    KEPT = "kept"


def rank_of(source: str, ranks: Sequence[str]) -> int:
    """Return the place of a source, the best first; one that is not named stands behind all."""
    return ranks.index(source) if source in ranks else len(ranks)


def stands(kept: Value, other: Value, *, ranks: Sequence[str]) -> tuple[str, Why]:
    """Return whose value stands (`SURVIVOR` is `kept`) and why: a value before a gap, the better source, in a class the newer."""
    if kept.text == other.text:
        return SURVIVOR, Why.SAME
    if kept.is_gap != other.is_gap:
        return (MEMBER, Why.GAP) if kept.is_gap else (SURVIVOR, Why.GAP)
    mine, theirs = rank_of(kept.source, ranks), rank_of(other.source, ranks)
    if mine != theirs:
        return (SURVIVOR, Why.SOURCE) if mine < theirs else (MEMBER, Why.SOURCE)
    if kept.known_from != other.known_from:
        is_newer = kept.known_from > other.known_from
        return (SURVIVOR, Why.NEWER) if is_newer else (MEMBER, Why.NEWER)
    return SURVIVOR, Why.KEPT


@dataclass(frozen=True, slots=True)
class Record:
    """What decides which of two records is kept: its source, whether a certificate was checked, the share of fields filled, its age."""

    id: int
    source: str
    is_verified: bool
    filled: int
    known_from: datetime


def kept_of(first: Record, second: Record, *, ranks: Sequence[str]) -> int:
    """Return the id of the record to keep: the better source, the checked one, the fuller, the older, at last the lower id."""

    def merit(record: Record) -> tuple[int, bool, int, datetime, int]:
        return (
            rank_of(record.source, ranks),
            not record.is_verified,
            -record.filled,
            record.known_from,
            record.id,
        )

    return min((first, second), key=merit).id


PERSON_FIELDS: Final = (
    "name",
    "former_name",
    "sex",
    "birth_on",
    "nationality",
    "marital_status",
    "education",
    "occupation",
    "household_no",
    "nickname",
    "contact_time",
    "preferred_channel",
    "language",
    "greetings",
    "interests",
    "avoid",
    "household_size",
    "remark",
    "status",
    "org",
    "team",
)
"""Fields of a person that the reviewer decides one by one, in the order of the page. `team` are the managers as a whole."""
COMPANY_FIELDS: Final = (
    "name",
    "former_name",
    "party_type",
    "uscc",
    "industry",
    "scale",
    "registered_capital",
    "registered_on",
    "business_scope",
    "household_no",
    "contact_time",
    "preferred_channel",
    "language",
    "remark",
    "status",
    "org",
    "team",
)
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "name": ("name", "name_grams", "pinyin", "initials", "sort_key"),
        "former_name": ("former_name",),
        "sex": ("sex",),
        "birth_on": ("birth_on",),
        "nationality": ("nationality",),
        "marital_status": ("marital_status",),
        "education": ("education",),
        "occupation": ("occupation",),
        "household_no": ("household_no",),
        "party_type": ("party_type",),
        "status": ("status",),
        "org": ("org_id", "business_line"),
    }
)
"""Columns of the customer that go with a field."""
COMPANY_COLUMNS: Final = (
    "uscc",
    "industry",
    "scale",
    "registered_capital",
    "registered_on",
    "business_scope",
)
OF_THE_CUSTOMER: Final = frozenset(COLUMNS)

TAKEN_LATER: Final = (
    *(field for field in COLUMNS if field not in {"status", "org"}),
    *COMPANY_COLUMNS,
)
"""Fields of which the other value may be taken after a merge. Habits are changed by those who serve the customer, unit and managers by a transfer."""


def fields_of(kind: str) -> tuple[str, ...]:
    """Return the fields to decide of a record of this kind."""
    return COMPANY_FIELDS if kind == "COMPANY" else PERSON_FIELDS


NEVER_ALONE: Final = frozenset({"MOBILE", "NAME", "PINYIN", "SIMILAR_NAME", "EMAIL", "ADDRESS"})
"""What agrees between strangers too: families share a phone, two people a common name."""


def is_strong(keys: Sequence[str]) -> bool:
    """Tell whether a number that belongs to one person alone agrees; all else stays a suggestion for somebody to look at."""
    return not set(keys) <= NEVER_ALONE
