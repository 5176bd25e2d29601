"""Verifications as the pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import policies
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.oversight.models import Verification


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding: what was done, at which seal and which entry."""

    kind: str
    seq: int | None
    entry_id: int | None


@dataclass(frozen=True, slots=True)
class VerificationCard:
    """One verification; `finished_at` is None while it waits or runs."""

    id: int
    asked_at: datetime
    asked_by: str
    finished_at: datetime | None
    checked: int
    unsealed: int
    seconds: float
    head: str
    is_complete: bool
    findings: tuple[FindingLine, ...]

    @property
    def is_intact(self) -> bool:
        """Tell whether it ended and found nothing."""
        return self.finished_at is not None and not self.findings

    @property
    def rows_per_second(self) -> int:
        """How fast it went."""
        return round(self.checked / self.seconds) if self.seconds else 0


def newest_verifications(*, actor: Actor, limit: int = 20) -> list[VerificationCard]:
    """Return the last verifications, newest first."""
    require(actor, policies.VERIFY, verb="audit.verification-requested")
    return [_card(row) for row in Verification.objects.order_by("-asked_at", "-id")[:limit]]


def verification(*, actor: Actor, verification_id: int) -> VerificationCard:
    """Return one verification; raise NotFound if there is none."""
    require(actor, policies.VERIFY, verb="audit.verification-requested")
    row = Verification.objects.filter(pk=verification_id).first()
    if row is None:
        raise NotFound(_("There is no such verification."))
    return _card(row)


def _card(row: Verification) -> VerificationCard:
    return VerificationCard(
        id=row.pk,
        asked_at=row.asked_at,
        asked_by=row.asked_by_name,
        finished_at=row.finished_at,
        checked=row.checked,
        unsealed=row.unsealed,
        seconds=row.seconds,
        head=row.head,
        is_complete=row.is_complete,
        findings=tuple(
            FindingLine(item["kind"], item["seq"], item["entry_id"]) for item in row.findings
        ),
    )
