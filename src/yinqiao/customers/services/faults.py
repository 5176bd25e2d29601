"""Numbers that do not lead to the customer: found out by whoever tried, settled by a new number."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import policies, queries
from yinqiao.customers.choices import FaultReason
from yinqiao.customers.events import NumberFailed
from yinqiao.customers.models import ContactPoint, NumberFault
from yinqiao.customers.services import rows
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput


@use_case("customers.number-failed", permission=policies.VIEW)
def report_unreachable(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    reason: str,
    contact_id: int | None = None,
) -> int | None:
    """Note that a number (the preferred usable one, if none is named) does not lead to the customer; return its id, None without one.

    Reporting the same number again changes nothing. Raises NotFound outside the scope, InvalidInput for an unknown reason.
    """
    rows.locked_customer(actor, customer_id)
    if reason not in FaultReason.values:
        raise InvalidInput(_("Choose one of the list."))
    found = ContactPoint.objects.filter(
        queries.PHONES, customer_id=customer_id, ended_on__isnull=True
    )
    if contact_id is None:
        found = found.exclude(pk__in=queries.faulty_numbers())
    else:
        found = found.filter(pk=contact_id)
    row = found.defer("value_token").order_by("-is_primary", "pk").first()
    if row is None:
        unit.audit(None, customer_id=customer_id, detail={"known": False})
        return None
    fault, is_new = NumberFault.objects.get_or_create(
        contact_point_id=row.pk,
        settled_at=None,
        defaults={
            "customer_id": customer_id,
            "reason": reason,
            "reported_at": now,
            "reported_by_id": actor.staff_id,
            "reported_by_name": actor.name,
        },
    )
    unit.audit(
        ObjectRef("customers.contact", row.pk),
        new={"reason": fault.reason} if is_new else {},
        customer_id=customer_id,
        detail={"repeated": not is_new},
    )
    if is_new:
        unit.publish(NumberFailed(customer_id=customer_id, contact_id=row.pk, reason=reason))
    return row.pk


def settle(row: ContactPoint, *, actor: Actor, now: datetime) -> None:
    """The number was changed: what was found out about the old one holds no more. Part of the use case that changes it."""
    NumberFault.objects.filter(contact_point_id=row.pk, settled_at__isnull=True).update(
        settled_at=now, settled_by_name=actor.name
    )
