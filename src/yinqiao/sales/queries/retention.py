"""到期资金承接率 by money: of what matured in the month of the data, how much of it still lies with the bank at the data date."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Max, Q

from yinqiao.insights import queries as insights
from yinqiao.platform.actor import Actor
from yinqiao.sales import policies, rules
from yinqiao.sales.models import TakenRun

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class MaturedMoney:
    """What matured of one customer, in yuan: her assets at the end of the month before and now, and what of it counts as kept."""

    staff_id: int
    customer_id: int
    matured: Decimal
    month_end: Decimal
    aum: Decimal

    @property
    def kept(self) -> Decimal:
        """Return what still lies with the bank."""
        return rules.kept_of(self.matured, before=self.month_end, now=self.aum)


@dataclass(frozen=True, slots=True)
class Retention:
    """The sums of one person: None where no data tells (未接入), zero where nothing matured."""

    matured: Decimal | None = None
    kept: Decimal | None = None


def matured_money(
    *, actor: Actor, staff_ids: Collection[int], first: date, last: date
) -> list[MaturedMoney]:
    """Return what matured from `first` to `last` of the customers in scope whose main managers these are; in two queries.

    What was taken out before its day did not mature; a customer whose assets at the month's end nobody knows is left out.
    """
    rows = (
        policies.visible_to(actor)
        .filter(
            Q(gone_on__isnull=True) | Q(gone_on__gte=F("happens_on")),
            kind=rules.MATURITY,
            happens_on__gte=first,
            happens_on__lte=last,
            amount__isnull=False,
            customer__main_rm_id__in=staff_ids,
        )
        .order_by()
        .values_list("customer__main_rm_id", "customer_id", "object_key")
        .annotate(Max("amount"))
    )
    sums: dict[tuple[int, int], Decimal] = {}
    for staff_id, customer_id, _key, amount in rows:
        whose = (staff_id or 0, customer_id)
        sums[whose] = sums.get(whose, ZERO) + amount
    moves = insights.month_moves({customer_id for _staff, customer_id in sums})
    return [
        MaturedMoney(staff_id, customer_id, amount, move.month_end, move.aum)
        for (staff_id, customer_id), amount in sums.items()
        if (move := moves.get(customer_id)) is not None
    ]


def retentions(
    *, actor: Actor, staff_ids: Collection[int], first: date, last: date
) -> dict[int, Retention]:
    """Return the sums by person; nobody has any while the rule of maturities was never evaluated (未接入)."""
    if not TakenRun.objects.filter(kinds__contains=[rules.MATURITY]).exists():
        return {}
    found = {pk: Retention(ZERO, ZERO) for pk in staff_ids}
    for one in matured_money(actor=actor, staff_ids=staff_ids, first=first, last=last):
        sums = found[one.staff_id]
        found[one.staff_id] = Retention(
            (sums.matured or ZERO) + one.matured, (sums.kept or ZERO) + one.kept
        )
    return found
