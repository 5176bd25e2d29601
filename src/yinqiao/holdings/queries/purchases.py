"""What very many customers bought and hold, by class of product, as one frame: investments, accounts of a product, loans, credit cards."""

from collections.abc import Sequence
from typing import Final

import polars as pl
from django.db import connection

from yinqiao.holdings.choices import AccountStatus, CardType, LoanStatus
from yinqiao.platform.imports.tables import copying

CARD: Final = "CARD"
SCHEMA: Final = {
    "customer_id": pl.Int64,
    "product_id": pl.Int64,
    "product_class": pl.String,
    "bought_on": pl.Date,
    "is_held": pl.Int8,
}
_BOUGHT: Final = """
select w.customer_id, w.product_id, p.product_class, w.bought_on, (w.ended_on is null and w.status <> 'REDEEMED')::int
from holdings_wealth_position w join products_product p on p.id = w.product_id
where w.customer_id between %(first)s and %(last)s and w.customer_id = any(%(ids)s)
union all
select a.customer_id, a.product_id, p.product_class, a.opened_on, (a.ended_on is null and a.status <> %(closed)s)::int
from holdings_account a join products_product p on p.id = a.product_id
where a.customer_id between %(first)s and %(last)s and a.customer_id = any(%(ids)s)
union all
select l.customer_id, l.product_id, p.product_class, l.disbursed_on, (l.ended_on is null and coalesce(l.status, '') <> %(settled)s)::int
from holdings_loan l join products_product p on p.id = l.product_id
where l.customer_id between %(first)s and %(last)s and l.customer_id = any(%(ids)s)
union all
select c.customer_id, null, %(card)s, c.issued_on, (c.ended_on is null)::int
from holdings_card c
where c.card_type = %(credit)s and c.customer_id between %(first)s and %(last)s and c.customer_id = any(%(ids)s)
"""


def purchase_frame(*, customer_ids: Sequence[int]) -> pl.DataFrame:
    """Return what the customers ever bought with the bank (SCHEMA), one row a purchase. The ids are those that the caller found in scope."""
    ids = sorted(customer_ids)
    if not ids:
        return pl.DataFrame(schema=SCHEMA)
    wanted = {
        "ids": ids,
        "first": ids[0],
        "last": ids[-1],
        "closed": AccountStatus.CLOSED.value,
        "settled": LoanStatus.SETTLED.value,
        "card": CARD,
        "credit": CardType.CREDIT.value,
    }
    return copying.read_copy(connection, _BOUGHT, SCHEMA, parameters=wanted)
