"""更正申请 (D4): ask the owner of a locked field to correct it. `correction_desk` answers."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.events import CorrectionRequested
from yinqiao.customers.models import CorrectionRequest
from yinqiao.customers.queries import correction_values
from yinqiao.customers.services import correction_checks, correction_rows, rows
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Sensitive, Unit, use_case
from yinqiao.platform.crypto import fields
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text


@use_case("customers.correction-requested", permission=policies.REQUEST_CORRECTION)
def request_correction(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    field: str,
    proposed: str,
    reason: str,
    row_id: int | None = None,
    evidence: str = "",
) -> int:
    """Ask for a correction of `field` (with `row_id` for a certificate, contact or address); return the request's id.

    A field with codes takes one of them. Raises NotFound outside the scope, InvalidInput for a field the CRM owns, a value that the
    field cannot hold or a request that waits already.
    """
    customer = rows.locked_customer(actor, customer_id)
    if actor.staff_id is None:
        raise InvalidInput(_("Only a member of staff can ask for a correction."))
    if not rules.can_correct(field, source=customer.source):
        raise InvalidInput(_("This field can be changed here; no correction is needed."))
    value = correction_checks.checked_request(
        field,
        row_kind=correction_values.row_kind(customer, field, row_id),
        proposed=proposed,
        reason=reason,
        today=clock.bank_date(now),
    )
    field_class, current = correction_values.masked_now(customer, field, row_id)
    request_id = reserve_ids("customers_correction_request", 1)[0]
    row = CorrectionRequest(
        pk=request_id,
        customer=customer,
        field=field,
        row_id=row_id,
        owner_source=customer.source,
        current_masked=current,
        proposed_token=fields.encrypt(correction_values.PROPOSED, request_id, value),
        proposed_masked=correction_values.masked_text(value, field_class),
        reason=scan_free_text(reason.strip()),
        evidence=scan_free_text(evidence.strip())[: correction_checks.LONGEST],
        requested_by=actor.staff_id,
        requested_by_name=actor.name,
        requested_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise InvalidInput(_("A correction of this field waits already.")) from None
    told: object = Sensitive(field_class, value) if field_class else value
    unit.audit(
        ObjectRef("customers.correction", request_id),
        new={"field": field, "proposed": told},
        reason=reason,
        customer_id=customer_id,
    )
    unit.publish(CorrectionRequested(customer_id=customer_id, request_id=request_id))
    return request_id


@use_case("customers.correction-withdrawn", permission=policies.REQUEST_CORRECTION)
def withdraw_correction(unit: Unit, *, actor: Actor, now: datetime, request_id: int) -> None:
    """Take one's own request back while nobody has passed it on."""
    row = correction_rows.locked(actor, request_id, to=choices.CorrectionState.WITHDRAWN)
    if row.requested_by != actor.staff_id:
        raise NotFound(_("There is no such request."))
    correction_rows.move(unit, row, to=choices.CorrectionState.WITHDRAWN, now=now)
