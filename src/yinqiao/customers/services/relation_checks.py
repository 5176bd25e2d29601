"""What may be written down as a relation: two parties that can be so related, once, and no company shared out beyond the whole."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.models import Customer, Outsider, Relation
from yinqiao.customers.rules import Span
from yinqiao.customers.services.relation_details import LONGEST_PROOF, RelationDetails
from yinqiao.customers.share_sums import WHOLE, take_turns
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text

Party = Customer | Outsider


def checked_relation(
    unit: Unit, customer: Customer, details: RelationDetails, *, outsider: Outsider | None
) -> Relation:
    """Return the row as it would be written; raise InvalidInput by field."""
    wrong = wrong_period(details.valid_from, details.last_on, details.proof)
    if details.kind not in choices.RelationKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if details.told_by not in choices.ToldBy.values:
        wrong["told_by"] = _("Choose one of the list.")
    has_percent = details.kind in choices.WITH_PERCENT
    if has_percent and not (details.percent and 0 < details.percent <= WHOLE):
        wrong["percent"] = _("More than 0 and at most 100.")
    refuse(wrong)
    other = outsider or _other(unit.actor, customer, details.other_id)
    first, second = (other, customer) if details.is_of_customer else (customer, other)
    if not rules.may_relate(details.kind, first=first.kind, second=second.kind):
        refuse({"kind": _("Between these two parties there is no such relation.")})
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
    refuse(_wrong_twice(row, today) or wrong_sum(unit.actor, row, today))
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
        refuse({"other_id": _("A customer has no relation to herself.")})
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


def shared_company(row: Relation) -> int | None:
    """Return the company of which a row tells a share, votes or income; None for one that is no customer of ours: of its holders we know none."""
    if row.percent is None or row.kind not in choices.WITH_PERCENT:
        return None
    if row.outsider_id is None:
        return row.other_id
    return row.customer_id if row.is_from_outsider else None


def wrong_sum(actor: Actor, row: Relation, today: date) -> dict[str, str]:
    """Find shares, votes or income of a company that come to more than the whole on any day, holders beyond the actor's scope among them.

    What begins on no day that anybody knows is asked about from today on, as when it is loaded.
    """
    company = shared_company(row)
    if company is None or row.percent is None:
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


def wrong_period(valid_from: date | None, last_on: date | None, proof: str) -> dict[str, str]:
    """Find what is wrong about a time and its proof."""
    wrong = {}
    if last_on is not None and valid_from is not None and last_on < valid_from:
        wrong["last_on"] = _("The last day lies before the first.")
    if not proof.strip():
        wrong["proof"] = _("Say where the proof lies.")
    elif len(proof) > LONGEST_PROOF:
        wrong["proof"] = _("At most {limit} characters.").format(limit=LONGEST_PROOF)
    return wrong


def refuse(wrong: Mapping[str, str]) -> None:
    """Raise InvalidInput by field if anything is wrong."""
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=dict(wrong))
