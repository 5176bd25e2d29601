"""Count what advice came to: who bought within the days that count, of those shown and those held out, set-wise, and who of the hold-out was offered it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from yinqiao.insights import queries as insights
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as values
from yinqiao.sales.advice import parameters
from yinqiao.sales.advice.services.learning import SYSTEM

# Exposures looked at in one transaction.
PIECE: Final = 20_000
_NEXT: Final = "select id from advice_exposure where not is_ripe and id > %s order by id limit %s"
# A purchase through whatever channel counts, from the day after the advice: the rows of the same day may have been bought before it.
_LOOK: Final = """
update advice_exposure e set
    taken_on = coalesce(e.taken_on, (
        select min(b.on_day) from (
            select w.bought_on as on_day from holdings_wealth_position w join products_product p on p.id = w.product_id
            where w.customer_id = e.customer_id and p.product_class = e.product_class and w.bought_on > e.first_on and w.bought_on <= e.first_on + %(days)s
            union all
            select a.opened_on from holdings_account a join products_product p on p.id = a.product_id
            where a.customer_id = e.customer_id and p.product_class = e.product_class and a.opened_on > e.first_on and a.opened_on <= e.first_on + %(days)s
            union all
            select l.disbursed_on from holdings_loan l join products_product p on p.id = l.product_id
            where l.customer_id = e.customer_id and p.product_class = e.product_class and l.disbursed_on > e.first_on and l.disbursed_on <= e.first_on + %(days)s
            union all
            select c.issued_on from holdings_card c
            where e.product_class = 'CARD' and c.customer_id = e.customer_id and c.card_type = 'CREDIT' and c.issued_on > e.first_on and c.issued_on <= e.first_on + %(days)s
        ) b)),
    is_contaminated = e.is_contaminated or (e.is_held_out and exists (
        select 1 from sales_opportunity o join products_product p on p.id = o.proposed_product_id
        where o.customer_id = e.customer_id and p.product_class = e.product_class and o.touched_at::date >= e.first_on and o.touched_at::date <= e.first_on + %(days)s)),
    is_ripe = e.first_on + %(days)s <= %(today)s
where e.id = any(%(ids)s)
"""
_TALLY: Final = """
insert into advice_tally (period, product_id, org_id, is_held_out, people, ripe, taken, contaminated, counted_at)
select period, product_id, org_id, is_held_out, count(*), count(*) filter (where is_ripe), count(*) filter (where is_ripe and taken_on is not null),
    count(*) filter (where is_contaminated), %(now)s
from advice_exposure group by 1, 2, 3, 4
"""


def measure(*, now: datetime) -> int:
    """Look at every exposure that is not ripe yet, and add all up anew; return how many were looked at. Nothing before the first facts."""
    actor = system_actor(name=SYSTEM)
    with scope_session(actor):
        day = insights.facts_on()
    if day is None:
        return 0
    days, after, seen = values.integer(parameters.TAKE_DAYS, on=day), 0, 0
    while True:
        with scope_session(actor), connection.cursor() as cursor:
            cursor.execute(_NEXT, [after, PIECE])
            ids = [int(row[0]) for row in cursor.fetchall()]
            if not ids:
                break
            cursor.execute(_LOOK, {"days": days, "today": day, "ids": ids})
        after, seen = ids[-1], seen + len(ids)
    with scope_session(actor):
        _add_up(actor=actor, now=now, seen=seen, span=timedelta(days=days))
    return seen


@use_case("advice.measured", permission=None)
def _add_up(unit: Unit, *, actor: Actor, now: datetime, seen: int, span: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from advice_tally")
        cursor.execute(_TALLY, {"now": now})
        rows = cursor.rowcount
    unit.audit(None, detail={"looked_at": seen, "rows": rows, "days": span.days})
