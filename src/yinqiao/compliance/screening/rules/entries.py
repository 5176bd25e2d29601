"""What a list says of a party, whatever the format of its file: plain values, no database."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum


class PartyKind(StrEnum):
    """What a listed party or a screened name is; OTHER (ships, aircraft) and unknown are held against both."""

    PERSON = "PERSON"
    COMPANY = "COMPANY"
    OTHER = "OTHER"


class Quality(StrEnum):
    """How good a name is, in the list's own opinion. READING is a name that this system derived (pinyin of characters)."""

    PRIMARY = "PRIMARY"
    STRONG = "STRONG"
    WEAK = "WEAK"
    READING = "READING"


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth as far as the list knows it: a day, or first and last year (the same one when it is known). Approximate ones say so."""

    first_year: int
    last_year: int
    on: date | None = None
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A number of a certificate, as written in the list."""

    kind: str
    number: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class EntryName:
    """One of the names of a listed party, as written."""

    text: str
    quality: Quality = Quality.PRIMARY


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed party. `key` is the list's own stable number; `countries` are ISO 3166 alpha-3 as far as they could be read."""

    key: str
    kind: PartyKind
    names: tuple[EntryName, ...]
    births: tuple[Birth, ...] = ()
    countries: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    sex: str = ""
    programme: str = ""
    listed_on: date | None = None
    remark: str = ""

    @property
    def title(self) -> str:
        """The first of its names."""
        return self.names[0].text

    def digest(self) -> str:
        """Return the SHA-256 of all it says (hex), by which two versions of a list are compared."""
        said = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Subject:
    """A name to screen. `documents` are numbers, or blind digests of numbers, spelt as `match.Matcher` was given those of the list."""

    key: str
    names: tuple[str, ...]
    kind: PartyKind | None = None
    birth_on: date | None = None
    birth_year: int | None = None
    country: str = ""
    documents: tuple[str, ...] = ()
    sex: str = ""

    @property
    def year(self) -> int | None:
        """Year of birth, where either is known."""
        return self.birth_on.year if self.birth_on else self.birth_year


def document_key(number: str) -> str:
    """Return a number as two writings of it are compared: letters and digits, upper case; empty when too short to tell anybody by."""
    plain = "".join(letter for letter in number.upper() if letter.isalnum())
    digits = sum(letter.isdigit() for letter in plain)
    return plain if len(plain) >= _SHORTEST_NUMBER and digits >= _FEWEST_DIGITS else ""


_SHORTEST_NUMBER = 6
_FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """How one version of a list differs from the one before it: keys of parties, sorted."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def difference(before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> Difference:
    """Compare two versions, each as (key, digest)."""
    old, new = dict(before), dict(after)
    return Difference(
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(sorted(key for key in old.keys() & new.keys() if old[key] != new[key])),
    )
