"""How many court and penalty events of the registers stand with companies: of one, and of all for the marks of risk."""

from datetime import date
from typing import Final

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.customers.choices import JUDICIAL_EVENTS
from yinqiao.customers.models import RegistryEvent
from yinqiao.customers.queries.card import require_customer
from yinqiao.customers.queries.duplicates import party_ids
from yinqiao.platform.actor import Actor
from yinqiao.platform.imports.tables import copying

_COUNTED: Final = """
select coalesce(m.survivor_id, e.customer_id), count(*)
from customers_registry_event e left join customers_merged m on m.member_id = e.customer_id
where e.happened_on >= %(since)s and e.kind = any(%(kinds)s) group by 1
"""


def judicial_count(*, actor: Actor, customer_id: int, since: date) -> int:
    """Return how many happened on `since` or later; raise NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    rows = RegistryEvent.objects.filter(
        customer_id__in=party_ids(customer_id), happened_on__gte=since, kind__in=JUDICIAL_EVENTS
    )
    return rows.count()


def judicial_counts(connection: BaseDatabaseWrapper, *, since: date) -> pl.DataFrame:
    """Return the same of everybody for unattended steps: customer_id (who answers today), times."""
    return copying.read_copy(
        connection,
        _COUNTED,
        {"customer_id": pl.Int64, "times": pl.Int64},
        parameters={"since": since, "kinds": sorted(JUDICIAL_EVENTS)},
    )
