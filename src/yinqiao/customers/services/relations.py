"""Relations that staff write down: added, changed in time, ended; who owns or controls a company by two people (DOMAIN §2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.events import RelationAdded
from yinqiao.customers.models import Customer, Outsider, Relation
from yinqiao.customers.rules import Span
from yinqiao.customers.services import rows
from yinqiao.customers.services.outsiders import OutsiderDetails, write_outsider
from yinqiao.customers.share_sums import WHOLE, take_turns
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.workflow import services as workflow

RELATION_KIND: Final = "customers.relation"
TYPE: Final = "customers.relation"
_LONGEST: Final = 200
_ONE_DAY: Final = timedelta(days=1)
_ACTS: Final = {
    "add": lazy("New relation"),
    "change": lazy("Another time of a relation"),
    "end": lazy("End of a relation"),
}
Party = Customer | Outsider


@dataclass(frozen=True, slots=True)
class RelationDetails:
    """`is_of_customer`: the other party is the `kind` of the customer, else the customer is that of the other.

    The other party is a customer in scope (`other_id`) or one who is no customer (`outsider`). `percent` where the kind has one.
    """

    kind: str
    is_of_customer: bool
    told_by: str
    proof: str
    other_id: int | None = None
    outsider: OutsiderDetails | None = None
    percent: Decimal | None = None
    valid_from: date | None = None
    last_on: date | None = None

    @property
    def valid_to(self) -> date | None:
        """The exclusive end."""
        return self.last_on + _ONE_DAY if self.last_on else None


@dataclass(frozen=True, slots=True)
class RelationPeriod:
    """The time of a relation and the proof of it."""

    valid_from: date | None
    last_on: date | None
    proof: str

    @property
    def valid_to(self) -> date | None:
        """The exclusive end."""
        return self.last_on + _ONE_DAY if self.last_on else None


@use_case("customers.relation-added", permission=policies.EDIT)
def add_relation(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, details: RelationDetails
) -> int | None:
    """Write a relation down; what says who owns or controls waits for a second person: return that approval's id.

    Raises InvalidInput by field (also for a relation that stands, and shares over the whole), NotFound outside the scope.
    """
    customer = rows.locked_customer(actor, customer_id)
    outsider = write_outsider(unit, customer_id, details.outsider) if details.outsider else None
    row = _checked(unit, customer, details, outsider=outsider)
    if details.kind not in choices.BY_TWO:
        _write(unit, row, customer_id)
        return None
    proof = scan_free_text(details.proof.strip())
    approval_id = _ask(
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
    row = _own(customer_id, relation_id, version)
    _refuse(_wrong_period(period.valid_from, period.last_on, period.proof))
    if row.kind not in choices.BY_TWO:
        _change(unit, row, customer_id, period=period)
        return None
    row.valid_from, row.valid_to = period.valid_from, period.valid_to
    _refuse(_wrong_sum(actor, row, clock.bank_date(now)))
    return _ask(
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
    row = _own(customer_id, relation_id, version)
    if not reason.strip():
        _refuse({"reason": _("A reason is needed.")})
    if row.kind not in choices.BY_TWO:
        _end(unit, row, customer_id, is_wrong=is_wrong, reason=reason, day=clock.bank_date(now))
        return None
    asked = {
        "relation_id": row.pk,
        "version": version,
        "is_wrong": is_wrong,
        "day": _text(clock.bank_date(now)),
    }
    return _ask(unit, customer, kind=row.kind, reason=reason, act="end", payload=asked)


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
        row = _checked(unit, customer, details, outsider=outsider)
        row.recorded_by_name = str(payload["maker_name"])
        _write(unit, row, customer_id)
        return
    row = _own(customer_id, int(str(payload["relation_id"])), int(str(payload["version"])))
    if payload["act"] == "end":
        is_wrong, reason = bool(payload["is_wrong"]), str(payload["reason"])
        # Requests of before do not tell the day.
        day = _day(payload.get("day")) or clock.bank_date(now)
        _end(unit, row, customer_id, is_wrong=is_wrong, reason=reason, day=day)
        return
    period = RelationPeriod(
        _day(payload["valid_from"]), _day(payload["last_on"]), str(payload["proof"])
    )
    _change(unit, row, customer_id, period=period)


def _ask(
    unit: Unit,
    customer: Customer,
    *,
    kind: str,
    reason: str,
    act: str,
    payload: Mapping[str, object],
) -> int:
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
        reason=scan_free_text(reason.strip())[:_LONGEST] if act == "end" else "",
        detail={"approval_id": approval_id},
    )
    return approval_id


def _write(unit: Unit, row: Relation, customer_id: int) -> None:
    row.known_from = unit.now
    row.save(force_insert=True)
    unit.audit(ObjectRef(TYPE, row.pk), new=_told(row), customer_id=customer_id)
    other_id = row.customer_id if row.other_id == customer_id else row.other_id
    unit.publish(RelationAdded(customer_id, row.pk, other_id))


def _change(unit: Unit, row: Relation, customer_id: int, *, period: RelationPeriod) -> None:
    old = _told(row)
    rows.keep(row, actor=unit.actor, now=unit.now)
    row.valid_from, row.valid_to = period.valid_from, period.valid_to
    _refuse(_wrong_sum(unit.actor, row, clock.bank_date(unit.now)))
    row.proof = scan_free_text(period.proof.strip())
    row.known_from, row.version = unit.now, row.version + 1
    row.save()
    unit.audit(ObjectRef(TYPE, row.pk), old=old, new=_told(row), customer_id=customer_id)


def _end(
    unit: Unit, row: Relation, customer_id: int, *, is_wrong: bool, reason: str, day: date
) -> None:
    """End it on the day that was asked for, and never later than it ends by itself."""
    rows.keep(row, actor=unit.actor, now=unit.now)
    if is_wrong or (row.valid_from is not None and row.valid_from >= day):
        row.ended_on = clock.bank_date(unit.now)
    else:
        row.valid_to = min(row.valid_to or day, day)
    row.known_from, row.version = unit.now, row.version + 1
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"ended": False},
        new={"ended": True, "in_error": is_wrong},
        reason=scan_free_text(reason.strip())[:_LONGEST],
        customer_id=customer_id,
    )


def _own(customer_id: int, relation_id: int, version: int) -> Relation:
    """Return a live relation of the customer, either way, locked; refuse one that a source tells."""
    found = Relation.objects.select_for_update().filter(
        Q(customer_id=customer_id) | Q(other_id=customer_id), pk=relation_id, ended_on__isnull=True
    )
    row = found.first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    if row.source != rules.CRM:
        raise InvalidInput(_("This comes from the source system. Ask for a correction there."))
    rows.check_version(row, seen=version, mine={}, theirs={})
    return row


def _checked(
    unit: Unit, customer: Customer, details: RelationDetails, *, outsider: Outsider | None
) -> Relation:
    """Return the row as it would be written; raise InvalidInput by field."""
    wrong = _wrong_period(details.valid_from, details.last_on, details.proof)
    if details.kind not in choices.RelationKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if details.told_by not in choices.ToldBy.values:
        wrong["told_by"] = _("Choose one of the list.")
    has_percent = details.kind in choices.WITH_PERCENT
    if has_percent and not (details.percent and 0 < details.percent <= WHOLE):
        wrong["percent"] = _("More than 0 and at most 100.")
    _refuse(wrong)
    other = outsider or _other(unit.actor, customer, details.other_id)
    first, second = (other, customer) if details.is_of_customer else (customer, other)
    if not rules.may_relate(details.kind, first=first.kind, second=second.kind):
        _refuse({"kind": _("Between these two parties there is no such relation.")})
    row = Relation(
        kind=details.kind,
        percent=details.percent if has_percent else None,
        valid_from=details.valid_from,
        valid_to=details.valid_to,
        is_verified=details.told_by == choices.ToldBy.DOCUMENT,
        told_by=details.told_by,
        proof=scan_free_text(details.proof.strip()),
        recorded_by_name=unit.actor.name,
        source=rules.CRM,
        **_ends(first, second, customer),
    )
    row.pk = reserve_ids("customers_relation", 1)[0]
    row.source_key = f"crm-{row.pk}"
    today = clock.bank_date(unit.now)
    _refuse(_wrong_twice(row, today) or _wrong_sum(unit.actor, row, today))
    return row


def _ends(first: Party, second: Party, customer: Customer) -> dict[str, object]:
    outsider = next((one for one in (first, second) if isinstance(one, Outsider)), None)
    if outsider is None:
        return {"customer_id": first.pk, "other_id": second.pk}
    return {
        "customer_id": customer.pk,
        "outsider": outsider,
        "other_name": outsider.name,
        "is_from_outsider": first is outsider,
    }


def _other(actor: Actor, customer: Customer, other_id: int | None) -> Customer:
    if other_id is None:
        text = _("Choose a customer, or write down who is none.")
        raise InvalidInput(text, fields={"other_id": text})
    if other_id == customer.pk:
        _refuse({"other_id": _("A customer has no relation to herself.")})
    row = Customer.objects.filter(policies.visible_to(actor), pk=other_id).first()
    if row is None:
        raise NotFound(_("There is no such customer, or it is not in your scope."))
    return row


def _wrong_twice(row: Relation, today: date) -> dict[str, str]:
    """Find the same relation of the same two parties in the same time."""
    same = Relation.objects.filter(
        customer_id=row.customer_id, kind=row.kind, ended_on__isnull=True
    ).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=row.valid_from or today))
    if row.outsider is not None:
        same = same.filter(other_name=row.other_name, is_from_outsider=row.is_from_outsider)
    else:
        same = same.filter(other_id=row.other_id)
    return {"kind": _("This relation is on record.")} if same.exists() else {}


def _wrong_sum(actor: Actor, row: Relation, today: date) -> dict[str, str]:
    """Find shares, votes or income of a company that come to more than the whole on any day, holders beyond the actor's scope among them.

    What begins on no day that anybody knows is asked about from today on, as when it is loaded.
    """
    if row.percent is None or row.kind not in choices.WITH_PERCENT:
        return {}
    company = row.customer_id if row.outsider_id else row.other_id
    if company is None or (row.outsider_id and not row.is_from_outsider):
        # A company that is no customer of ours: of its holders we know none.
        return {}
    take_turns(company)
    held = Q(other_id=company) | Q(customer_id=company, is_from_outsider=True)
    with counting_all(actor):
        others = Relation.objects.filter(
            held, kind=row.kind, ended_on__isnull=True, percent__isnull=False
        ).exclude(pk=row.pk)
        spans = [Span(one.percent or Decimal(0), one.valid_from, one.valid_to) for one in others]
    most = rules.most_held(Span(row.percent, row.valid_from or today, row.valid_to), spans)
    if most <= WHOLE:
        return {}
    text = _("Together with what is on record this comes to {percent} % of the company.")
    return {"percent": text.format(percent=f"{most:f}".rstrip("0").rstrip("."))}


def _wrong_period(valid_from: date | None, last_on: date | None, proof: str) -> dict[str, str]:
    wrong = {}
    if last_on is not None and valid_from is not None and last_on < valid_from:
        wrong["last_on"] = _("The last day lies before the first.")
    if not proof.strip():
        wrong["proof"] = _("Say where the proof lies.")
    elif len(proof) > _LONGEST:
        wrong["proof"] = _("At most {limit} characters.").format(limit=_LONGEST)
    return wrong


def _refuse(wrong: Mapping[str, str]) -> None:
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=dict(wrong))


def _told(row: Relation) -> dict[str, object]:
    return {
        "kind": row.kind,
        "customer": row.customer_id,
        "other": row.other_id or row.outsider_id,
        "percent": row.percent,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _number(value: object) -> int | None:
    return int(str(value)) if value else None
