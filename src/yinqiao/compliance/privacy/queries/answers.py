"""What a request of a person came to: what was erased and kept until when, and what was found about an automated decision."""

from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.compliance.privacy.choices import CLASS_TITLES, DecisionKind, Outcome
from yinqiao.compliance.privacy.models import DecisionReview, RequestErasure
from yinqiao.platform.db.erasure import DataClass
from yinqiao.platform.i18n.codes import label


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A class of data that stays; `until` is None while there is no last day yet."""

    label: str
    until: date | None


@dataclass(frozen=True, slots=True)
class ErasedLine:
    """A class of data that is gone, and how many rows it was."""

    label: str
    rows: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """What a request for deletion came to; `done_at` is None until the job has been."""

    done_at: datetime | None
    erased: tuple[ErasedLine, ...]
    kept: tuple[KeptLine, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What a person found who looked at an automated decision; `outcome` is empty until then."""

    decision_label: str
    told: dict[str, object]
    outcome: str
    outcome_label: str
    explanation: str
    reviewer: str
    reviewed_at: datetime | None


def erasure_of(*, request_id: int) -> Erasure | None:
    """Return what a request for deletion came to; the caller has checked that the actor may read the request."""
    row = RequestErasure.objects.filter(pk=request_id).first()
    if row is None:
        return None
    return Erasure(
        done_at=row.done_at,
        erased=tuple(
            ErasedLine(_title(name), int(rows)) for name, rows in sorted(row.erased.items())
        ),
        kept=tuple(
            KeptLine(_title(name), date.fromisoformat(until) if until else None)
            for name, until in sorted(row.kept.items())
        ),
    )


def review_of(*, request_id: int) -> Review | None:
    """Return the review that belongs to a request; the caller has checked that the actor may read it."""
    row = DecisionReview.objects.filter(request_id=request_id).first()
    if row is None:
        return None
    return Review(
        decision_label=label(DecisionKind, row.decision),
        told=row.told,
        outcome=row.outcome,
        outcome_label=label(Outcome, row.outcome) if row.outcome else "",
        explanation=row.explanation,
        reviewer=row.reviewer_name,
        reviewed_at=row.reviewed_at,
    )


def _title(name: str) -> str:
    return str(CLASS_TITLES[DataClass(name)])
