"""Ask for an approval."""

from collections.abc import Mapping
from datetime import datetime, time

from django.utils.translation import gettext as _

from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters
from yinqiao.workflow.events import ApprovalRequested
from yinqiao.workflow.models import Approval
from yinqiao.workflow.queries import chains

END_OF_DAY = time(23, 59, 59)
SUMMARY_LENGTH = 200


@use_case("workflow.approval-requested", permission=None)
def request_approval(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    kind: str,
    payload: Mapping[str, object],
    reason: str,
    org_id: int | None,
    ref: ObjectRef | None = None,
    summary: str = "",
    expires_at: datetime | None = None,
) -> int:
    """Open an approval of a registered `kind` and return its id; the caller has checked that the actor may ask.

    How many levels decide, the bank says by kind and measure; each has the time of one.

    `payload` is JSON-plain and holds ids, never personal data in clear. People of `org_id` and above with the kind's permission
    decide (None: anyone with it). It expires after the parameter's workdays unless `expires_at` is given.
    """
    if actor.staff_id is None:
        raise InvalidInput(_("Only a member of staff can ask for an approval."))
    if not reason.strip():
        raise InvalidInput(
            _("A reason is needed."),
            fields={"reason": _("Say why, for the approver and the audit.")},
        )
    definition = registry.approval_kinds.get(kind)
    first, *later = chains.levels_of(definition, payload, on=clock.bank_date(now))
    row = Approval.objects.create(
        kind=kind,
        payload=dict(payload),
        summary=(summary or definition.summary(payload))[:SUMMARY_LENGTH],
        reason=scan_free_text(reason.strip()),
        org_id=org_id,
        permission=first,
        later=later,
        object_type=ref.type if ref else "",
        object_id=ref.pk if ref else None,
        maker_id=actor.staff_id,
        maker_name=actor.name,
        made_at=now,
        expires_at=expires_at or expiry(now),
    )
    customer_id = payload.get("customer_id")
    unit.audit(
        ObjectRef("workflow.approval", row.pk),
        new={"kind": kind, "summary": row.summary, "expires_at": row.expires_at},
        reason=reason,
        customer_id=customer_id if isinstance(customer_id, int) else None,
    )
    unit.publish(ApprovalRequested(approval_id=row.pk, kind=kind))
    return row.pk


def expiry(now: datetime) -> datetime:
    """Return the end of the last workday on which the approval may be decided."""
    today = clock.bank_date(now)
    last = add_workdays(
        organization.calendar(), today, parameters.integer("workflow.approval_workdays", on=today)
    )
    return datetime.combine(last, END_OF_DAY, tzinfo=clock.BANK_ZONE)
