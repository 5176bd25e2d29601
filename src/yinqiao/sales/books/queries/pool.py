"""待交接: the customers in the pools of the actor's units, by who left them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Min, QuerySet

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import queries as sales
from yinqiao.sales.books import parameters as keys
from yinqiao.sales.books.choices import LineState
from yinqiao.sales.books.models import Line, Pooled


@dataclass(frozen=True, slots=True)
class PoolRow:
    """What one leaver left: customers, assets, open work; by when they are to be handed over, and how many are promised already."""

    left_id: int
    left_name: str
    org_name: str
    customers: int
    aum: Decimal
    opportunities: int
    since: datetime
    due_on: date
    is_late: bool
    promised: int


def pooled(*, actor: Actor) -> QuerySet[Pooled]:
    """Return who waits in the pools, within the actor's scope."""
    waiting = Pooled.objects.filter(taken_at__isnull=True, customer__main_rm_id__isnull=True)
    return customer_policies.scoped(waiting, actor)


def pool_rows(*, actor: Actor, now: datetime) -> list[PoolRow]:
    """Return the leavers whose customers wait, the oldest first, in a constant number of queries."""
    found: dict[int, list[Pooled]] = {}
    for row in pooled(actor=actor).order_by("since", "pk"):
        found.setdefault(row.left_id, []).append(row)
    ids = [row.customer_id for rows in found.values() for row in rows]
    if not ids:
        return []
    today = clock.bank_date(now)
    assets = {
        one.customer_id: one.aum for one in customers.portraits_of(actor=actor, customer_ids=ids)
    }
    names = organization.org_names({row.org_id for rows in found.values() for row in rows})
    waiting = sales.open_by_customer(actor=actor, customer_ids=ids)
    taken = set(
        Line.objects.filter(customer_id__in=ids, state=LineState.PLANNED).values_list(
            "customer_id", flat=True
        )
    )
    days = parameters.integer(keys.POOL_DAYS, on=today)
    calendar = organization.calendar()
    result = []
    for left_id, rows in found.items():
        due = add_workdays(calendar, clock.bank_date(rows[0].since), days)
        result.append(
            PoolRow(
                left_id=left_id,
                left_name=rows[0].left_name,
                org_name="、".join(sorted({names.get(row.org_id, "") for row in rows})[:3]),
                customers=len(rows),
                aum=sum((assets.get(row.customer_id, Decimal(0)) for row in rows), Decimal(0)),
                opportunities=sum(waiting.get(row.customer_id, 0) for row in rows),
                since=rows[0].since,
                due_on=due,
                is_late=due < today,
                promised=sum(row.customer_id in taken for row in rows),
            )
        )
    return result


def pool_since(*, actor: Actor) -> list[tuple[int, str, datetime]]:
    """Return the leavers whose customers wait, with the moment since when: for the bell."""
    rows = pooled(actor=actor).values_list("left_id", "left_name").annotate(first=Min("since"))
    return [(pk, name, first) for pk, name, first in rows.order_by("first")[:10]]


def promised(*, customer_ids: Collection[int]) -> int:
    """Return how many of these stand in a handover that is not over."""
    return Line.objects.filter(customer_id__in=list(customer_ids), state=LineState.PLANNED).count()
