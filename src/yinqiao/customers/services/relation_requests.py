"""A second person for what says who owns or controls a company: asked, agreed to by what is on record then, or refused (DOMAIN §2)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.customers import choices, policies
from yinqiao.customers.models import Customer, Outsider, Relation
from yinqiao.customers.services import rows
from yinqiao.customers.services.outsiders import (
    fill_in,
    found_out,
    locked_outsider,
    open_facts,
)
from yinqiao.customers.services.relation_checks import checked_relation
from yinqiao.customers.services.relation_details import (
    LONGEST_PROOF,
    RelationDetails,
    RelationPeriod,
)
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
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.workflow import services as workflow

RELATION_KIND: Final = "customers.relation"
_ACTS: Final = {
    "add": lazy("New relation"),
    "change": lazy("Another time of a relation"),
    "end": lazy("End of a relation"),
    "complete": lazy("Details of a party"),
}


def ask_second_person(
    unit: Unit,
    customer: Customer,
    *,
    kind: str,
    reason: str,
    act: str,
    payload: Mapping[str, object],
) -> int:
    """Put a request about a relation before the second person; return the id of the approval."""
    approval_id = workflow.request_approval(
        actor=unit.actor,
        now=unit.now,
        kind=RELATION_KIND,
        payload={"act": act, "customer_id": customer.pk, **payload},
        reason=reason,
        org_id=customer.org_id,
        ref=ObjectRef("customers.customer", customer.pk),
        summary=_("{act} ({kind}): customer {number}").format(
            act=_ACTS[act], kind=choices.RelationKind(kind).label, number=customer.customer_no
        ),
    )
    unit.audit(
        ObjectRef("customers.customer", customer.pk),
        new={"kind": kind, "act": act},
        # Else the reason is the proof, in words that may name the parties: that stands in the relation alone.
        reason=scan_free_text(reason.strip())[:LONGEST_PROOF] if act == "end" else "",
        detail={"approval_id": approval_id},
    )
    return approval_id


def apply_relation(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: what was asked for is written down, by what is on record now."""
    _agree(actor=actor, now=datetime.fromisoformat(str(payload["decided_at"])), payload=payload)
    return _("The relation is written down.")


@use_case("customers.relation-refused", permission=None)
def refuse_relation(unit: Unit, *, actor: Actor, now: datetime, approval_id: int) -> None:
    """The second person said no, or nobody answered: who was told of for this request alone is not kept."""
    rows_ = Outsider.objects.filter(approval_id=approval_id)
    gone, _by = rows_.filter(~Exists(Relation.objects.filter(outsider=OuterRef("pk")))).delete()
    unit.audit(None, detail={"approval_id": approval_id, "outsiders": gone})


@use_case("customers.relation-agreed", permission=policies.EDIT)
def _agree(unit: Unit, *, actor: Actor, now: datetime, payload: Mapping[str, object]) -> None:
    customer_id = int(str(payload["customer_id"]))
    customer = rows.locked_customer(actor, customer_id)
    if payload["act"] == "add":
        details = RelationDetails(
            kind=str(payload["kind"]),
            is_of_customer=bool(payload["is_of_customer"]),
            told_by=str(payload["told_by"]),
            proof=str(payload["proof"]),
            other_id=_number(payload["other_id"]),
            percent=Decimal(str(payload["percent"])) if payload["percent"] else None,
            valid_from=_day(payload["valid_from"]),
            last_on=_day(payload["last_on"]),
        )
        outsider = Outsider.objects.filter(
            pk=_number(payload["outsider_id"]) or 0, customer_id=customer_id
        ).first()
        row = checked_relation(unit, customer, details, outsider=outsider)
        row.recorded_by_name = str(payload["maker_name"])
        write_relation(unit, row, customer_id)
        return
    if payload["act"] == "complete":
        _complete(unit, customer_id, payload)
        return
    asked = customer_id, int(str(payload["relation_id"])), int(str(payload["version"]))
    if payload["act"] == "end":
        row = own_relation(*asked)
        is_wrong, reason = bool(payload["is_wrong"]), str(payload["reason"])
        # Requests of before do not tell the day.
        day = _day(payload.get("day")) or clock.bank_date(now)
        close_relation(unit, row, customer_id, is_wrong=is_wrong, reason=reason, day=day)
        return
    period = RelationPeriod(
        _day(payload["valid_from"]), _day(payload["last_on"]), str(payload["proof"])
    )
    retime_relation(unit, own_share(*asked), customer_id, period=period)


def _complete(unit: Unit, customer_id: int, payload: Mapping[str, object]) -> None:
    """Fill in what was asked for, unless the party is another one by now."""
    outsider_id, version = int(str(payload["outsider_id"])), int(str(payload["version"]))
    party = locked_outsider(customer_id, outsider_id, version=version)
    facts = open_facts(party, str(payload["sealed"]))
    fill_in(unit, party, found_out(party, facts, today=clock.bank_date(unit.now)))


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _number(value: object) -> int | None:
    return int(str(value)) if value else None
