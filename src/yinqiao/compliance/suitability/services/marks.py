"""Write down what no assessment tells of a customer, and end it again."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.suitability import policies
from yinqiao.compliance.suitability.choices import MarkKind
from yinqiao.compliance.suitability.models import BuyerMark
from yinqiao.compliance.suitability.queries import limits
from yinqiao.compliance.suitability.rules import InvestorFacts, is_qualified
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Kind
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text

TURN: Final = "compliance.suitability"
TYPE: Final = "compliance.buyer_mark"
LONGEST_REASON: Final = 200
_PROVEN: Final = frozenset({MarkKind.PROFESSIONAL, MarkKind.QUALIFIED})


class MarkStands(DomainError):
    """The same is on record already."""

    code = "BUYER_MARK_STANDS"
    status = 409


class MarkEnded(DomainError):
    """Somebody ended it before."""

    code = "BUYER_MARK_ENDED"
    status = 409


@dataclass(frozen=True, slots=True)
class MarkDetails:
    """What is on record from now on. A qualified investor who is a person shows `years` of investing and one of the amounts (yuan)."""

    kind: str
    reason: str
    evidence_no: str = ""
    valid_to: date | None = None
    years: int | None = None
    net_assets: Decimal | None = None
    assets: Decimal | None = None
    income: Decimal | None = None


@use_case("compliance.buyer-mark-set", permission=None)
def set_mark(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, details: MarkDetails
) -> int:
    """Write a mark down; return its id.

    Whoever takes assessments may tell of changed circumstances, which stop sales; anything else, which opens or narrows them for
    good, needs the right to mark customers. Raises NotFound outside the scope, InvalidInput, MarkStands.
    """
    require(actor, permission_for(details.kind), verb=unit.verb)
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    today = clock.bank_date(now)
    _check(details, today, is_person=customer.kind == Kind.PERSON)
    take_turn(TURN, customer_id)
    standing = BuyerMark.objects.filter(
        customer_id=customer_id, kind=details.kind, ended_at__isnull=True
    ).first()
    if standing is not None and not _is_over(standing, today, kind=details.kind):
        raise MarkStands(_("This is on record already."))
    if standing is not None:
        _end(unit, standing, actor=actor, now=now, reason=_("Replaced."))
    row = BuyerMark.objects.create(
        customer_id=customer_id,
        kind=details.kind,
        valid_from=today,
        valid_to=details.valid_to,
        reason=scan_free_text(details.reason.strip()),
        evidence_no=details.evidence_no.strip(),
        set_at=now,
        set_by_id=actor.staff_id,
        set_by_name=actor.name,
    )
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"kind": row.kind, "valid_to": row.valid_to, "evidence_no": row.evidence_no},
        reason=row.reason,
        customer_id=customer_id,
    )
    return row.pk


@use_case("compliance.buyer-mark-ended", permission=policies.MARK_BUYER)
def end_mark(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, mark_id: int, reason: str
) -> None:
    """End a mark; raise InvalidInput without a reason, NotFound outside the scope, MarkEnded."""
    if not reason.strip():
        raise InvalidInput(_("A reason is needed."), fields={"reason": _("A reason is needed.")})
    customers.require_customer(actor=actor, customer_id=customer_id)
    rows = BuyerMark.objects.select_for_update().filter(pk=mark_id, customer_id=customer_id)
    row = rows.first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    if row.ended_at is not None:
        raise MarkEnded(_("Somebody ended this before."))
    _end(unit, row, actor=actor, now=now, reason=reason)


def permission_for(kind: str) -> str:
    """Return what it takes to write a mark of the kind down."""
    return policies.TAKE_ASSESSMENT if kind == MarkKind.CHANGED else policies.MARK_BUYER


def _check(details: MarkDetails, today: date, *, is_person: bool) -> None:
    wrong: dict[str, str] = {}
    if details.kind not in MarkKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if not details.reason.strip():
        wrong["reason"] = _("A reason is needed.")
    elif len(details.reason.strip()) > LONGEST_REASON:
        wrong["reason"] = _("At most {limit} characters.").format(limit=LONGEST_REASON)
    if details.valid_to is not None and details.valid_to < today:
        wrong["valid_to"] = _("This day is past.")
    if details.kind in _PROVEN and not details.evidence_no.strip():
        wrong["evidence_no"] = _("Name the evidence.")
    if not wrong and is_person and not _is_shown(details, today):
        wrong["years"] = _("What was shown does not make a qualified investor.")
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)


def _is_shown(details: MarkDetails, today: date) -> bool:
    """Tell whether what is noted was shown: only of a qualified investor is more asked than the evidence."""
    if details.kind != MarkKind.QUALIFIED:
        return True
    facts = InvestorFacts(details.years or 0, details.net_assets, details.assets, details.income)
    return is_qualified(facts, limits.investor_limits(today))


def _is_over(row: BuyerMark, today: date, *, kind: str) -> bool:
    """A change may be told of again: the newest counts; anything else stands until its last day."""
    return kind == MarkKind.CHANGED or (row.valid_to is not None and row.valid_to < today)


def _end(unit: Unit, row: BuyerMark, *, actor: Actor, now: datetime, reason: str) -> None:
    row.ended_at, row.ended_by_id, row.ended_by_name = now, actor.staff_id, actor.name
    row.end_reason = scan_free_text(reason.strip())[:LONGEST_REASON]
    row.save(update_fields=["ended_at", "ended_by_id", "ended_by_name", "end_reason"])
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"kind": row.kind},
        new={"ended": True},
        reason=row.end_reason,
        customer_id=row.customer_id,
        verb="compliance.buyer-mark-ended",
    )
