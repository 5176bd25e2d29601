"""Counts over all customers for trials of parameters: figures alone, set-wise; the wall of the transaction says over whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from yinqiao.customers import policies
from yinqiao.customers.choices import Kind, PartyRoleKind, Status, Tier
from yinqiao.customers.models import (
    ContactPoint,
    Customer,
    Identification,
    ListedCustomer,
    Overview,
    PartyRole,
)
from yinqiao.customers.queries.card import customer_names
from yinqiao.platform.actor import Actor

_LADDER: Final = tuple(Tier)
_WISH: Final = "preferred_channel"
_MOVES: Final = """
select width_bucket(aum_month_average, %(before)s::numeric[]), width_bucket(aum_month_average, %(after)s::numeric[]), count(*)
from customers_overview where kind = %(person)s and status <> %(closed)s group by 1, 2
"""
_BY_THE_DAY: Final = """
select count(*) from customers_overview where kind = %(person)s and status <> %(closed)s
    and width_bucket(aum, %(bounds)s::numeric[]) > width_bucket(aum_month_average, %(bounds)s::numeric[])
"""
# What natural persons hold of each company along all paths; a path passes each party once. As `lib.ownership` multiplies, without paths
# that come to less than a thousandth.
_SHARES: Final = """
with recursive stakes as (
    select case when r.is_from_outsider then -r.outsider_id else r.customer_id end as holder,
        case when r.is_from_outsider then r.customer_id else r.other_id end as company, r.percent / 100 as share
    from customers_relation r
    where r.kind = 'SHAREHOLDER' and r.percent is not null and (r.is_from_outsider or r.other_id is not null) and r.ended_on is null
        and coalesce(r.valid_from, %(day)s) <= %(day)s and coalesce(r.valid_to, date '9999-12-31') > %(day)s
),
people as (
    select id from customers_customer where kind = 'PERSON' union all select -id from customers_outsider where kind = 'PERSON'
),
held as (
    select s.holder, s.company, s.share, array[s.holder, s.company] as path from stakes s join people p on p.id = s.holder
    union all
    select h.holder, s.company, h.share * s.share, h.path || s.company from held h join stakes s on s.holder = h.company
    where s.company <> all(h.path) and h.share * s.share >= 0.001
),
owned as (select holder, company, sum(share) as share from held group by 1, 2)
select count(*) filter (where share >= %(before)s), count(*) filter (where share >= %(after)s),
    count(distinct company) filter (where share >= %(before)s), count(distinct company) filter (where share >= %(after)s),
    count(distinct company) filter (where share >= least(%(before)s, %(after)s) and share < greatest(%(before)s, %(after)s))
from owned
"""


def tier_moves(before: Sequence[Decimal], after: Sequence[Decimal]) -> dict[tuple[str, str], int]:
    """Return how many persons stand in which tier by either ladder of lower bounds, as (before, after), by the month average."""
    wanted: dict[str, Any] = {
        "before": list(before),
        "after": list(after),
        "person": Kind.PERSON.value,
        "closed": Status.CLOSED.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MOVES, wanted)
        found = cursor.fetchall()
    return {(_LADDER[old], _LADDER[new]): number for old, new, number in found}


def tier_movers(
    before: Sequence[Decimal], after: Sequence[Decimal], *, actor: Actor, limit: int
) -> list[tuple[int, str]]:
    """Return id and name of customers in scope who would change tier, as this actor may see them; nobody for who does not see amounts."""
    if not policies.sees_all_amounts(actor):
        return []
    changed = Q(pk__in=[])
    for old, new in zip(before, after, strict=False):
        low, high = sorted((old, new))
        changed |= Q(aum_month_average__gte=low, aum_month_average__lt=high)
    return _named(ListedCustomer.objects.filter(changed, kind=Kind.PERSON), actor, limit)


def born_after(*days: date) -> list[int]:
    """Return of how many persons the day of birth is later than each of the days."""
    people = Overview.objects.filter(kind=Kind.PERSON).exclude(status=Status.CLOSED)
    counts = {
        f"after_{place}": Count("pk", filter=Q(birth_on__gt=day)) for place, day in enumerate(days)
    }
    found = people.aggregate(**counts)
    return [int(found[name]) for name in counts]


def born_between(first: date, last: date, *, actor: Actor, limit: int) -> list[tuple[int, str]]:
    """Return id and name of persons in scope who were born after `first` and on `last` at the latest; nobody for who does not see birthdays."""
    if not policies.sees_all_birthdays(actor):
        return []
    low, high = sorted((first, last))
    rows = ListedCustomer.objects.filter(
        kind=Kind.PERSON, birth_on__gt=low, birth_on__lte=high
    ).exclude(status=Status.CLOSED)
    return _named(rows, actor, limit)


def certificates_ending(today: date, *lasts: date) -> list[int]:
    """Return how many certificates in force end by each of the days."""
    rows = Identification.objects.filter(ended_on__isnull=True, expires_on__gte=today)
    counts = {
        f"by_{place}": Count("pk", filter=Q(expires_on__lte=last))
        for place, last in enumerate(lasts)
    }
    found = rows.aggregate(**counts)
    return [int(found[name]) for name in counts]


def wished_channels() -> dict[str, int]:
    """Return how many customers named which channel as the one that they like best."""
    rows = Customer.objects.filter(ended_on__isnull=True).exclude(status=Status.CLOSED)
    wishes = (
        rows.filter(attributes__has_key=_WISH).order_by().values_list(KT(f"attributes__{_WISH}"))
    )
    return {wish: number for wish, number in wishes.annotate(number=Count("pk")) if wish}


def role_holders(kinds: Collection[str], *, on: date) -> int:
    """Return how many customers hold one of these roles at the bank on a day, by what the source says or by what was set."""
    held = PartyRole.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        customer_id=OuterRef("pk"),
        kind__in=list(kinds),
        valid_from__lte=on,
        ended_on__isnull=True,
    )
    told = Q(Exists(held))
    told |= Q(is_staff=True) if PartyRoleKind.STAFF in kinds else Q(pk__in=[])
    told |= Q(is_shareholder=True) if PartyRoleKind.RELATED in kinds else Q(pk__in=[])
    rows = Customer.objects.filter(told, ended_on__isnull=True)
    return rows.exclude(status=Status.CLOSED).count()


def nationals(countries: Collection[str]) -> int:
    """Return how many customers are nationals of one of the countries."""
    rows = Customer.objects.filter(nationality__in=list(countries), ended_on__isnull=True)
    return rows.exclude(status=Status.CLOSED).count()


def shared_values(*mosts: int) -> list[int]:
    """Return how many telephone numbers and mailboxes more customers share than each of the numbers."""
    shared = (
        ContactPoint.objects.filter(ended_on__isnull=True)
        .order_by()
        .values("kind", "value_index")
        .annotate(people=Count("customer", distinct=True))
    )
    counts = {
        f"above_{place}": Count("value_index", filter=Q(people__gt=most))
        for place, most in enumerate(mosts)
    }
    found = shared.aggregate(**counts)
    return [int(found[name]) for name in counts]


def higher_by_the_day(bounds: Sequence[Decimal]) -> int:
    """Return how many persons stand in a higher tier by the day-end AUM than by the month average."""
    wanted: dict[str, Any] = {
        "bounds": list(bounds),
        "person": Kind.PERSON.value,
        "closed": Status.CLOSED.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BY_THE_DAY, wanted)
        return int(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class Owned:
    """Owners by their shares, companies with one, by a first and a second threshold; and companies with other owners by the second."""

    owners: tuple[int, int]
    companies: tuple[int, int]
    changed: int


def owned_by_shares(before: Decimal, after: Decimal, *, on: date) -> Owned:
    """Return how many natural persons are owners by their shares, directly or through others; thresholds are fractions of the whole."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARES, {"before": before, "after": after, "day": on})
        first, second, of_first, of_second, changed = cursor.fetchone()
    return Owned((first, second), (of_first, of_second), changed)


def _named(rows: QuerySet[ListedCustomer], actor: Actor, limit: int) -> list[tuple[int, str]]:
    seen = rows.filter(policies.overview_visible_to(actor)).order_by("pk")
    ids = list(seen.values_list("pk", flat=True)[:limit])
    names = customer_names(actor=actor, customer_ids=ids)
    return [(pk, names[pk]) for pk in ids if pk in names]
