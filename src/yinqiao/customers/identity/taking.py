"""Take the other value of a field after a merge: asked for by a steward, agreed to by another person, turned round in the same way (A22)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _

from yinqiao.customers import labels, overview, policies
from yinqiao.customers.choices import MergeState, Side
from yinqiao.customers.events import CustomerChanged
from yinqiao.customers.identity import record
from yinqiao.customers.identity.refusals import MergeClosed
from yinqiao.customers.models import Customer, Merge
from yinqiao.customers.queries import taking
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.moves import Moving, Pair
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.workflow import services as workflow

KIND: Final = "customers.merge-field"
_TYPE: Final = "customers.merge"
_LONGEST: Final = 200


@use_case("customers.merge-field-asked", permission=policies.MERGE)
def ask_for_other(
    unit: Unit, *, actor: Actor, now: datetime, merge_id: int, version: int, field: str, reason: str
) -> int:
    """Ask a second person to let the other record's value of `field` stand; return the approval's id.

    Raises NotFound outside the scope, MergeClosed unless the merge stands, StaleVersion, InvalidInput where there is no other value or no reason.
    """
    row = _standing(actor, merge_id)
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    if not reason.strip():
        message = _("A reason is needed.")
        raise InvalidInput(message, fields={"reason": message})
    line = _line(actor, row, field)
    approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={
            "merge_id": row.pk,
            "customer_id": row.survivor_id,
            "field": field,
            "side": line.side,
            "digest": line.digest,
        },
        reason=reason,
        org_id=None,
        ref=ObjectRef(_TYPE, row.pk),
        summary=_("{field} of customer {number}: {before} → {after}").format(
            field=line.label,
            number=row.survivor_no,
            # Whoever decides may see less than who asks: what is asked stands masked.
            before=line.standing_masked or "—",
            after=line.other_masked,
        ),
    )
    unit.audit(
        ObjectRef(_TYPE, row.pk),
        new={"field": field, "side": line.side},
        reason=scan_free_text(reason.strip())[:_LONGEST],
        customer_id=row.survivor_id,
        detail={"approval_id": approval_id},
    )
    return approval_id


def apply_other(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the other value stands."""
    field = str(payload["field"])
    _take(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        merge_id=int(str(payload["merge_id"])),
        field=field,
        side=str(payload["side"]),
        # Requests of before do not say which values they were about: they are asked again.
        digest=str(payload.get("digest", "")),
    )
    return _("{field} is taken over.").format(field=labels.field_label(field))


@use_case("customers.merge-field-taken", permission=policies.APPROVE_MERGE)
def _take(
    unit: Unit, *, actor: Actor, now: datetime, merge_id: int, field: str, side: str, digest: str
) -> None:
    row = _standing(actor, merge_id)
    line = _line(actor, row, field)
    # Either value may have changed since, by staff or by a batch: she agreed to those that she was shown.
    if (line.side, line.digest) != (side, digest):
        raise MergeClosed(_("It is not what was asked for any more. Reject the request."))
    old = row.sides.get(field, Side.SURVIVOR.value)
    pair = Pair(row.pk, row.member_id, row.survivor_id)
    moving = Moving(connection, [pair], now, clock.bank_date(now), changed_by=actor.staff_id)
    record.take(moving, field=field, side=side)
    # What a batch brings is settled by the sides: it would turn this round again.
    row.sides, row.version = {**row.sides, field: side}, row.version + 1
    row.save(update_fields=["sides", "version"])
    overview.refresh_customers(connection, [row.survivor_id])
    unit.audit(
        ObjectRef(_TYPE, row.pk),
        old={"field": field, "side": old},
        new={"field": field, "side": side},
        customer_id=row.survivor_id,
    )
    unit.publish(CustomerChanged(customer_id=row.survivor_id, fields=(field,)))


def _standing(actor: Actor, merge_id: int) -> Merge:
    """Return a merge that stands, locked after its records; raise NotFound outside the scope, MergeClosed."""
    found = Merge.objects.filter(pk=merge_id).first()
    ids = [found.survivor_id, found.member_id] if found else []
    seen = Customer.objects.select_for_update(no_key=True).filter(
        policies.visible_to(actor), pk__in=ids
    )
    if found is None or len(seen.order_by("pk")) != len(ids):
        raise NotFound(_("There is no such merge."))
    row = Merge.objects.select_for_update().get(pk=merge_id)
    if row.state != MergeState.DONE:
        raise MergeClosed(_("This merge does not stand any more."))
    return row


def _line(actor: Actor, row: Merge, field: str) -> taking.TakenLine:
    line = next((one for one in taking.other_values(row, actor=actor) if one.key == field), None)
    if line is None:
        message = _("Of this field there is no other value.")
        raise InvalidInput(message, fields={"field": message})
    return line
