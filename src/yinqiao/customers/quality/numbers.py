"""Under which number which system knows a customer (跨系统客户号): of one customer, and which customer a number belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yinqiao.customers import policies
from yinqiao.customers.models import Customer, Merged
from yinqiao.customers.queries.card import customer_names, require_customer
from yinqiao.customers.queries.duplicates import party_ids
from yinqiao.lib.text import tidy
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Sensitive, record_read
from yinqiao.platform.i18n.sources import source_title
from yinqiao.platform.masking.rules import FieldClass


@dataclass(frozen=True, slots=True)
class SystemNumber:
    """One number: `source_key` is the system's own, `customer_no` that of the record which came from there.

    `survivor_no` is the number that answers for it today; `is_merged` tells that it is another.
    """

    id: int
    customer_id: int
    customer: str
    org_name: str
    source: str
    source_title: str
    source_key: str
    customer_no: str
    survivor_no: str
    known_on: date
    is_merged: bool
    is_ended: bool
    is_open: bool


def numbers_of(*, actor: Actor, customer_id: int) -> list[SystemNumber]:
    """Return the numbers under which systems know a customer, those of merged records too; raise NotFound outside the scope."""
    customer = require_customer(actor=actor, customer_id=customer_id)
    ids = [pk for pk in party_ids(customer_id) if pk != customer_id]
    members = Customer.objects.filter(pk__in=ids).order_by("source", "pk") if ids else ()
    return _numbers([customer, *members], actor=actor)


def find_numbers(*, actor: Actor, number: str, source: str = "") -> list[SystemNumber]:
    """Return the customers in scope whom a system (any, if none is named) knows under exactly this number; the look-up is written down."""
    wanted = tidy(number)
    if not wanted:
        return []
    rows = Customer.objects.filter(policies.visible_to(actor))
    by_key = Q(source_key=wanted, source__in=[source] if source else known_sources())
    own = Q(customer_no=wanted.upper(), **({"source": source} if source else {}))
    found = _numbers(rows.filter(by_key | own).order_by("pk"), actor=actor)
    # Whatever was typed might be a number of a person.
    asked = {"number": Sensitive(FieldClass.OTHER_ID, wanted), "source": source}
    detail = {**asked, "customers": [row.id for row in found]}
    record_read(actor=actor, verb="customers.number-looked-up", detail=detail)
    return found


def known_sources() -> list[str]:
    """Return the sources that customers came from; PostgreSQL jumps from one to the next in the index of the source keys."""
    rows = Customer.objects.raw(
        "with recursive s(source) as (select min(source) from customers_customer union all"
        " select (select min(c.source) from customers_customer c where c.source > s.source) from s where s.source is not null)"
        " select 0 as id, source from s where source is not null"
    )
    return [row.source for row in rows]


def _numbers(rows: Iterable[Customer], *, actor: Actor) -> list[SystemNumber]:
    found = list(rows)
    ids = [row.pk for row in found]
    survivors = dict(Merged.objects.filter(pk__in=ids).values_list("pk", "survivor_id"))
    answering = {survivors.get(pk, pk) for pk in ids}
    names = customer_names(actor=actor, customer_ids=answering)
    numbers = dict(Customer.objects.filter(pk__in=answering).values_list("pk", "customer_no"))
    units = organization.org_names({row.org_id for row in found})
    is_open = actor.can(policies.VIEW)
    return [
        SystemNumber(
            id=row.pk,
            customer_id=survivors.get(row.pk, row.pk),
            customer=names.get(survivors.get(row.pk, row.pk), ""),
            org_name=units.get(row.org_id, ""),
            source=row.source,
            source_title=source_title(row.source),
            source_key=row.source_key,
            customer_no=row.customer_no,
            survivor_no=numbers.get(survivors.get(row.pk, row.pk), ""),
            known_on=clock.bank_date(row.known_from),
            is_merged=row.pk in survivors,
            is_ended=row.ended_on is not None,
            is_open=is_open,
        )
        for row in found
    ]
