"""豁免登记: which rule does not bind whom, until when; for who keeps it and for the auditor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.viewing import policies
from yinqiao.compliance.viewing.models import Exemption
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound

MOST_DUE: Final = 10


@dataclass(frozen=True, slots=True)
class ExemptionLine:
    """One exemption. `is_open`: it stands today or will; `is_due`: it should have been looked at again."""

    id: int
    rule: str
    whom: str
    reason: str
    from_on: date
    until_on: date
    review_on: date
    asked_by: str
    approved_by: str
    approved_at: datetime
    reviewed_at: datetime | None
    ended_at: datetime | None
    end_reason: str
    is_open: bool
    is_due: bool


def exemptions(*, actor: Actor) -> QuerySet[Exemption]:
    """Return all exemptions, for who keeps them and for auditors; order by (until_on, id)."""
    if not actor.can(audit.VIEW):
        require(actor, policies.KEEP_EXEMPTION, verb="viewing.exemptions-listed")
    return Exemption.objects.all()


def exemptions_due(*, actor: Actor, today: date) -> list[ExemptionLine]:
    """Return those that should have been looked at again, for who keeps the register; nothing for others."""
    if not actor.can(policies.KEEP_EXEMPTION):
        return []
    rows = Exemption.objects.filter(
        ended_at__isnull=True,
        until_on__gte=today,
        review_on__lte=today,
        reviewed_at__isnull=True,
    )
    return exemption_lines(rows.order_by("review_on", "pk")[:MOST_DUE], today=today)


def exemption_lines(rows: Iterable[Exemption], *, today: date) -> list[ExemptionLine]:
    """Return the read models of one page."""
    return [_line(row, today) for row in rows]


def exemption_line(*, actor: Actor, exemption_id: int, today: date) -> ExemptionLine:
    """Return one; raise NotFound."""
    row = exemptions(actor=actor).filter(pk=exemption_id).first()
    if row is None:
        raise NotFound(_("There is no such exemption."))
    return _line(row, today)


def _line(row: Exemption, today: date) -> ExemptionLine:
    is_open = row.ended_at is None and row.until_on >= today
    return ExemptionLine(
        id=row.pk,
        rule=row.rule,
        whom=row.whom,
        reason=row.reason,
        from_on=row.from_on,
        until_on=row.until_on,
        review_on=row.review_on,
        asked_by=row.asked_by_name,
        approved_by=row.approved_by_name,
        approved_at=row.approved_at,
        reviewed_at=row.reviewed_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        is_open=is_open,
        is_due=is_open and row.review_on <= today and row.reviewed_at is None,
    )
