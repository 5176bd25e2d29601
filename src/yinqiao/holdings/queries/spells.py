"""How often and how long loans were overdue: of one customer for a page, of all for the marks of risk."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, Max, Q

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.holdings import policies
from yinqiao.holdings.models import Loan, OverdueSpell
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.imports.tables import copying


@dataclass(frozen=True, slots=True)
class OverdueHistory:
    """How often loans were overdue in a time, the most days of one of those, and whether one is now. `has_loans`: there is something to pay."""

    times: int = 0
    longest_days: int = 0
    is_now: bool = False
    has_loans: bool = False


def overdue_history(*, actor: Actor, customer_id: int, since: date) -> OverdueHistory:
    """Return the spells that lasted on `since` or later, those of merged numbers too; raise NotFound outside the scope."""
    require(actor, policies.VIEW, verb="holdings.accounts-opened")
    customers.require_customer(actor=actor, customer_id=customer_id)
    ids = customers.party_ids(customer_id)
    found = OverdueSpell.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=since), customer_id__in=ids
    ).aggregate(
        times=Count("pk"),
        longest=Max("longest_days"),
        now=Count("pk", filter=Q(ended_on__isnull=True)),
    )
    loans = customer_policies.scoped(Loan.objects.filter(customer_id=customer_id), actor)
    return OverdueHistory(
        times=found["times"],
        longest_days=found["longest"] or 0,
        is_now=found["now"] > 0,
        has_loans=loans.filter(ended_on__isnull=True).exists(),
    )


_COUNTED: Final = """
select coalesce(m.survivor_id, s.customer_id), count(*), max(s.longest_days)
from holdings_overdue_spell s left join customers_merged m on m.member_id = s.customer_id
where s.ended_on is null or s.ended_on > %(since)s group by 1
"""


def overdue_counts(connection: BaseDatabaseWrapper, *, since: date) -> pl.DataFrame:
    """Return the same of everybody for unattended steps: customer_id (who answers today), times, longest_days."""
    return copying.read_copy(
        connection,
        _COUNTED,
        {"customer_id": pl.Int64, "times": pl.Int64, "longest_days": pl.Int64},
        parameters={"since": since},
    )
