"""Exemptions from rules (D39): asked for with reason and end, allowed by another person, looked at again, ended by time or by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.viewing import parameters as keys
from yinqiao.compliance.viewing import policies
from yinqiao.compliance.viewing.models import Exemption
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters
from yinqiao.workflow import services as workflow

EXEMPTION_KIND: Final = "viewing.exemption"
_TYPE: Final = "viewing.exemption"
_LONGEST: Final = 120
_LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class ExemptionOrder:
    """Which rule, whom it shall not bind, why, from when to when (both included), and when to look at it again."""

    rule: str
    whom: str
    reason: str
    from_on: date
    until_on: date
    review_on: date


@use_case("viewing.exemption-requested", permission=policies.KEEP_EXEMPTION)
def request_exemption(unit: Unit, *, actor: Actor, now: datetime, order: ExemptionOrder) -> int:
    """Ask for an exemption; return the approval's id. InvalidInput for an order that cannot be."""
    _check(order, today=clock.bank_date(now))
    rule, whom = (scan_free_text(text.strip())[:_LONGEST] for text in (order.rule, order.whom))
    approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=EXEMPTION_KIND,
        payload={
            "rule": rule,
            "whom": whom,
            "from_on": order.from_on.isoformat(),
            "until_on": order.until_on.isoformat(),
            "review_on": order.review_on.isoformat(),
        },
        reason=order.reason,
        org_id=None,
        summary=_("{rule}: {whom}, until {day}").format(
            rule=rule, whom=whom, day=order.until_on.isoformat()
        )[:_LONGEST_REASON],
    )
    unit.audit(
        ObjectRef("workflow.approval", approval_id),
        new={"rule": rule, "whom": whom, "until_on": order.until_on},
        reason=order.reason,
    )
    return approval_id


@use_case("viewing.exemption-granted", permission=None)
def grant_exemption(
    unit: Unit, *, actor: Actor, now: datetime, payload: Mapping[str, object]
) -> int:
    """Write down what was allowed; return its id. The decision that calls this has checked who may allow it, a deputy too."""
    days = {name: date.fromisoformat(str(payload[name])) for name in ("from_on", "until_on", "review_on")}  # fmt: skip
    row = Exemption.objects.create(
        rule=str(payload["rule"]),
        whom=str(payload["whom"]),
        reason=str(payload["reason"])[:300],
        approval_id=int(str(payload["approval_id"])),
        asked_by_id=int(str(payload["maker_id"])),
        asked_by_name=str(payload["maker_name"]),
        approved_by_id=actor.staff_id or 0,
        approved_by_name=actor.name,
        approved_at=now,
        **days,
    )
    unit.audit(
        ObjectRef(_TYPE, row.pk),
        new={"rule": row.rule, "whom": row.whom, "until_on": row.until_on},
        reason=row.reason,
    )
    return row.pk


def apply_exemption(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request."""
    decided_at = datetime.fromisoformat(str(payload["decided_at"]))
    grant_exemption(actor=actor, now=decided_at, payload=payload)
    return _("The exemption stands in the register.")


@use_case("viewing.exemption-reviewed", permission=policies.KEEP_EXEMPTION)
def review_exemption(
    unit: Unit, *, actor: Actor, now: datetime, exemption_id: int, is_kept: bool, reason: str
) -> None:
    """Say that an exemption is still needed, or end it before its time; NotFound when it is over, InvalidInput without a reason."""
    if not reason.strip():
        raise InvalidInput(_("A reason is needed."), fields={"reason": _("A reason is needed.")})
    row = (
        Exemption.objects.select_for_update()
        .filter(pk=exemption_id, ended_at__isnull=True, until_on__gte=clock.bank_date(now))
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such exemption."))
    if is_kept:
        row.reviewed_at, row.reviewed_by_name = now, actor.name
    else:
        row.ended_at, row.ended_by_name = now, actor.name
        row.end_reason = scan_free_text(reason.strip())[:_LONGEST_REASON]
    row.save()
    unit.audit(ObjectRef(_TYPE, row.pk), new={"kept": is_kept}, reason=reason)


def _check(order: ExemptionOrder, *, today: date) -> None:
    wrong: dict[str, str] = {}
    if not order.rule.strip():
        wrong["rule"] = _("Name the rule.")
    if not order.whom.strip():
        wrong["whom"] = _("Name whom it shall not bind.")
    if not order.reason.strip():
        wrong["reason"] = _("A reason is needed.")
    most = parameters.integer(keys.EXEMPTION_DAYS, on=today)
    if order.from_on < today:
        wrong["from_on"] = _("It begins today or later.")
    if not order.from_on < order.until_on <= order.from_on + timedelta(days=most):
        wrong["until_on"] = _("It ends after it begins, at most %(days)s days later.") % {"days": most}  # fmt: skip
    if not order.from_on < order.review_on <= order.until_on:
        wrong["review_on"] = _("It is looked at again while it stands.")
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
