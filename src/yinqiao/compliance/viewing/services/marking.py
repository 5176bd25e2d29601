"""Watch the page of a customer whom many would like to look up, and stop watching it."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.viewing import policies
from yinqiao.compliance.viewing.choices import MarkKind
from yinqiao.compliance.viewing.models import MarkedCustomer
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text

_TYPE: Final = "viewing.mark"
_TURN: Final = "viewing.mark"
_LONGEST_REASON: Final = 200


class AlreadyMarked(DomainError):
    """The customer's page is watched already."""

    code = "ALREADY_MARKED"
    status = 409


@use_case("viewing.customer-marked", permission=policies.MARK_CUSTOMER)
def mark_customer(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_no: str,
    kind: str,
    reason: str,
    staff_no: str = "",
) -> int:
    """Watch a customer's page; return the mark's id. `staff_no` is whose relative she is, and needed for a relative.

    Raises InvalidInput for what cannot be, AlreadyMarked.
    """
    customer_id = customers.id_of_number(actor=actor, customer_no=customer_no)
    wrong: dict[str, str] = {}
    if customer_id is None:
        wrong["customer_no"] = _("There is no such customer, or it is not in your scope.")
    if kind not in MarkKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if not reason.strip():
        wrong["reason"] = _("A reason is needed.")
    person = organization.staff_by_no(staff_no.strip()) if staff_no.strip() else None
    if kind == MarkKind.RELATIVE and person is None:
        wrong["staff_no"] = _("Name the member of staff by the whole staff number.")
    if wrong or customer_id is None:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
    take_turn(_TURN, customer_id)
    if MarkedCustomer.objects.filter(customer_id=customer_id, ended_at__isnull=True).exists():
        raise AlreadyMarked(_("The page of this customer is watched already."))
    row = MarkedCustomer.objects.create(
        customer_id=customer_id,
        kind=kind,
        about_staff_id=person.id if person else None,
        reason=scan_free_text(reason.strip())[:_LONGEST_REASON],
        marked_at=now,
        marked_by_id=actor.staff_id,
        marked_by_name=actor.name,
    )
    unit.audit(
        ObjectRef(_TYPE, row.pk),
        new={"kind": kind, "about": row.about_staff_id},
        reason=row.reason,
        customer_id=customer_id,
    )
    return row.pk


@use_case("viewing.customer-unmarked", permission=policies.MARK_CUSTOMER)
def unmark_customer(unit: Unit, *, actor: Actor, now: datetime, mark_id: int) -> None:
    """Stop watching a customer's page; raise NotFound outside the scope or when it is not watched."""
    rows = customer_policies.scoped(MarkedCustomer.objects.all(), actor)
    row = rows.select_for_update(of=("self",)).filter(pk=mark_id, ended_at__isnull=True).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    row.ended_at, row.ended_by_name = now, actor.name
    row.save(update_fields=["ended_at", "ended_by_name"])
    unit.audit(ObjectRef(_TYPE, row.pk), new={"ended_at": now}, customer_id=row.customer_id)
