"""Restrict a record to storage, and let a customer refuse automated decisions (PIPL 24, 47)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _

from yinqiao.customers import overview, policies
from yinqiao.customers.models import AutomationRefusal, Overview, Restriction
from yinqiao.customers.queries.card import require_customer
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError

_REFUSAL: Final = "customers.automation_refusal"
_RECORD: Final = "customers.customer"


class NotRefused(DomainError):
    """There is no refusal to take back."""

    code = "NOT_REFUSED"
    status = 409


@dataclass(frozen=True, slots=True)
class RefusalTold:
    """Where the customer said so, and what proves it."""

    told_via: str
    evidence_no: str = ""


@use_case("customers.restricted", permission=policies.RESTRICT)
def restrict_customer(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, until: date, request_id: int
) -> None:
    """Take the record out of use until the last day of its retention; again, the later day holds. Raises NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    row, _is_new = Restriction.objects.get_or_create(
        customer_id=customer_id, defaults={"since": now, "until": until, "request_id": request_id}
    )
    if row.until < until:
        row.until = until
        row.save(update_fields=["until"])
    Overview.objects.filter(pk=customer_id).delete()
    unit.audit(ObjectRef(_RECORD, customer_id), new={"restricted_until": row.until}, customer_id=customer_id)  # fmt: skip


@use_case("customers.restriction-lifted", permission=policies.RESTRICT)
def lift_restriction(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, reason: str
) -> None:
    """Let the record be used again: the person came back. Raises NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    Restriction.objects.filter(customer_id=customer_id).delete()
    overview.refresh_customers(connection, [customer_id])
    unit.audit(
        ObjectRef(_RECORD, customer_id),
        new={"restricted_until": None},
        reason=reason,
        customer_id=customer_id,
    )


@use_case("customers.automation-refused", permission=policies.RECORD_REFUSAL)
def refuse_automation(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, told: RefusalTold
) -> int:
    """Write down that no decision about the customer is left to a machine; it holds at once. Again, the first one stands; return its id."""
    require_customer(actor=actor, customer_id=customer_id)
    row, is_new = AutomationRefusal.objects.get_or_create(
        customer_id=customer_id,
        ended_at__isnull=True,
        defaults={
            "refused_at": now,
            "told_via": told.told_via,
            "evidence_no": told.evidence_no.strip()[:64],
            "recorded_by_id": actor.staff_id,
            "recorded_by_name": actor.name,
        },
    )
    unit.audit(
        ObjectRef(_REFUSAL, row.pk),
        new={"told_via": row.told_via, "evidence_no": row.evidence_no} if is_new else None,
        customer_id=customer_id,
        detail={} if is_new else {"repeated": True},
    )
    return row.pk


@use_case("customers.automation-accepted", permission=policies.RECORD_REFUSAL)
def accept_automation(unit: Unit, *, actor: Actor, now: datetime, customer_id: int) -> None:
    """End the refusal: the customer took it back. Raises NotRefused without one, NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    row = (
        AutomationRefusal.objects.select_for_update()
        .filter(customer_id=customer_id, ended_at__isnull=True)
        .first()
    )
    if row is None:
        raise NotRefused(_("The customer has not refused automated decisions."))
    row.ended_at, row.ended_by_id, row.ended_by_name = now, actor.staff_id, actor.name
    row.save(update_fields=["ended_at", "ended_by_id", "ended_by_name"])
    unit.audit(ObjectRef(_REFUSAL, row.pk), new={"ended_at": now}, customer_id=customer_id)
