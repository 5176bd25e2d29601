"""Pure rules of screening: entries, the matcher, its evidence. Tested without a database."""

from yinqiao.compliance.screening.rules.entries import (
    Birth,
    Difference,
    Document,
    Entry,
    EntryName,
    PartyKind,
    Quality,
    Subject,
    difference,
    document_key,
)
from yinqiao.compliance.screening.rules.evidence import Points, Said
from yinqiao.compliance.screening.rules.match import CERTAIN, THRESHOLD, Hit, Matcher

__all__ = [
    "CERTAIN",
    "THRESHOLD",
    "Birth",
    "Difference",
    "Document",
    "Entry",
    "EntryName",
    "Hit",
    "Matcher",
    "PartyKind",
    "Points",
    "Quality",
    "Said",
    "Subject",
    "difference",
    "document_key",
]
