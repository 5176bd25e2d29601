"""Keep a tier by decision (保级): a branch head asks, another person decides, the daily job heeds it until its last day."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Tier
from yinqiao.insights import parameters, policies
from yinqiao.insights.models import TierKeep
from yinqiao.insights.queries.standing import kept_tier_choice
from yinqiao.insights.rules import months_after
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, PermissionRefused
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as values
from yinqiao.workflow import services as workflow

KIND = "insights.tier-keep"
OBJECT_TYPE = "insights.tier_keep"
SHORTEST_REASON = 4
REASON_LENGTH = 200


def request_tier_keep(
    *, actor: Actor, now: datetime, customer_id: int, until_on: date, reason: str
) -> int:
    """Ask that the tier of a person is kept up to and with `until_on`; return the approval's id.

    Raises NotFound outside the scope, PermissionRefused, InvalidInput for a company, the lowest tier, a day that is past or too far, no reason.
    """
    if not actor.can(policies.KEEP_TIER):
        raise PermissionRefused(_("You do not have the permission for this."))
    tier = kept_tier_choice(actor=actor, customer_id=customer_id)
    if tier is None:
        raise InvalidInput(
            _("There is no tier to keep: only persons above the lowest tier have one.")
        )
    _check(until_on, reason, today=clock.bank_date(now))
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    return workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"customer_id": customer_id, "tier": tier, "until_on": until_on.isoformat()},
        reason=reason,
        org_id=customer.org_id,
        ref=ObjectRef("customers.customer", customer_id),
        summary=_("Keep the tier {tier} until {day}").format(
            tier=label(Tier, tier), day=until_on.isoformat()
        ),
    )


def apply_tier_keep(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the keep counts from the next daily job on."""
    now = datetime.fromisoformat(str(payload["decided_at"]))
    until_on = date.fromisoformat(str(payload["until_on"]))
    _keep(
        actor=actor,
        now=now,
        customer_id=int(str(payload["customer_id"])),
        tier=str(payload["tier"]),
        until_on=until_on,
        asked_by=int(str(payload["maker_id"])),
        reason=str(payload["reason"]),
    )
    return _("The tier is kept until {day}.").format(day=until_on.isoformat())


@use_case("insights.tier-kept", permission=policies.AGREE_TIER_KEEP)
def _keep(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    tier: str,
    until_on: date,
    asked_by: int,
    reason: str,
) -> None:
    today = clock.bank_date(now)
    if until_on < today:
        raise InvalidInput(
            _("The day until which the tier was to be kept is past. Reject the request.")
        )
    row = TierKeep.objects.create(
        customer_id=customer_id,
        tier=tier,
        from_on=today,
        until_on=until_on,
        reason=scan_free_text(reason.strip())[:REASON_LENGTH],
        asked_by_id=asked_by,
        granted_by_id=actor.staff_id or 0,
        granted_by_name=actor.name,
        granted_at=now,
    )
    unit.audit(
        ObjectRef(OBJECT_TYPE, row.pk),
        new={"tier": tier, "until_on": until_on},
        reason=row.reason,
        customer_id=customer_id,
    )


def _check(until_on: date, reason: str, *, today: date) -> None:
    last = months_after(today, values.integer(parameters.KEEP_MONTHS, on=today))
    errors = {}
    if not today < until_on <= last:
        errors["until_on"] = _("A day after today and not after {day}.").format(
            day=last.isoformat()
        )
    if len(reason.strip()) < SHORTEST_REASON:
        errors["reason"] = _("Say in a few words why the tier is kept.")
    if errors:
        raise InvalidInput(_("The tier cannot be kept like this."), fields=errors)
