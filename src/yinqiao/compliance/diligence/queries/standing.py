"""How complete the bank's knowledge of a customer is by her file, in the words that everybody may read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yinqiao.compliance.choices import KycStatus
from yinqiao.compliance.diligence.choices import FileState, ItemState
from yinqiao.compliance.diligence.models import DiligenceFile, FileItem
from yinqiao.compliance.diligence.queries.files import BEHIND, LACKING, is_late


@dataclass(frozen=True, slots=True)
class Standing:
    """The state in one word, what is missing by name, and when all of it was last looked at."""

    status: KycStatus
    missing: tuple[str, ...]
    reviewed_on: date | None


def standing_of(*, customer_id: int, today: date) -> Standing | None:
    """Return how the file of a customer stands, None without one. The caller has checked the scope."""
    row = DiligenceFile.objects.filter(customer_id=customer_id).first()
    if row is None:
        return None
    lacks = FileItem.objects.filter(
        Q(item__is_required=True) | Q(state=ItemState.RETURNED), file=row, state__in=LACKING
    )
    titles = tuple(lacks.order_by("item__place").values_list("item__title", flat=True))
    return Standing(_status(row, has_gaps=bool(titles), today=today), titles, row.reviewed_on)


def _status(row: DiligenceFile, *, has_gaps: bool, today: date) -> KycStatus:
    if row.state in BEHIND:
        return KycStatus.IN_REVIEW
    if is_late(row, today):
        return KycStatus.OVERDUE
    is_complete = row.state == FileState.COMPLETE and not has_gaps
    return KycStatus.COMPLETE if is_complete else KycStatus.INCOMPLETE
