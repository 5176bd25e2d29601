"""Relations that staff write down: added, changed in time, ended; who owns or controls a company by two people (DOMAIN §2)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies
from yinqiao.customers.services import rows
from yinqiao.customers.services.outsiders import write_outsider
from yinqiao.customers.services.relation_checks import (
    checked_relation,
    refuse,
    wrong_period,
    wrong_sum,
)
from yinqiao.customers.services.relation_details import RelationDetails, RelationPeriod
from yinqiao.customers.services.relation_requests import ask_second_person
from yinqiao.customers.services.relation_rows import (
    close_relation,
    own_relation,
    own_share,
    retime_relation,
    write_relation,
)
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.masking.notes import scan_free_text


@use_case("customers.relation-added", permission=policies.EDIT)
def add_relation(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, details: RelationDetails
) -> int | None:
    """Write a relation down; what says who owns or controls waits for a second person: return that approval's id.

    Raises InvalidInput by field (also for a relation that stands, and shares over the whole), NotFound outside the scope.
    """
    customer = rows.locked_customer(actor, customer_id)
    outsider = write_outsider(unit, customer_id, details.outsider) if details.outsider else None
    row = checked_relation(unit, customer, details, outsider=outsider)
    if details.kind not in choices.BY_TWO:
        write_relation(unit, row, customer_id)
        return None
    proof = scan_free_text(details.proof.strip())
    approval_id = ask_second_person(
        unit,
        customer,
        kind=details.kind,
        reason=proof,
        act="add",
        payload={
            "kind": details.kind,
            "is_of_customer": details.is_of_customer,
            "told_by": details.told_by,
            "other_id": details.other_id,
            "outsider_id": outsider.pk if outsider else None,
            "percent": str(details.percent) if details.percent is not None else "",
            "proof": proof,
            "valid_from": _text(details.valid_from),
            "last_on": _text(details.last_on),
        },
    )
    if outsider:
        outsider.approval_id = approval_id
        outsider.save(update_fields=["approval_id"])
    return approval_id


@use_case("customers.relation-changed", permission=policies.EDIT)
def change_relation(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    relation_id: int,
    version: int,
    period: RelationPeriod,
) -> int | None:
    """Give a relation that staff wrote down another time; waits and raises as `add_relation`, StaleVersion too."""
    customer = rows.locked_customer(actor, customer_id)
    row = own_share(customer_id, relation_id, version)
    refuse(wrong_period(period.valid_from, period.last_on, period.proof))
    if row.kind not in choices.BY_TWO:
        retime_relation(unit, row, customer_id, period=period)
        return None
    row.valid_from, row.valid_to = period.valid_from, period.valid_to
    refuse(wrong_sum(actor, row, clock.bank_date(now)))
    return ask_second_person(
        unit,
        customer,
        kind=row.kind,
        reason=period.proof,
        act="change",
        payload={
            "relation_id": row.pk,
            "version": version,
            "proof": scan_free_text(period.proof.strip()),
            "valid_from": _text(period.valid_from),
            "last_on": _text(period.last_on),
        },
    )


@use_case("customers.relation-ended", permission=policies.EDIT)
def end_relation(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    relation_id: int,
    version: int,
    reason: str,
    is_wrong: bool,
) -> int | None:
    """End a relation on the day that this is asked for, or (`is_wrong`) say that it never was; waits and raises as `add_relation`, StaleVersion too."""
    customer = rows.locked_customer(actor, customer_id)
    row = own_relation(customer_id, relation_id, version)
    if not reason.strip():
        refuse({"reason": _("A reason is needed.")})
    if row.kind not in choices.BY_TWO:
        close_relation(
            unit, row, customer_id, is_wrong=is_wrong, reason=reason, day=clock.bank_date(now)
        )
        return None
    asked = {
        "relation_id": row.pk,
        "version": version,
        "is_wrong": is_wrong,
        "day": _text(clock.bank_date(now)),
    }
    return ask_second_person(unit, customer, kind=row.kind, reason=reason, act="end", payload=asked)


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
