"""Stop marketing to a customer, and open it again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import parameters as keys
from yinqiao.compliance import policies
from yinqiao.compliance.choices import HoldKind
from yinqiao.compliance.events import HoldLifted, HoldPlaced
from yinqiao.compliance.models import ContactHold
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters

TURN: Final = "compliance.contact"
_TYPE: Final = "compliance.contact_hold"
_LONGEST_REASON: Final = 200
_LONGEST_OWNER: Final = 60


class AlreadyLifted(DomainError):
    """Somebody lifted it before."""

    code = "HOLD_LIFTED"
    status = 409


@dataclass(frozen=True, slots=True)
class HoldOrder:
    """What stops marketing: who says so and by which name (`source`, `source_key`), why, from when to when; a campaign limits it.

    An entry of the blacklist has an `owner`, the department that answers for it, and an end (D36).
    """

    kind: str
    source: str
    reason: str
    source_key: str = ""
    campaign: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    owner: str = ""


@use_case("compliance.hold-placed", permission=policies.PLACE_HOLD)
def place_hold(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, order: HoldOrder
) -> int:
    """Stop marketing to the customer; return the hold's id.

    The same source placing it again gets the same hold; a longer one takes its place, a shorter one does not: that is lifting.
    Raises NotFound outside the scope, InvalidInput for an order that cannot be.
    """
    customers.require_customer(actor=actor, customer_id=customer_id)
    _check(order, now)
    take_turn(TURN, customer_id)
    return put_hold(unit, actor=actor, now=now, customer_id=customer_id, order=order)


@use_case("compliance.hold-lifted", permission=policies.LIFT_HOLD)
def lift_hold(unit: Unit, *, actor: Actor, now: datetime, hold_id: int, reason: str) -> None:
    """End a hold before its time; raise InvalidInput without a reason, NotFound outside the scope, AlreadyLifted."""
    if not reason.strip():
        raise InvalidInput(_("A reason is needed."), fields={"reason": _("A reason is needed.")})
    rows = customer_policies.scoped(ContactHold.objects.filter(pk=hold_id), actor)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound(_("There is no such hold."))
    if row.lifted_at is not None:
        raise AlreadyLifted(_("Somebody lifted this hold before."))
    _lift(unit, row, actor=actor, now=now, reason=reason)


def put_hold(unit: Unit, *, actor: Actor, now: datetime, customer_id: int, order: HoldOrder) -> int:
    """Write the hold within another use case that has checked the actor and taken the customer's turn."""
    starts_at = order.starts_at or now
    standing = ContactHold.objects.filter(
        customer_id=customer_id,
        kind=order.kind,
        campaign=order.campaign,
        source=order.source,
        source_key=order.source_key,
        lifted_at__isnull=True,
    ).first()
    if standing is not None and _covers(standing, starts_at, order.ends_at):
        unit.audit(_ref(standing), customer_id=customer_id, detail={"repeated": True})
        return standing.pk
    if standing is not None:
        _lift(unit, standing, actor=actor, now=now, reason=_("Replaced by a longer one."))
    row = ContactHold.objects.create(
        customer_id=customer_id,
        kind=order.kind,
        campaign=order.campaign,
        source=order.source,
        source_key=order.source_key,
        reason=scan_free_text(order.reason.strip())[:_LONGEST_REASON],
        owner=order.owner.strip()[:_LONGEST_OWNER],
        starts_at=starts_at,
        ends_at=order.ends_at,
        placed_at=now,
        placed_by_id=actor.staff_id,
        placed_by_name=actor.name,
    )
    unit.audit(
        _ref(row),
        new={
            "kind": row.kind,
            "source": row.source,
            "campaign": row.campaign,
            "owner": row.owner,
            "starts_at": row.starts_at,
            "ends_at": row.ends_at,
        },
        reason=row.reason,
        customer_id=customer_id,
        verb="compliance.hold-placed",
    )
    unit.publish(HoldPlaced(customer_id=customer_id, hold_id=row.pk, kind=row.kind))
    return row.pk


def _check(order: HoldOrder, now: datetime) -> None:
    if order.kind not in HoldKind.values:
        raise InvalidInput(_("There is no such kind of hold."))
    if not order.reason.strip():
        raise InvalidInput(_("A reason is needed."), fields={"reason": _("A reason is needed.")})
    starts_at = order.starts_at or now
    if order.ends_at is not None and order.ends_at <= max(starts_at, now):
        said = _("The end must lie after the start, and ahead.")
        raise InvalidInput(said, fields={"ends_at": said})
    if order.kind == HoldKind.BLACKLIST:
        _check_entry(order, starts_at)


def _check_entry(order: HoldOrder, starts_at: datetime) -> None:
    """Nobody stands on the blacklist for ever, nor without somebody who answers for it."""
    if not order.owner.strip():
        said = _("Name the department that answers for the entry.")
        raise InvalidInput(said, fields={"owner": said})
    most = parameters.integer(keys.BLACKLIST_DAYS, on=clock.bank_date(starts_at))
    if order.ends_at is None or order.ends_at > starts_at + timedelta(days=most + 1):
        said = _("An entry needs an end, at most %(days)s days ahead.") % {"days": most}
        raise InvalidInput(said, fields={"ends_at": said})


def _covers(row: ContactHold, starts_at: datetime, ends_at: datetime | None) -> bool:
    """Tell whether the standing hold stops all that the new one would."""
    if row.starts_at > starts_at:
        return False
    return row.ends_at is None or (ends_at is not None and ends_at <= row.ends_at)


def _lift(unit: Unit, row: ContactHold, *, actor: Actor, now: datetime, reason: str) -> None:
    row.lifted_at, row.lifted_by_id, row.lifted_by_name = now, actor.staff_id, actor.name
    row.lift_reason = scan_free_text(reason.strip())[:_LONGEST_REASON]
    row.save(update_fields=["lifted_at", "lifted_by_id", "lifted_by_name", "lift_reason"])
    unit.audit(
        _ref(row),
        old={"kind": row.kind, "ends_at": row.ends_at},
        new={"lifted_at": now},
        reason=row.lift_reason,
        customer_id=row.customer_id,
        verb="compliance.hold-lifted",
    )
    unit.publish(HoldLifted(customer_id=row.customer_id, hold_id=row.pk, kind=row.kind))


def _ref(row: ContactHold) -> ObjectRef:
    return ObjectRef(_TYPE, row.pk)
