"""Ask for several numbers of several customers for some hours (P14): another person agrees, it ends by itself, and can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import policies, queries, rules
from yinqiao.customers.models import FieldGrant
from yinqiao.lib.text import tidy
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters
from yinqiao.workflow import services as workflow

MOST_CUSTOMERS: Final = "customers.fields_customers"
_LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class FieldsOrder:
    """Which kinds of numbers of which customers (by whole customer number), for how many hours, and why."""

    customer_nos: Sequence[str]
    fields: Sequence[str]
    hours: int
    reason: str


def request_fields(*, actor: Actor, now: datetime, order: FieldsOrder) -> int:
    """Ask for it; return the approval's id. InvalidInput for what cannot be, and for a customer outside the scope."""
    require(actor, policies.VIEW, verb="customers.fields-requested")
    wrong = _wrong(order)
    numbers = _numbers(order)
    ids = queries.ids_of_numbers(actor=actor, customer_nos=numbers)
    unknown = [number for number in numbers if number not in ids]
    if unknown and "customer_nos" not in wrong:
        wrong["customer_nos"] = _("There is no such customer, or it is not in your scope: {numbers}").format(numbers="、".join(unknown))  # fmt: skip
    if wrong:
        raise InvalidInput(_("The request is not complete."), fields=wrong)
    titles = "、".join(str(queries.FIELDS[name]) for name in order.fields)
    return workflow.request_approval(
        actor=actor,
        now=now,
        kind=queries.FIELDS_KIND,
        payload={
            "customer_ids": sorted(ids.values()),
            "fields": sorted(set(order.fields)),
            "hours": order.hours,
        },
        reason=order.reason,
        org_id=actor.org_id,
        summary=_("{fields} of {count} customers for {hours} hours").format(
            fields=titles, count=len(ids), hours=order.hours
        ),
    )


def apply_fields(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the applicant sees these numbers of these customers without asking again."""
    decided_at = datetime.fromisoformat(str(payload["decided_at"]))
    grant_fields(actor=actor, now=decided_at, payload=payload)
    return _("The applicant may see these numbers for {hours} hours.").format(
        hours=payload["hours"]
    )


@use_case("customers.fields-granted", permission=None)
def grant_fields(unit: Unit, *, actor: Actor, now: datetime, payload: Mapping[str, object]) -> None:
    """Write the leave down; the decision that calls this has checked who may agree, a deputy too. InvalidInput for a customer outside the decider's scope."""
    customer_ids = [int(str(pk)) for pk in _list(payload["customer_ids"])]
    names = queries.customer_names(actor=actor, customer_ids=customer_ids)
    if len(names) != len(customer_ids):
        raise InvalidInput(_("Not all of these customers are in your scope. Reject the request."))
    until = now + timedelta(hours=int(str(payload["hours"])))
    for customer_id in customer_ids:
        rows = [
            FieldGrant(
                customer_id=customer_id,
                staff_id=int(str(payload["maker_id"])),
                staff_name=str(payload["maker_name"]),
                field=str(field),
                approval_id=int(str(payload["approval_id"])),
                approved_by_id=actor.staff_id or 0,
                approved_by_name=actor.name,
                reason=str(payload["reason"])[:_LONGEST_REASON],
                from_at=now,
                until=until,
            )
            for field in _list(payload["fields"])
        ]
        FieldGrant.objects.bulk_create(rows)
        unit.audit(
            ObjectRef("customers.customer", customer_id),
            new={"fields": payload["fields"], "until": until, "staff": payload["maker_id"]},
            reason=str(payload["reason"]),
            detail={"approval_id": payload["approval_id"]},
        )


@use_case("customers.fields-revoked", permission=policies.APPROVE_REVEAL)
def revoke_fields(
    unit: Unit, *, actor: Actor, now: datetime, approval_id: int, reason: str
) -> None:
    """Take back what an approval opened, at once; NotFound when nothing of it is in force within the scope."""
    rows = policies.scoped(
        FieldGrant.objects.filter(approval_id=approval_id, until__gt=now, revoked_at__isnull=True),
        actor,
    )
    found = list(rows.select_for_update(of=("self",)))
    if not found:
        raise NotFound(_("There is no such leave."))
    FieldGrant.objects.filter(pk__in=[row.pk for row in found]).update(
        revoked_at=now, revoked_by_name=actor.name
    )
    for customer_id in sorted({row.customer_id for row in found}):
        unit.audit(
            ObjectRef("customers.customer", customer_id),
            new={"revoked_at": now, "staff": found[0].staff_id},
            reason=scan_free_text(reason.strip())[:_LONGEST_REASON],
            detail={"approval_id": approval_id},
        )


def _numbers(order: FieldsOrder) -> list[str]:
    return list(dict.fromkeys(text for number in order.customer_nos if (text := tidy(number))))


def _wrong(order: FieldsOrder) -> dict[str, str]:
    wrong: dict[str, str] = {}
    most = parameters.integer(MOST_CUSTOMERS)
    longest = int(queries.reveal_hours().total_seconds() // 3600)
    if not 0 < len(_numbers(order)) <= most:
        wrong["customer_nos"] = _("Between one and {most} customers.").format(most=most)
    if not order.fields or not set(order.fields) <= queries.FIELDS.keys():
        wrong["fields"] = _("Choose what you need to see.")
    if not 0 < order.hours <= longest:
        wrong["hours"] = _("At most {hours} hours.").format(hours=longest)
    if len(order.reason.strip()) < rules.SHORTEST_REASON:
        wrong["reason"] = _("Say in a few words what you need the number for.")
    return wrong


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
