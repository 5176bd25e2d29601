"""Reads of screening. Everybody may ask `under_review`; all else is for compliance and stands behind the wall."""

from yinqiao.compliance.screening.queries.cases import (
    CaseCard,
    CaseFilter,
    CaseLine,
    Side,
    StepLine,
    case_card,
    case_lines,
    case_list,
    confirmed,
    is_listed,
)
from yinqiao.compliance.screening.queries.lists import (
    EntryLine,
    ListCard,
    RunLine,
    VersionCard,
    VersionLine,
    list_cards,
    list_choices,
    run_lines,
    runs,
    version_card,
)
from yinqiao.compliance.screening.queries.subjects import under_review

__all__ = [
    "CaseCard",
    "CaseFilter",
    "CaseLine",
    "EntryLine",
    "ListCard",
    "RunLine",
    "Side",
    "StepLine",
    "VersionCard",
    "VersionLine",
    "case_card",
    "case_lines",
    "case_list",
    "confirmed",
    "is_listed",
    "list_cards",
    "list_choices",
    "run_lines",
    "runs",
    "under_review",
    "version_card",
]
