"""Which items of a checklist a file needs, what is missing, and what is wrong with a document."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ItemRule:
    """One item of a checklist as far as it decides: for which party types and kinds, and whether a document proves it."""

    code: str
    party_types: Collection[str]
    kinds: Collection[str]
    needs_document: bool = False
    needs_expiry: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was told; days as written on it, None where it says nothing (长期)."""

    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    expires_on: date | None = None

    @property
    def is_told(self) -> bool:
        """Tell whether there is one at all."""
        return bool(self.number.strip())


def applies(rule: ItemRule, *, party_type: str, kind: str) -> bool:
    """Tell whether a file of this party type and kind needs the item."""
    return party_type in rule.party_types and kind in rule.kinds


def missing(
    rules: Iterable[ItemRule], *, party_type: str, kind: str, given: Collection[str]
) -> tuple[str, ...]:
    """Return the codes of the items that are needed and not given, in the order of the checklist."""
    needed = (rule for rule in rules if applies(rule, party_type=party_type, kind=kind))
    return tuple(rule.code for rule in needed if rule.code not in given)


def document_problems(
    document: Document, *, needs_document: bool, today: date, needs_expiry: bool = False
) -> dict[str, str]:
    """Return by field what is wrong: ``needed``, ``end_needed``, ``ahead`` (issued in future), ``before_issue``, ``expired``."""
    wrong: dict[str, str] = {}
    if needs_document and not document.is_told:
        wrong["number"] = "needed"
    if needs_expiry and document.is_told and document.expires_on is None:
        wrong["expires_on"] = "end_needed"
    if document.issued_on is not None and document.issued_on > today:
        wrong["issued_on"] = "ahead"
    if document.expires_on is not None:
        if document.issued_on is not None and document.expires_on < document.issued_on:
            wrong["expires_on"] = "before_issue"
        elif document.expires_on < today:
            wrong["expires_on"] = "expired"
    return wrong
