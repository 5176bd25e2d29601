"""Count, after a batch, how many people each company pays here: the payer's manager may not open the people one by one."""

from datetime import datetime

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.tables import copying

# The newest months only: those before do not change any more.
_COUNT = """
with newest as (select max(paid_on) as day from holdings_payroll),
recent as (select p.* from holdings_payroll p, newest n where p.paid_on > n.day - 75),
cards as (
    select customer_id, bool_or(card_type = 'DEBIT') as debit, bool_or(card_type = 'CREDIT') as credit
    from holdings_card where ended_on is null and status = 'ACTIVE' and customer_id in (select customer_id from recent) group by customer_id
)
insert into holdings_payroll_month (customer_id, pay_month, people, with_card, with_credit_card, amount, counted_at)
select r.payer_id, r.pay_month, count(distinct r.customer_id), count(distinct r.customer_id) filter (where c.debit),
    count(distinct r.customer_id) filter (where c.credit), sum(r.amount), %s
from recent r left join cards c on c.customer_id = r.customer_id group by r.payer_id, r.pay_month
on conflict (customer_id, pay_month) do update set people = excluded.people, with_card = excluded.with_card,
    with_credit_card = excluded.with_credit_card, amount = excluded.amount, counted_at = excluded.counted_at
"""


def count_payrolls(*, connection: BaseDatabaseWrapper, now: datetime) -> int:
    """Count the newest months of every payer; again, the same counts. Return how many counts were written."""
    with transaction.atomic(using=connection.alias):
        return copying.execute(connection, _COUNT, (now,))
