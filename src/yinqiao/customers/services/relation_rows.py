"""Rows of relations that staff wrote down: found and locked, written, given another time, ended; what was before is kept."""

from datetime import date
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from yinqiao.customers import rules
from yinqiao.customers.events import RelationAdded
from yinqiao.customers.models import Relation
from yinqiao.customers.services import rows
from yinqiao.customers.services.relation_checks import refuse, shared_company, wrong_sum
from yinqiao.customers.services.relation_details import LONGEST_PROOF, RelationPeriod
from yinqiao.customers.share_sums import take_turns
from yinqiao.platform import clock
from yinqiao.platform.audit import Unit
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text

TYPE: Final = "customers.relation"


def own_relation(customer_id: int, relation_id: int, version: int) -> Relation:
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


def own_share(customer_id: int, relation_id: int, version: int) -> Relation:
    """As `own_relation`, for what asks about the sum of shares: the turn of the company comes before the lock of the row, as in a merge of it.

    The other way round the two would wait for each other.
    """
    told = Relation.objects.filter(pk=relation_id).first()
    company = shared_company(told) if told is not None else None
    if company is not None:
        take_turns(company)
    row = own_relation(customer_id, relation_id, version)
    if shared_company(row) != company:
        # A merge gave it to another record while this waited.
        raise rows.stale(row, mine={}, theirs={})
    return row


def write_relation(unit: Unit, row: Relation, customer_id: int) -> None:
    """Write a checked row, and tell whom it relates."""
    row.known_from = unit.now
    row.save(force_insert=True)
    unit.audit(ObjectRef(TYPE, row.pk), new=_told(row), customer_id=customer_id)
    other_id = row.customer_id if row.other_id == customer_id else row.other_id
    unit.publish(RelationAdded(customer_id, row.pk, other_id))


def retime_relation(unit: Unit, row: Relation, customer_id: int, *, period: RelationPeriod) -> None:
    """Give it another time; raise InvalidInput for shares over the whole."""
    old = _told(row)
    rows.keep(row, actor=unit.actor, now=unit.now)
    row.valid_from, row.valid_to = period.valid_from, period.valid_to
    refuse(wrong_sum(unit.actor, row, clock.bank_date(unit.now)))
    row.proof = scan_free_text(period.proof.strip())
    row.known_from, row.version = unit.now, row.version + 1
    row.save()
    unit.audit(ObjectRef(TYPE, row.pk), old=old, new=_told(row), customer_id=customer_id)


def close_relation(
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
        reason=scan_free_text(reason.strip())[:LONGEST_PROOF],
        customer_id=customer_id,
    )


def _told(row: Relation) -> dict[str, object]:
    return {
        "kind": row.kind,
        "customer": row.customer_id,
        "other": row.other_id or row.outsider_id,
        "percent": row.percent,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }
